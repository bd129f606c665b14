// `npm run matrix`: packs the project, installs the tarball in scratch folders beside every TypeScript, Node, SDK and test
// runner that README.md names, and prints a table: "works", or the first line of the error. `--ci` runs the part that fits
// CI, `--tarball FILE` takes a tarball that is there, `--only WORD` the cells whose row or column has that word.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compile, compileBlocks, SETTINGS } from './matrix/compile.mjs';
import { testFilesOf } from './matrix/runners.mjs';
import { install, npm, programOf, runNode } from './npm.mjs';
import { RUNNERS } from './samples.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const { values: flags } = parseArgs({
  options: { ci: { type: 'boolean' }, tarball: { type: 'string' }, only: { type: 'string' } },
});
const work = mkdtempSync(join(tmpdir(), 'swfake-matrix-'));
const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const newest = (name) => `${name}@${devDependencies[name]}`;
const PEERS = ['@aws-sdk/client-swf', 'aws-sdk-client-mock', 'fast-check'].map(newest);

const TYPESCRIPTS = flags.ci ? ['5.2', '7'] : ['5.2', '5.9', '6', '7'];
const NODES = ['20', '22', '24', '26'];
/** The lowest version of each peer beside the newest of the others. */
const LOWEST = ['@aws-sdk/client-swf@3.523.0', 'aws-sdk-client-mock@3.0.0', 'fast-check@3.0.0'];

const LOWEST_TYPES = ['5.2', '7'];

const table = [];
const notes = new Set();
const wanted = (row, column) => !flags.only || `${row} ${column}`.toLowerCase().includes(flags.only.toLowerCase());

/** Runs one cell. `act` returns nothing if all holds; an error is what fails. */
function cell(row, column, act) {
  if (!wanted(row, column)) return;
  let result = 'works';
  try {
    result = act() ?? 'works';
  } catch (error) {
    const lines = String(error.message ?? error).split('\n');
    result = lines.find((line) => line.trim() !== '') ?? 'failed';
    if (flags.only) console.log(error.message);
  }
  table.push({ row, column, result });
  console.log(`${row}, ${column}: ${result}`);
}

/** A new project with packages, and the programs of the matrix. */
function project(name, packages) {
  const folder = join(work, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, private: true }));
  // npm checks `engines`, and Vitest 5 is run by a newer Node than npm.
  install(folder, [tarball, ...packages], { env: { ...process.env, npm_config_engine_strict: 'false' } });
  cpSync(join(here, 'matrix', 'failing.txt'), join(folder, 'failing.txt'));
  return folder;
}

/** Puts the compiled assertions of both formats in a folder. */
function withAssertions(folder) {
  for (const format of ['esm', 'cjs']) cpSync(join(compiled, format, 'out'), join(folder, format), { recursive: true });
  writeFileSync(join(folder, 'esm', 'package.json'), '{ "type": "module" }\n');
  writeFileSync(join(folder, 'cjs', 'package.json'), '{ "type": "commonjs" }\n');
  return folder;
}

const RUN = "runAll(require('node:fs').readFileSync('failing.txt', 'utf8'))";
const PROGRAMS = {
  ESM: `import('./esm/assertions.js').then(({ runAll }) => ${RUN})`,
  CommonJS: `require('./cjs/assertions.js').${RUN}`,
};

/** Runs the assertions in a folder that has them, with a Node. */
function holds(folder, program, node) {
  const { status, said } = runNode(['--no-warnings', '-e', program], { cwd: folder, node });
  if (status !== 0 || !said.includes('all hold')) throw new Error(errorLineOf(said));
}

/** The line that says what failed, and all lines behind it. */
function errorLineOf(said) {
  const lines = said.split('\n');
  const at = lines.findIndex((line) => /^\s*([A-Za-z]*Error\b|.*: error TS|not ok|error:|✗|FAIL)/.test(line));
  return lines.slice(Math.max(at, 0)).join('\n');
}

function typescripts(folder) {
  for (const version of TYPESCRIPTS) {
    for (const setting of SETTINGS) {
      cell(`TypeScript ${version}`, setting.name, () => {
        if (setting.until && Number(version) >= setting.until) return `TypeScript ${version} has none`;
        const place = compile(folder, version, setting);
        for (const note of place.notes) notes.add(`TypeScript ${version}, ${setting.name}: ${note}`);
        if (setting.run) holds(place.run, setting.run, undefined);
      });
    }
    cell(`TypeScript ${version}`, 'blocks of the pages', () => {
      for (const note of compileBlocks(folder, version).notes) notes.add(`TypeScript ${version}, blocks: ${note}`);
    });
  }
}

let nodesFolder;
/** The folder with all Nodes, installed when a cell needs one. */
const nodesProject = () => {
  nodesFolder ??= withAssertions(
    project('nodes', [...PEERS, ...NODES.map((version) => `node${version}@npm:node@${version}`)]),
  );
  return nodesFolder;
};

function nodes() {
  for (const version of NODES) {
    for (const [format, program] of Object.entries(PROGRAMS)) {
      cell(`Node ${version}`, format, () => holds(nodesProject(), program, nodeOf(nodesProject(), version)));
    }
    cell(`Node ${version}`, 'command', () => {
      const folder = nodesProject();
      const node = nodeOf(folder, version);
      const { status, said } = runNode([programOf(folder, 'swfake'), '--help'], { cwd: folder, node });
      if (status !== 0 || !said.includes('verify')) throw new Error(errorLineOf(said));
    });
  }
}

const nodeOf = (folder, version) =>
  join(folder, 'node_modules', `node${version}`, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

function peers() {
  for (const lowest of flags.ci ? [LOWEST] : LOWEST.map((one) => [one])) peersAt(lowest);
}

function peersAt(lowest) {
  const row = lowest.join(', ');
  const columns = [...Object.keys(PROGRAMS), ...LOWEST_TYPES.map((version) => `types, TypeScript ${version}`)];
  if (!columns.some((column) => wanted(row, column))) return;
  const nameOf = (peer) => peer.slice(0, peer.lastIndexOf('@'));
  const others = PEERS.filter((peer) => !lowest.map(nameOf).includes(nameOf(peer)));
  const typed = LOWEST_TYPES.map((version) => `ts${version}@npm:typescript@${version}`);
  let folder;
  cell(row, 'install', () => {
    const packages = [...lowest, ...others, ...typed, newest('@types/node'), newest('vitest')];
    folder = withAssertions(project(row.replaceAll(/[^\w.]+/g, '-'), packages));
  });
  if (!folder) return;
  for (const [format, program] of Object.entries(PROGRAMS)) cell(row, format, () => holds(folder, program));
  for (const version of LOWEST_TYPES) {
    cell(row, `types, TypeScript ${version}`, () => {
      for (const note of compile(folder, version, SETTINGS[0]).notes) notes.add(`${row}: ${note}`);
    });
  }
}

// CI runs the runners that its own Node can start in `consumer.mjs`.
function runners() {
  for (const runner of RUNNERS.filter(({ node }) => node !== undefined || !flags.ci)) {
    const { name, packages, suites, node } = runner;
    const tests = testFilesOf(runner);
    const columns = [...tests.map(columnOfTests), ...Object.keys(suites).map(columnOfSuite)];
    if (!columns.some((column) => wanted(name, column))) continue;
    let folder;
    cell(name, 'install', () => {
      folder = withAssertions(project(name.replaceAll(/[^\w.]+/g, '-'), [...PEERS, ...packages]));
      cpSync('test/samples', folder, { recursive: true, filter: (path) => !path.endsWith('failing') });
    });
    if (!folder) continue;
    const path = node && dirname(nodeOf(nodesProject(), String(node)));
    for (const test of tests) {
      cell(name, columnOfTests(test), () => {
        writeFileSync(join(folder, test.file), test.text);
        runSuite(folder, test, path);
        rmSync(join(folder, test.file));
      });
    }
    for (const [kind, suite] of Object.entries(suites)) {
      cell(name, columnOfSuite(kind), () => runSuite(folder, suite, path));
    }
  }
}

const columnOfTests = ({ name }) => (name ? `assertions, ${name}` : 'assertions');
const columnOfSuite = (kind) => (kind === '' ? 'sample suite' : `sample suite, ${kind}`);

/** Runs a test runner in a folder: a script with Node, a binary by itself. */
function runSuite(folder, { command: [program, name, ...args], env = {} }, path) {
  const node = path ? join(path, process.platform === 'win32' ? 'node.exe' : 'node') : process.execPath;
  const file = program === 'npx' ? programOf(folder, name) : undefined;
  const native = file?.endsWith('.exe');
  const words = program === 'node' ? [name, ...args] : native ? args : [file, ...args];
  const settings = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', CI: '', NODE_NO_WARNINGS: '1', ...env };
  const { status, said } = runNode(words, { cwd: folder, node: native ? file : node, env: settings });
  if (status !== 0) throw new Error(errorLineOf(said));
}

function print() {
  const rows = [...new Set(table.map(({ row }) => row))];
  for (const row of rows) {
    const cells = table.filter((one) => one.row === row);
    console.log(`| ${row} | ${cells.map(({ column, result }) => `${column}: ${result}`).join(' | ')} |`);
  }
  for (const note of notes) console.log(`* ${note}`);
  const count = (pattern) => table.filter(({ result }) => pattern.test(result)).length;
  const [works, absent] = [count(/^works/), count(/has none$/)];
  const failed = table.length - works - absent;
  console.log(`matrix: ${works} cells work, ${failed} do not, ${absent} cannot exist`);
  return failed === 0;
}

const tarball = resolve(flags.tarball ?? packed());
const typed = TYPESCRIPTS.map((version) => `ts${version}@npm:typescript@${version}`);
const compiled = project('types', [...PEERS, newest('@types/node'), newest('vitest'), ...typed]);
for (const format of ['esm', 'cjs'])
  compile(
    compiled,
    '7',
    SETTINGS.find((setting) => setting.folder === format),
  );
if (process.env.UPDATE_SAMPLES === '1') updateFailingText();
typescripts(compiled);
nodes();
peers();
runners();
const ok = print();
rmSync(work, { recursive: true, force: true });
process.exitCode = ok ? 0 : 1;

function updateFailingText() {
  const { said } = runNode(['-p', "require('./cjs/out/assertions.js').failingText()"], { cwd: compiled });
  writeFileSync(join(here, 'matrix', 'failing.txt'), said);
  cpSync(join(here, 'matrix', 'failing.txt'), join(compiled, 'failing.txt'));
}

function packed() {
  npm(['pack', '--pack-destination', work]);
  return join(
    work,
    readdirSync(work).find((name) => name.endsWith('.tgz')),
  );
}
