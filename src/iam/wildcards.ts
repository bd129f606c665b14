/** A test for a text: true if it matches a pattern. */
export type Matches = (text: string) => boolean;

/** Returns the test of a pattern: `*` stands for any characters or none, `?` for one (IAM User Guide, "Resource"). */
export function wildcard(pattern: string): Matches {
  const letters = [...pattern];
  return (text) => matches(letters, [...text]);
}

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
function matches(pattern: readonly string[], text: readonly string[]): boolean {
  const position: Position = { inPattern: 0, inText: 0, star: -1, afterStar: 0 };
  while (position.inText < text.length) if (!advance(position, pattern, text)) return false;
  return pattern.slice(position.inPattern).every((letter) => letter === '*');
}

function advance(position: Position, pattern: readonly string[], text: readonly string[]): boolean {
  const letter = pattern[position.inPattern];
  if (letter === '*') {
    position.star = position.inPattern;
    position.afterStar = position.inText;
    position.inPattern += 1;
    return true;
  }
  if (letter === '?' || letter === text[position.inText]) {
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

const ARN_FIELDS = 6;

/** Returns the fields of an ARN. The last field can contain colons. */
function fieldsOf(arn: string): readonly string[] {
  const parts = arn.split(':');
  const fields = parts.slice(0, ARN_FIELDS - 1);
  return parts.length < ARN_FIELDS ? parts : [...fields, parts.slice(ARN_FIELDS - 1).join(':')];
}

/** Returns true for `*` and for a text that begins like an ARN. */
export const isArnPattern = (pattern: string): boolean => pattern === '*' || pattern.startsWith('arn:');

/**
 * Returns the test of a pattern of ARNs. A wildcard matches within its field. Fields that are absent at the end match
 * anything, so `*` alone matches every ARN (IAM User Guide, "Resource", "Condition operators").
 */
export function arnWildcard(pattern: string): Matches {
  const wanted = fieldsOf(pattern).map(wildcard);
  return (text) => {
    const fields = fieldsOf(text);
    return fields.length === ARN_FIELDS && wanted.every((matchesField, i) => matchesField(fields[i] as string));
  };
}
