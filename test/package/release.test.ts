import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

interface Release {
  datedChangelog(text: string, version: string, date: string): string;
  checkVersion(version: string, current: string): void;
}
const { datedChangelog, checkVersion } = (await import(pathToFileURL('.ci/release.mjs').href)) as Release;

describe('npm run release', () => {
  it('dates what is unreleased, and leaves an empty section above it', () => {
    const text = '# Changelog\n\n## Unreleased\n\n### Added\n\n- one\n\n## 0.1.0 – 2026-01-02\n\n- first\n';
    expect(datedChangelog(text, '0.2.0', '2026-02-03')).toBe(
      '# Changelog\n\n## Unreleased\n\n## 0.2.0 – 2026-02-03\n\n### Added\n\n- one\n\n## 0.1.0 – 2026-01-02\n\n- first\n',
    );
  });

  it('takes the changelog of the project', () => {
    const dated = datedChangelog(readFileSync('CHANGELOG.md', 'utf8'), '9.0.0', '2026-02-03');
    expect(dated).toContain('\n## Unreleased\n\n## 9.0.0 – 2026-02-03\n');
  });

  it.each([
    ['# Changelog\n', 'swfake: CHANGELOG.md has no section "## Unreleased"'],
    ['\n## Unreleased\n\n## 0.2.0 – 2026-01-02\n\n- one\n', "swfake: CHANGELOG.md has a section for '0.2.0' already"],
    [
      '\n## Unreleased\n\n## 0.1.0 – 2026-01-02\n',
      'swfake: nothing is under "## Unreleased" in CHANGELOG.md: write the changes',
    ],
  ])('refuses %j', (text, message) => {
    expect(() => datedChangelog(text, '0.2.0', '2026-02-03')).toThrow(new Error(message));
  });

  it.each([
    ['0.2', "swfake: '0.2' is no version: expected three numbers, such as 0.2.0"],
    ['next', "swfake: 'next' is no version: expected three numbers, such as 0.2.0"],
    ['0.0.9', "swfake: '0.0.9' is lower than '0.1.0'"],
  ])('refuses the version %s', (version, message) => {
    expect(() => checkVersion(version, '0.1.0')).toThrow(new Error(message));
  });

  it('takes the version of the manifest, and each that is higher', () => {
    for (const version of ['0.1.0', '0.1.1', '0.2.0', '1.0.0']) checkVersion(version, '0.1.0');
  });

  it('does not start with a wrong version', () => {
    expect(() => execFileSync(process.execPath, ['.ci/release.mjs', 'next'], { stdio: 'pipe' })).toThrow(
      "swfake: 'next' is no version",
    );
  });
});
