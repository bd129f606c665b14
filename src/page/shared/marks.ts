/** The number of marks in one text: each costs time. */
const MOST = 200;

/**
 * Returns a text in parts: every second one is a place of `needle`, in upper or lower case. After 200 places the rest is
 * one part.
 */
export function partsAround(text: string, needle: string): readonly string[] {
  if (needle === '') return [text];
  const parts: string[] = [];
  let end = 0;
  for (const { index, 0: found } of text.matchAll(anyCase(needle))) {
    parts.push(text.slice(end, index), found);
    end = index + found.length;
    if (parts.length >= 2 * MOST) break;
  }
  return [...parts, text.slice(end)];
}

/** Returns true if a text has `needle`, in upper or lower case. */
export const contains = (text: string, needle: string): boolean => needle === '' || anyCase(needle).test(text);

/** Returns the first place of `needle` with some characters around it; `undefined` if the text has none. */
export function excerptAround(text: string, needle: string, around = 24): string | undefined {
  const index = text.search(anyCase(needle));
  if (index < 0) return undefined;
  const [from, to] = [Math.max(0, index - around), index + needle.length + around];
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
}

const anyCase = (needle: string): RegExp => new RegExp(needle.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'gi');
