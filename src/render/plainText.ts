/** Characters that would break a line or change a terminal: controls, line separators, half surrogate pairs. */
const UNPRINTABLE =
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Returns a text without characters that break a line or change a terminal: they are written like `\u001b`. */
export const oneLine = (text: string): string =>
  text.replaceAll(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Returns the text, or its beginning and `…` if it has more than this number of characters. */
export const cutAt = (text: string, length: number): string =>
  // A cut must not leave half of a surrogate pair.
  text.length > length ? `${text.slice(0, Math.max(0, length - 1)).replace(/[\ud800-\udbff]$/, '')}…` : text;
