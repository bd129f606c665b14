import type { PageData } from '../../src/render/html/pageData.js';

/** Returns the data of a page of HTML. */
export function pageDataIn(html: string): PageData {
  const [, json = 'null'] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html) ?? [];
  return JSON.parse(json) as PageData;
}
