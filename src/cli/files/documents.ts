/** A text in quotes, or a bracket: all that says where a document ends. */
const TOKENS = /"(?:[^"\\]|\\.)*"|[[\]{}]/gs;

/**
 * Returns the JSON documents of a text. Tools that append to a file write one after the other, with or without lines
 * between them.
 *
 * @throws SyntaxError if the text is not JSON.
 */
export function documentsIn(text: string): readonly unknown[] {
  try {
    return [JSON.parse(text) as unknown];
  } catch (error) {
    const parts = partsOf(text);
    // Of one document, the error names the right place.
    if (parts.length < 2) throw error;
    return parts.map((part) => JSON.parse(part) as unknown);
  }
}

/** Returns the parts of a text that each end where all brackets are closed, and the rest of the text. */
function partsOf(text: string): readonly string[] {
  const ends: number[] = [];
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    depth += '[{'.includes(token) ? 1 : ']}'.includes(token) ? -1 : 0;
    if (depth === 0 && ']}'.includes(token)) ends.push(index + 1);
  }
  const starts = [0, ...ends];
  const parts = starts.map((start, index) => text.slice(start, ends[index]).trim());
  return parts.filter((part) => part !== '');
}
