import { cutAt } from './plainText.js';

/** Everything but letters, digits and the signs that mean nothing in a diagram. */
const SPECIAL = /[^\p{L}\p{N} .,_/@=+(){}[\]:"'!?*-]/gu;
/** Commands at the beginning of a text, which Mermaid takes for its own. */
const COMMAND = /^\s*:?(?:no)?wrap:/i;

/**
 * Returns a text as a diagram of Mermaid shows it: a character that could mean anything there is written as its code, like
 * `#59;` for a semicolon. A line break becomes a space. A text of more characters than `length` is cut.
 */
export function mermaidText(text: string, length: number): string {
  const cut = cutAt(text.replaceAll(/\s+/g, ' ').trim(), length);
  const shown = cut.replaceAll(SPECIAL, codeOf);
  // The first colon is that of the command: the code of a character has none.
  return COMMAND.test(cut) ? shown.replace(':', '#58;') : shown;
}

function codeOf(character: string): string {
  if (character === '…') return character;
  const code = character.codePointAt(0) ?? 0;
  // Controls and halves of a surrogate pair have no code that a browser shows.
  const isShown = code >= 0x20 && !(code >= 0x7f && code <= 0x9f) && !(code >= 0xd800 && code <= 0xdfff);
  return `#${isShown ? code : 0xfffd};`;
}
