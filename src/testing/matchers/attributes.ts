import { cutText, quotedText } from '../../render/values.js';

/** The parts of a matcher's `this` that are used. */
export interface MatcherContext {
  /** Compares two values as the runner does, asymmetric matchers included. Default: `Object.is`. */
  readonly equals?: (a: unknown, b: unknown) => boolean;
}

/** Attributes by name. */
export type Members = Readonly<Record<string, unknown>>;

/** Returns expected attributes as text, for the end of a sentence. Empty if there are none. */
export function attributesText(attributes: Members): string {
  const texts = Object.entries(attributes).map(([name, value]) => `${name} ${valueText(value)}`);
  return texts.length === 0 ? '' : ` with ${texts.join(', ')}`;
}

/** Returns a line for each expected attribute that is different. */
export function differencesOf(
  context: MatcherContext | undefined,
  attributes: Members,
  found: Members,
): readonly string[] {
  const equals = context?.equals ?? Object.is;
  return Object.entries(attributes)
    .filter(([name, value]) => !equals(found[name], value))
    .map(([name, value]) => {
      const difference = `${name}: expected ${valueText(value)}, found ${valueText(found[name])}`;
      return `${difference}${hiddenDifference(value, found[name])}`;
    });
}

/** Returns a value as text; an asymmetric matcher by its name, with its expected value. */
function valueText(value: unknown): string {
  if (typeof value === 'string') return quotedText(value);
  if (typeof value !== 'object' || value === null || !('asymmetricMatch' in value))
    return cutText(String(JSON.stringify(value)));
  if (!('sample' in value)) return 'a matcher';
  const { sample } = value;
  const expected = typeof sample === 'function' ? sample.name : (JSON.stringify(sample) ?? '');
  return `${String(value)}(${cutText(expected)})`;
}

const AROUND = 20;

// Two long texts can look the same after the cut.
function hiddenDifference(expected: unknown, found: unknown): string {
  if (typeof expected !== 'string' || typeof found !== 'string' || expected === found) return '';
  if (quotedText(expected) === JSON.stringify(expected) && quotedText(found) === JSON.stringify(found)) return '';
  const at = [...Array(Math.max(expected.length, found.length)).keys()].find(
    (index) => expected[index] !== found[index],
  );
  const near = (text: string): string => JSON.stringify(text.slice(at, (at ?? 0) + AROUND));
  return `; they differ from character ${(at ?? 0) + 1}: expected ${near(expected)}, found ${near(found)}`;
}
