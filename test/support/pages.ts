import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import type { Example } from './examples.js';

const inFolder = (folder: string): readonly string[] => readdirSync(folder).filter((name) => name.endsWith('.md'));

/** The pages that a reader finds: those of the root and the guides. */
export const PAGES: readonly string[] = [...inFolder('.'), ...inFolder('docs').map((name) => `docs/${name}`)];

export const readPage = (page: string): string => readFileSync(page, 'utf8');

/** An example of a page: a whole test or script. */
export interface PageExample extends Example {
  /** JavaScript is run, but its types are not checked. */
  readonly language: 'ts' | 'js';
  /** The text block right after it, which it must print; empty if there is none. */
  readonly output: string;
}

const EXAMPLE = /^```(ts|js)\n(.*?)^```$(?:\n\n```text\n(.*?)^```$)?/gms;

/** The examples of all pages. Each is named after its page and the line on which it begins. */
export const pageExamples: readonly PageExample[] = PAGES.flatMap((page) => {
  const text = readPage(page);
  return [...text.matchAll(EXAMPLE)].map(({ 1: language, 2: code = '', 3: output = '', index }) => {
    const line = text.slice(0, index).split('\n').length;
    return { name: `${page}:${line}`, language: language as PageExample['language'], code, output };
  });
});

const BLOCK = /```[\s\S]*?```/g;

/** Returns the targets of a page's links within the project. */
export const linksOf = (page: string): readonly string[] =>
  [
    ...readPage(page)
      .replaceAll(BLOCK, '')
      .replaceAll(/`[^`\n]*`/g, 'x')
      .matchAll(/\]\((?!https?:)([^)]+)\)/g),
  ].map(([, link = '']) => link);

/** Returns true if a link of the page leads to a file, and to a heading if it names one. */
export function isThere(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : posix.join(posix.dirname(page), path);
  return existsSync(target) && (anchor === undefined || anchorsOf(target).includes(anchor));
}

/** Returns the anchors that GitHub gives to the headings of a page. */
const anchorsOf = (page: string): readonly string[] =>
  [
    ...readPage(page)
      .replaceAll(BLOCK, '')
      .matchAll(/^#+ (.*)$/gm),
  ].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
