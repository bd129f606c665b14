// `npm run release -- 0.2.0`: makes everything that a release needs but the upload. It checks that the tree is clean, sets
// the version and the date of the changelog, checks and packs the package, and prints what is left to do. It commits and
// publishes nothing: `git checkout .` undoes it. `--skip-tests` is for a try.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { npm } from './npm.mjs';

const FOLDER = join('build', 'release');

/** Moves what is under "Unreleased" in a changelog under a version and a date, and leaves an empty "Unreleased". */
export function datedChangelog(text, version, date) {
  if (!text.includes('\n## Unreleased\n')) throw new Error('swfake: CHANGELOG.md has no section "## Unreleased"');
  if (text.includes(`\n## ${version} `)) throw new Error(`swfake: CHANGELOG.md has a section for '${version}' already`);
  const [before, after] = text.split('\n## Unreleased\n');
  const [changes] = after.split(/\n## \d/);
  if (changes.trim() === '')
    throw new Error('swfake: nothing is under "## Unreleased" in CHANGELOG.md: write the changes');
  return `${before}\n## Unreleased\n\n## ${version} – ${date}\n${after}`;
}

/** Throws if a version is not the next one: the same or a lower version cannot be published. */
export function checkVersion(version, current) {
  const numbers = (text) => text.split('.').map(Number);
  const [next, now] = [numbers(version), numbers(current)];
  if (next.length !== 3 || !next.every(Number.isInteger)) {
    throw new Error(`swfake: '${version}' is no version: expected three numbers, such as 0.2.0`);
  }
  const at = next.findIndex((number, index) => number !== now[index]);
  if (at !== -1 && next[at] < now[at]) throw new Error(`swfake: '${version}' is lower than '${current}'`);
}

function release() {
  const { values, positionals } = parseArgs({ options: { 'skip-tests': { type: 'boolean' } }, allowPositionals: true });
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  const version = positionals[0] ?? manifest.version;
  checkVersion(version, manifest.version);
  const changed = execFileSync('git', ['status', '--porcelain'], { encoding: 'utf8' });
  if (changed !== '') throw new Error(`swfake: the tree is not clean. Commit or undo these changes first:\n${changed}`);
  const changelog = datedChangelog(
    readFileSync('CHANGELOG.md', 'utf8'),
    version,
    new Date().toISOString().slice(0, 10),
  );

  const step = (title, args) => {
    console.log(`== ${title}`);
    npm(args, { stdio: 'inherit' });
  };
  step('install', ['ci', '--no-audit', '--no-fund']);
  step('types', ['run', 'types']);
  step('lint', ['run', 'lint']);
  if (!values['skip-tests']) step('tests', ['test']);

  if (version !== manifest.version) npm(['version', version, '--no-git-tag-version']);
  writeFileSync('CHANGELOG.md', changelog);
  mkdirSync(FOLDER, { recursive: true });
  console.log('== pack');
  npm(['pack', '--pack-destination', FOLDER], { stdio: 'inherit' });
  const tarball = join(FOLDER, `${manifest.name}-${version}.tgz`);
  if (!values['skip-tests']) step('matrix', ['run', 'matrix', '--', '--tarball', tarball]);
  console.log(leftToDo(version, tarball, manifest.repository));
}

const leftToDo = (version, tarball, repository) => `
The release is in ${tarball}. Left to do:
1. git diff                                  read the version and the changelog
2. git commit -am ${version}
3. git tag v${version}
4. git push --follow-tags
5. npm publish ${tarball}   from CI: the provenance is made there${
  repository ? '' : '\nBefore 5: package.json has no "repository", and npm publishes no provenance without it.'
}`;

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    release();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
