import { isJson } from '../../render/values.js';

/** JSON that is nested deeper stays as it is: the spaces before its lines would be longer than the text. */
const DEEPEST = 40;

/**
 * Returns a text that is a JSON object or list with each member on a line of its own; `undefined` for any other text.
 * Numbers and texts stay as they are written.
 */
export function prettyJson(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text) || !isJson(text)) return undefined;
  return onLines(text.match(TOKENS) ?? []);
}

const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s"{}[\],:]+/g;

const opens = (token: string): boolean => token === '{' || token === '[';
const closes = (token: string): boolean => token === '}' || token === ']';

function onLines(tokens: readonly string[]): string | undefined {
  const parts: string[] = [];
  let [depth, before] = [0, ''];
  for (const token of tokens) {
    if (closes(token)) depth -= 1;
    parts.push(gapBetween(before, token, depth), token);
    if (opens(token)) depth += 1;
    if (depth > DEEPEST) return undefined;
    before = token;
  }
  return parts.join('');
}

function gapBetween(before: string, token: string, depth: number): string {
  if (before === '' || (opens(before) && closes(token))) return '';
  if (before === ':') return ' ';
  return before === ',' || opens(before) || closes(token) ? `\n${'  '.repeat(depth)}` : '';
}
