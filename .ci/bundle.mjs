// One file for each entry of the package, and what they share: a hundred small modules take as long to load as the SDK.
import { chmodSync } from 'node:fs';
import { rolldown } from 'rolldown';

const input = {
  index: 'src/index.ts',
  'core/index': 'src/core/index.ts',
  'render/index': 'src/render/index.ts',
  'replay/index': 'src/replay/index.ts',
  'cli/main': 'src/cli/main.ts',
};

const bundle = await rolldown({ input, external: [/^@aws-sdk\//, /^node:/] });
await bundle.write({
  dir: 'dist',
  format: 'esm',
  entryFileNames: '[name].js',
  chunkFileNames: 'shared/[name].js',
  sourcemap: true,
});
await bundle.close();
chmodSync('dist/cli/main.js', 0o755);
