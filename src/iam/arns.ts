import { hasVariables, type Piece, type Template } from './variables.js';
import { type Matches, piecesWildcard, wildcard } from './wildcards.js';

const ARN_FIELDS = 6;

/** Returns the fields of an ARN. The last field can contain colons. */
function fieldsOf(arn: string): readonly string[] {
  const parts = arn.split(':');
  const fields = parts.slice(0, ARN_FIELDS - 1);
  return parts.length < ARN_FIELDS ? parts : [...fields, parts.slice(ARN_FIELDS - 1).join(':')];
}

/** Returns true for `*` and for a text that begins like an ARN. */
export const isArnPattern = (pattern: string): boolean => pattern === '*' || pattern.startsWith('arn:');

/** Returns true if a pattern of ARNs can match one of SWF. */
export function canBeOfSwf(pattern: string): boolean {
  const [, , service] = fieldsOf(pattern);
  return !pattern.startsWith('arn:') || service === undefined || service.includes('${') || wildcard(service)('swf');
}

/**
 * Returns the test of a pattern of ARNs. A wildcard matches within its field. Fields that are absent at the end match
 * anything, so `*` alone matches every ARN (IAM User Guide, "Resource", "Condition operators").
 */
export function arnWildcard(pieces: readonly Piece[]): Matches {
  const wanted = patternFields(pieces).map(piecesWildcard);
  return (text) => {
    const fields = fieldsOf(text);
    return fields.length === ARN_FIELDS && wanted.every((matchesField, i) => matchesField(fields[i] as string));
  };
}

// A colon in the value of a variable ends no field.
function patternFields(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const fields: Piece[][] = [[]];
  for (const { text, isLiteral } of pieces) {
    const [first = '', ...others] = isLiteral ? [text] : splitFields(text, ARN_FIELDS - fields.length);
    fields.at(-1)?.push({ text: first, isLiteral });
    fields.push(...others.map((other) => [{ text: other, isLiteral }]));
  }
  return fields;
}

/** Splits a text at its first `colons` colons. */
function splitFields(text: string, colons: number): readonly string[] {
  const parts = text.split(':');
  return parts.length <= colons ? parts : [...parts.slice(0, colons), parts.slice(colons).join(':')];
}

/** Returns true if a variable stands before the fifth colon of an ARN: IAM takes none there. */
export function hasEarlyVariable(template: Template): boolean {
  if (!hasVariables(template)) return false;
  const before = template.slice(
    0,
    template.findIndex((part) => 'key' in part),
  );
  return (
    before
      .map((part) => ('text' in part ? part.text : ''))
      .join('')
      .split(':').length < ARN_FIELDS
  );
}
