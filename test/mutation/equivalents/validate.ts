import type { Equivalent } from './equivalent.js';

/** Mutants of src/core/validate, src/core/check and src/core/authorize, which do the same as the code. */
export const validate: readonly Equivalent[] = [
  {
    file: 'src/core/authorize/requestContext.ts',
    before: 'names.size === 0',
    after: 'false',
    reason: 'It saves a copy: without keys of the caller, the copy has the keys and values of the original.',
  },
  {
    file: 'src/core/validate/requestSize.ts',
    before: 'sum * MOST_BYTES_OF_A_CHARACTER > REQUEST_BYTES',
    after: 'sum * MOST_BYTES_OF_A_CHARACTER >= REQUEST_BYTES',
    reason: 'The product is a multiple of 6, and 1,048,576 is not: they are never equal.',
  },
  {
    file: 'src/core/validate/validate.ts',
    before: 'part === undefined && !member.required',
    after: 'false',
    reason: 'It saves time: `readMember` returns `undefined` for such a member, which changes nothing.',
  },
  {
    file: 'src/core/validate/validate.ts',
    before: "'{}'",
    after: '""',
    reason:
      'An element that is no primitive makes the input unreadable, and the fault for that does not show the list.',
  },
];
