// One file for each entry of the package, and what they share: a hundred small modules take as long to load as the SDK.
// The types of both formats are the same files; those of CommonJS lie where package.json says that they are.
import { chmodSync, cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { rolldown } from 'rolldown';

const both = {
  index: 'src/index.ts',
  'core/index': 'src/core/index.ts',
  'render/index': 'src/render/index.ts',
  'replay/index': 'src/replay/index.ts',
  'coverage/index': 'src/coverage/index.ts',
  'property/index': 'src/property/index.ts',
  'iam/index': 'src/iam/index.ts',
  'simulation/index': 'src/simulation/index.ts',
  'http/index': 'src/http/index.ts',
  'testing/jest': 'src/testing/jest.ts',
  'testing/reporters/jest': 'src/testing/reporters/jest.ts',
};
// vitest itself has no CommonJS half, and the command needs none.
const esmOnly = {
  'testing/vitest': 'src/testing/vitest.ts',
  'testing/reporters/vitest': 'src/testing/reporters/vitest.ts',
  'cli/main': 'src/cli/main.ts',
};

// Every kilobyte and every file takes its time to load. Names stay, for whoever reads a stack.
const minify = { compress: false, mangle: false, codegen: { removeWhitespace: true } };
// What nearly every entry needs is one file.
const codeSplitting = {
  groups: [
    // Alone, so that `swfake/render` loads nothing else.
    { name: 'render', test: /src[\\/](render[\\/]|tables[\\/]subjects)/, priority: 1 },
    { name: 'core', test: /src[\\/](core|args)[\\/]/ },
    { name: 'kit', test: /src[\\/](testing[\\/]matchers|coverage|history)[\\/]/ },
  ],
};

async function bundled(format, dir, input) {
  const bundle = await rolldown({ input, external: [/^@aws-sdk\//, /^node:/, 'vitest'] });
  const names = { entryFileNames: '[name].js', chunkFileNames: 'shared/[name].js' };
  await bundle.write({ dir, format, ...names, sourcemap: true, exports: 'named', minify, codeSplitting });
  await bundle.close();
}

cpSync('src/testing/ambient', 'dist/testing/ambient', { recursive: true });
for (const name of readdirSync('dist', { recursive: true, encoding: 'utf8' })) {
  if (name.endsWith('.d.ts')) cpSync(`dist/${name}`, `dist/cjs/${name}`);
}
await bundled('esm', 'dist', { ...both, ...esmOnly });
await bundled('cjs', 'dist/cjs', both);
mkdirSync('dist/cjs', { recursive: true });
writeFileSync('dist/cjs/package.json', '{ "type": "commonjs" }\n');
chmodSync('dist/cli/main.js', 0o755);
