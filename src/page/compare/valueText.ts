import { attributeText } from '../../render/values.js';

/** The characters of two long texts that are shown before their first difference. */
const BEFORE = 20;
const LONGEST_BEGINNING = 60;

/** Returns both values of an attribute as short texts, in which the first difference is visible. */
export function valueTexts(name: string, left: unknown, right: unknown): readonly [string, string] {
  const [first, second] = [wholeText(name, left), wholeText(name, right)];
  const common = commonBeginning(first, second);
  const from = common > LONGEST_BEGINNING ? common - BEFORE : 0;
  return [partOf(first, from), partOf(second, from)];
}

/** The characters that one line can show. */
const LONGEST = 300;

// Half of a surrogate pair is no character.
const partOf = (text: string, from: number): string =>
  `${from > 0 ? '…' : ''}${text.slice(from, from + LONGEST)}`
    .replace(/^…[\uDC00-\uDFFF]/, '…')
    .replace(/[\uD800-\uDBFF]$/, '');

const wholeText = (name: string, value: unknown): string =>
  value === undefined ? '(absent)' : attributeText(name, value, 'whole');

function commonBeginning(first: string, second: string): number {
  const end = Math.min(first.length, second.length);
  let length = 0;
  while (length < end && first[length] === second[length]) length += 1;
  return length;
}
