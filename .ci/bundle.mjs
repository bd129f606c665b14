// Makes `dist`: one file of code and one of types for each entry of the package and each module format, and in `shared`
// the parts that entries have in common. A hundred small modules take as long to load as the SDK.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

// `node .ci/bundle.mjs FOLDER` writes to another folder than `dist`, for tests.
const [dist = 'dist'] = process.argv.slice(2);
// The program of a thread of `swfake simulate`, which the command starts by its file name.
const THREAD = './dist/cli/campaignThread.js';
const BY_REQUIRE = 'vitestByRequire.js';
const TYPES = dist === 'dist' ? 'build/types' : `${dist}-types`;
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const EXTERNAL = [/^node:/, ...packages(manifest.peerDependencies), /^@jest\//, ...builtinModules];

/** What the package exports, by its place in `dist` without the file type: read from package.json, which has it once. */
function entriesOf(format, kind) {
  const targets = Object.values(manifest.exports)
    .flatMap((entry) => entry[format]?.[kind] ?? [])
    .filter((target) => !target.endsWith(BY_REQUIRE));
  const bins = format === 'import' && kind === 'default' ? [...Object.values(manifest.bin), THREAD] : [];
  const folder = format === 'import' ? './dist/' : './dist/cjs/';
  return [...targets, ...bins].map((target) => target.slice(folder.length).replace(/(\.d\.ts|\.js)$/, ''));
}

function packages(names) {
  return Object.keys(names).map((name) => new RegExp(`^${name}($|/)`));
}

// What nearly every entry needs is one file. A group takes what its files import, unless one before it has it.
const codeSplitting = {
  groups: [
    // What `swfake/render` needs: it reads histories without the core.
    {
      name: 'render',
      test: /src[\\/](render[\\/](?!html|index)|tables[\\/]subjects|history[\\/]explanation)/,
      priority: 3,
    },
    { name: 'core', test: /src[\\/](core|args)[\\/]/, priority: 2 },
    { name: 'kit', test: /src[\\/](testing[\\/]matchers|patterns|coverage|history)[\\/]/, priority: 1 },
    // Loaded by what makes pages only: it holds their script.
    { name: 'page', test: /src[\\/]render[\\/]html[\\/]/ },
  ],
};

async function writeCode(format, dir) {
  const input = Object.fromEntries(entriesOf(format, 'default').map((entry) => [entry, `src/${entry}.ts`]));
  const bundle = await rolldown({ input, external: EXTERNAL });
  const names = { entryFileNames: '[name].js', chunkFileNames: 'shared/[name].js' };
  // No white space is removed and no name is changed: an error shows a line that can be read.
  const style = { exports: 'named', minify: false, sourcemap: false, comments: false };
  await bundle.write({ dir, format: format === 'import' ? 'esm' : 'cjs', ...names, ...style, codeSplitting });
  await bundle.close();
}

/** Writes the types of the ES modules. Those of CommonJS are the same text: `test/package` holds that their entries are the same. */
async function writeTypes(dir) {
  const input = Object.fromEntries(entriesOf('import', 'types').map((entry) => [entry, `${TYPES}/${entry}.d.ts`]));
  const bundle = await rollup({ input, external: EXTERNAL, plugins: [dts(), referencesFirst], onwarn });
  const chunkFileNames = ({ name }) => `types/${name.replace(/\.d$/, '')}.d.ts`;
  const names = { entryFileNames: '[name].d.ts', chunkFileNames };
  await bundle.write({ dir, format: 'es', ...names });
  await bundle.close();
}

// A reference counts only at the top of a file; the parts of a bundle have theirs where they begin.
const referencesFirst = {
  name: 'references-first',
  generateBundle(_, files) {
    for (const file of Object.values(files)) {
      const lines = file.code.split('\n');
      const isReference = (line) => line.startsWith('/// <reference ');
      const references = new Set(lines.filter(isReference).map((line) => line.replace(' preserve="true"', '')));
      file.code = [...references, ...lines.filter((line) => !isReference(line))].join('\n');
    }
  },
};

// An entry without code is one of types. A private name in a public signature is written in `dist/types`, not exported.
function onwarn({ code, message }) {
  const harmless = code === 'EMPTY_BUNDLE' || /references private shared type exports/.test(message);
  if (!harmless) throw new Error(`${code}: ${message}`);
}

for (const folder of [dist, TYPES]) rmSync(folder, { recursive: true, force: true });
const tsc = ['node_modules/typescript/bin/tsc', '-p', '.', '--emitDeclarationOnly', '--outDir', TYPES];
// The compiler is a Go program. Without its garbage collector it takes a quarter less of the processor.
execFileSync(process.execPath, tsc, { stdio: 'inherit', env: { ...process.env, GOGC: 'off' } });
cpSync('src/testing/ambient', `${TYPES}/testing/ambient`, { recursive: true });
for (const [format, dir] of [
  ['import', dist],
  ['require', join(dist, 'cjs')],
]) {
  await writeCode(format, dir);
}
await writeTypes(dist);
for (const file of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
  if (file.endsWith('.d.ts')) cpSync(join(dist, file), join(dist, 'cjs', file));
}
writeFileSync(join(dist, 'cjs', 'package.json'), '{ "type": "commonjs" }\n');
cpSync('.ci/vitestByRequire.cjs', join(dist, 'cjs', 'testing', BY_REQUIRE));
chmodSync(join(dist, 'cli', 'main.js'), 0o755);
