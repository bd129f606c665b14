// Compiles the programs of the matrix with one TypeScript and one way to resolve modules. Every flag that a strict project
// sets is on, and `skipLibCheck` is off: one error in a declaration file of swfake fails the cell.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNode } from '../npm.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const RUN_ESM =
  "import('./out/assertions.js').then(({ runAll }) => runAll(require('node:fs').readFileSync('../failing.txt', 'utf8')))";
const RUN_CJS = "require('./out/assertions.js').runAll(require('node:fs').readFileSync('../failing.txt', 'utf8'))";

/** Each way to resolve modules: `until` is the first TypeScript without it, `run` the program that the result must pass. */
export const SETTINGS = [
  { name: 'nodenext, ESM', folder: 'esm', module: 'nodenext', moduleResolution: 'nodenext', run: RUN_ESM },
  { name: 'nodenext, CommonJS', folder: 'cjs', module: 'nodenext', moduleResolution: 'nodenext', run: RUN_CJS },
  { name: 'node16, CommonJS', folder: 'cjs', module: 'node16', moduleResolution: 'node16', run: RUN_CJS },
  { name: 'bundler', folder: 'esm', module: 'esnext', moduleResolution: 'bundler', run: RUN_ESM },
  { name: 'node10', folder: 'cjs', module: 'commonjs', moduleResolution: 'node10', run: RUN_CJS, until: 7 },
];

const PROGRAMS = ['assertions.ts', 'vitestTypes.ts'];

const STRICT = {
  target: 'es2022',
  lib: ['es2022', 'dom'],
  types: ['node'],
  strict: true,
  skipLibCheck: false,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noPropertyAccessFromIndexSignature: true,
  noFallthroughCasesInSwitch: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  allowUnreachableCode: false,
  allowUnusedLabels: false,
  forceConsistentCasingInFileNames: true,
  isolatedModules: true,
  declaration: true,
  esModuleInterop: true,
  outDir: 'out',
};

// What newer versions of TypeScript have.
const NEWER = { 5.6: { noUncheckedSideEffectImports: true }, 5.8: { erasableSyntaxOnly: true } };

function optionsOf(version, { folder, module, moduleResolution }) {
  const newer = Object.entries(NEWER).filter(([since]) => Number(version) >= Number(since));
  return {
    ...STRICT,
    ...Object.assign({}, ...newer.map(([, options]) => options)),
    module,
    moduleResolution,
    ...(folder === 'esm' && { verbatimModuleSyntax: true }),
    ...(version === '6' && moduleResolution === 'node10' && { ignoreDeprecations: '6.0' }),
  };
}

/**
 * Compiles in a folder below `project`. It throws the errors in the files of swfake and of the user. Errors inside of other
 * packages are `notes`: how many each has.
 */
export function compile(project, version, setting) {
  const run = join(project, setting.folder);
  mkdirSync(run, { recursive: true });
  for (const file of PROGRAMS) cpSync(join(here, file), join(run, file));
  return { run, notes: compileIn(run, project, version, optionsOf(version, setting), PROGRAMS) };
}

/** Compiles all `ts` blocks of the pages, each as a file of a new strict project. */
export function compileBlocks(project, version) {
  const run = join(project, 'blocks');
  mkdirSync(run, { recursive: true });
  const pages = [
    'README.md',
    ...readdirSync('docs')
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  ];
  const blocks = pages.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/^```ts\r?\n([\s\S]*?)^```/gm)].map(([, code], index) => {
      return [`${page.replaceAll(/\W+/g, '-')}-${index + 1}.ts`, code];
    }),
  );
  for (const [name, code] of blocks) writeFileSync(join(run, name), code);
  const { target, types, strict, skipLibCheck } = STRICT;
  const options = { target, lib: ['es2023', 'dom'], types, strict, skipLibCheck, module: 'nodenext', noEmit: true };
  const files = blocks.map(([name]) => name);
  return { notes: compileIn(run, project, version, { ...options, isolatedModules: true }, files) };
}

function compileIn(run, project, version, compilerOptions, files) {
  writeFileSync(join(run, 'package.json'), `{ "type": "${run.endsWith('cjs') ? 'commonjs' : 'module'}" }\n`);
  writeFileSync(join(run, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  const place = join(project, 'node_modules', `ts${version}`);
  const { bin } = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'));
  const { said } = runNode([join(place, bin.tsc), '-p', '.', '--pretty', 'false'], { cwd: run });
  const errors = said.split('\n').filter((line) => line.includes('error TS'));
  const others = errors.filter((line) => /node_modules[\\/](?!swfake[\\/])/.test(line));
  const ours = errors.filter((line) => !others.includes(line));
  if (ours.length > 0) throw new Error(ours.join('\n'));
  return countsOf(others);
}

function countsOf(errors) {
  const packages = errors.map((line) => /node_modules[\\/]((@[^\\/]+[\\/])?[^\\/]+)/.exec(line)?.[1] ?? line);
  return [...new Set(packages)].map((name) => {
    const count = packages.filter((one) => one === name).length;
    return `${count} ${count === 1 ? 'error' : 'errors'} in the declaration files of ${name}`;
  });
}
