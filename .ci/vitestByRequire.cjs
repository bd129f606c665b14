// `dist/cjs` has this file for `swfake/vitest` and the entries below it. Vitest itself has ES modules only.
throw new Error(
  "swfake: require('swfake/vitest') cannot work: Vitest has ES modules only. Write import, and run the file with Vitest",
);
