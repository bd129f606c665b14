import type { Piece } from './variables.js';

/** A test for a text: true if it matches a pattern. */
export type Matches = (text: string) => boolean;

// No letter of a pattern is one of these.
const ANY = Symbol('*');
const ONE = Symbol('?');
type Letter = string | typeof ANY | typeof ONE;

/** Returns the test of a pattern: `*` stands for any characters or none, `?` for one (IAM User Guide, "Resource"). */
export const wildcard = (pattern: string): Matches => piecesWildcard([{ text: pattern, isLiteral: false }]);

/** Returns the test of a pattern in pieces: a literal piece has no wildcards. */
export function piecesWildcard(pieces: readonly Piece[]): Matches {
  const letters = pieces.flatMap(lettersOf);
  return (text) => matches(letters, [...text]);
}

const lettersOf = ({ text, isLiteral }: Piece): readonly Letter[] =>
  isLiteral ? [...text] : [...text].map((letter) => (letter === '*' ? ANY : letter === '?' ? ONE : letter));

/** The positions of a match in progress. */
interface Position {
  inPattern: number;
  inText: number;
  /** The index of the last star in the pattern; -1 before the first. */
  star: number;
  /** The index in the text of the first character after those that the star took. */
  afterStar: number;
}

// A star takes as few characters as it can, and one more whenever the rest does not match. Only the last star is tried
// again, so the time is at most the product of both lengths.
function matches(pattern: readonly Letter[], text: readonly string[]): boolean {
  const position: Position = { inPattern: 0, inText: 0, star: -1, afterStar: 0 };
  while (position.inText < text.length) if (!advance(position, pattern, text)) return false;
  return pattern.slice(position.inPattern).every((letter) => letter === ANY);
}

function advance(position: Position, pattern: readonly Letter[], text: readonly string[]): boolean {
  const letter = pattern[position.inPattern];
  if (letter === ANY) {
    position.star = position.inPattern;
    position.afterStar = position.inText;
    position.inPattern += 1;
    return true;
  }
  if (letter === ONE || letter === text[position.inText]) {
    position.inPattern += 1;
    position.inText += 1;
    return true;
  }
  return retry(position);
}

function retry(position: Position): boolean {
  if (position.star < 0) return false;
  position.afterStar += 1;
  position.inText = position.afterStar;
  position.inPattern = position.star + 1;
  return true;
}
