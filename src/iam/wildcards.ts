/** Whether a text is one that a pattern stands for. */
export type Matches = (text: string) => boolean;

/** A pattern in which `*` stands for any letters, also none, and `?` for any one (IAM User Guide, "Resource"). */
export function wildcard(pattern: string): Matches {
  const letters = [...pattern];
  return (text) => matches(letters, [...text]);
}

/** Where a pattern and a text stand, and where both stood when the last star began to take letters. */
interface Place {
  at: number;
  taken: number;
  star: number;
  from: number;
}

// A star takes as little as it can, and one letter more whenever what follows does not fit: only the last one ever has to
// be tried again, so that no pattern takes long.
function matches(pattern: readonly string[], text: readonly string[]): boolean {
  const place: Place = { at: 0, taken: 0, star: -1, from: 0 };
  while (place.taken < text.length) if (!advance(place, pattern, text)) return false;
  return pattern.slice(place.at).every((letter) => letter === '*');
}

function advance(place: Place, pattern: readonly string[], text: readonly string[]): boolean {
  const letter = pattern[place.at];
  if (letter === '*') {
    place.star = place.at;
    place.from = place.taken;
    place.at += 1;
    return true;
  }
  if (letter === '?' || letter === text[place.taken]) {
    place.at += 1;
    place.taken += 1;
    return true;
  }
  return retry(place);
}

function retry(place: Place): boolean {
  if (place.star < 0) return false;
  place.from += 1;
  place.taken = place.from;
  place.at = place.star + 1;
  return true;
}

const ARN_FIELDS = 6;

/** The fields of an ARN; the last one may have colons of its own. */
function fieldsOf(arn: string): readonly string[] {
  const parts = arn.split(':');
  const fields = parts.slice(0, ARN_FIELDS - 1);
  return parts.length < ARN_FIELDS ? parts : [...fields, parts.slice(ARN_FIELDS - 1).join(':')];
}

export const isArnPattern = (pattern: string): boolean => pattern === '*' || pattern.startsWith('arn:');

/**
 * A pattern of ARNs: a wildcard stays within its field, and fields that are left out at the end may be anything (IAM User
 * Guide, "Resource", "Condition operators"): `*` alone is every ARN.
 */
export function arnWildcard(pattern: string): Matches {
  const wanted = fieldsOf(pattern).map(wildcard);
  return (text) => {
    const fields = fieldsOf(text);
    return fields.length === ARN_FIELDS && wanted.every((matchesField, i) => matchesField(fields[i] as string));
  };
}
