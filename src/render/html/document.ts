import {
  PAGE_LOADER,
  PAGE_LOADER_HASH,
  PAGE_PACKED,
  PAGE_SCRIPT_HASH,
  PAGE_STYLE,
  PAGE_STYLE_HASH,
} from './pageCode.js';
import type { PageData } from './pageData.js';

// Nothing is loaded, and no script runs but the page's own two: whatever stands in a history stays text.
const POLICY = [
  "default-src 'none'",
  `script-src '${PAGE_LOADER_HASH}' '${PAGE_SCRIPT_HASH}'`,
  `style-src '${PAGE_STYLE_HASH}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Returns the page of these data: one file that needs no other. */
export const documentOf = (data: PageData): string =>
  [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escaped(data.title)}</title>`,
    `<style>${PAGE_STYLE}</style>`,
    '</head>',
    '<body>',
    '<div id="page"><noscript>This page needs JavaScript to show the histories that it holds.</noscript></div>',
    `<script type="application/json" id="data">${dataText(data)}</script>`,
    `<script type="text/plain" id="script">${PAGE_PACKED}</script>`,
    `<script>${PAGE_LOADER}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');

// In JSON, < stands in texts only, and an end tag in one would end the element.
const dataText = (data: PageData): string => JSON.stringify(data).replaceAll('<', '\\u003c');

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (char) => ESCAPES[char] ?? char);
