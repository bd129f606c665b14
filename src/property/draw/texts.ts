import { FORMATS, type Format } from '../../core/validate/formats.js';
import type { Text } from '../../core/validate/shape.js';
import type { Arbitrary, FastCheck } from './fastCheck.js';

const ONE_YEAR_IN_SECONDS = 31_536_000;
const LONGEST_SECONDS = 99_999_999;
/** The longest text for a shape that has no limit. */
const DEFAULT_MAX = 256;
/** Characters that break careless code: each is one UTF-16 unit, so that the length of a text is right. */
const UNUSUAL = ['é', 'ß', '漢', 'Ω', '\u2028', '\u0301', '"', '\\', "'", '<', '\n', '\t', ' '];

/** Returns whether a text has only characters that the documentation allows in names (docs/swf.md 0.3). */
export const isName = (value: string): boolean => FORMATS.name.accepts(value);

type Make = (fc: FastCheck, shape: Text) => Arbitrary<string>;

/**
 * Returns an arbitrary of texts that fulfil every rule of a shape. Most are short; a few are the shortest or the
 * longest.
 */
export function textsOf(fc: FastCheck, shape: Text): Arbitrary<string> {
  const { format } = shape;
  return format ? FORMATTED[format](fc, shape) : plain(fc, shape);
}

/** Returns an arbitrary of whole seconds. Most are 600 at most. */
const seconds = (fc: FastCheck, max: number = LONGEST_SECONDS): Arbitrary<string> =>
  fc
    .oneof(
      { weight: 8, arbitrary: fc.nat({ max: Math.min(max, 600) }) },
      { weight: 1, arbitrary: fc.constantFrom(0, max) },
      { weight: 1, arbitrary: fc.nat({ max }) },
    )
    .map(String);

const orNone = (fc: FastCheck, values: Arbitrary<string>): Arbitrary<string> =>
  fc.oneof({ weight: 1, arbitrary: fc.constant('NONE') }, { weight: 4, arbitrary: values });

function plain(fc: FastCheck, { min = 0, max = DEFAULT_MAX }: Text): Arbitrary<string> {
  const length = { minLength: min, maxLength: max };
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 16, arbitrary: fc.string(length) },
    { weight: 3, arbitrary: fc.array(fc.constantFrom(...UNUSUAL), length).map((parts) => parts.join('')) },
    { weight: 1, arbitrary: fc.constantFrom('a'.repeat(min), 'a'.repeat(max)) },
  );
}

const named =
  (format: 'name' | 'trimmed'): Make =>
  (fc, shape) =>
    plain(fc, shape)
      .map((value) => value.replace(/[:/|\u0000-\u001f\u007f-\u009f]/g, '-'))
      .filter(FORMATS[format].accepts);

// The frameworks of AWS name a child `<run id of the parent>:<number>`, and a run id can hold a slash (docs/swf.md 12,
// doubt 13).
const workflowIds: Make = (fc, shape) =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: 4, arbitrary: plain(fc, shape) },
    { weight: 1, arbitrary: fc.nat({ max: 99 }).map((n) => `22Vbo/3LT4=:${n}`) },
  );

const FORMATTED: { readonly [F in Format]: Make } = {
  name: named('name'),
  workflowId: workflowIds,
  trimmed: named('trimmed'),
  timeout: (fc) => orNone(fc, seconds(fc)),
  seconds: (fc) => seconds(fc),
  execution: (fc) => seconds(fc, ONE_YEAR_IN_SECONDS),
  successor: (fc) => orNone(fc, seconds(fc, ONE_YEAR_IN_SECONDS)),
  lambda: (fc) => fc.integer({ min: 1, max: 900 }).map(String),
  priority: (fc) => fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }).map(String),
  days: (fc) => orNone(fc, fc.nat({ max: 90 }).map(String)),
  tag: (fc, shape) => plain(fc, shape).map((value) => value.replace(/[^\p{L}\p{N}\s_.:/=+@-]/gu, '-')),
  optional: plain,
};
