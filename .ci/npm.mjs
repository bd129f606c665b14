// Runs npm, and programs of npm packages, on every system: Windows starts `npm.cmd` in a shell only.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// `npm run` sets npm_execpath. Without it, npm stands beside Node (Windows), or in `../lib` (others).
const beside = ['node_modules', '../lib/node_modules'].map((place) =>
  join(dirname(process.execPath), place, 'npm/bin/npm-cli.js'),
);
const cli = [process.env.npm_execpath, ...beside].find((path) => path?.endsWith('npm-cli.js') && existsSync(path));
const command = cli ? [process.execPath, cli] : ['npm'];

/** Runs npm and returns its output. It throws an error with the whole output if npm fails. */
export function npm(args, settings = {}) {
  const [program, ...first] = command;
  return execFileSync(program, [...first, ...args], { encoding: 'utf8', ...settings });
}

/** Installs packages in a folder, quietly. */
export const install = (folder, packages, settings = {}) =>
  npm(['install', '--no-audit', '--no-fund', '--loglevel=error', ...packages], { cwd: folder, ...settings });

/** The file of a program that a package of a folder has. */
export function programOf(folder, name, bin = name) {
  const place = join(folder, 'node_modules', name);
  const manifest = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'));
  return join(place, typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[bin]);
}

/** Runs a script with Node, the one of this process unless `node` names another, and returns `{ status, said }`. */
export function runNode(args, { node = process.execPath, ...settings } = {}) {
  const { status, stdout, stderr, error } = spawnSync(node, args, { encoding: 'utf8', ...settings });
  return { status, said: error ? String(error) : `${stdout}${stderr}` };
}
