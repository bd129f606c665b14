import { render } from 'preact';
import type { PageData } from '../render/html/pageData.js';
import { App } from './App.js';

const root = document.getElementById('page');
const data = document.getElementById('data')?.textContent;
if (root && data) {
  root.replaceChildren();
  render(<App data={JSON.parse(data) as PageData} />, root);
}
