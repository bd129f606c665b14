import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { SwfFake } from '../../src/index.js';
import { writeProgram } from './writeProgram.js';

// Two folders below the root, as dist/cli is: it finds package.json.
mkdirSync('build', { recursive: true });
const folder = mkdtempSync(join('build', 'cli-'));
const main = join(folder, 'main.js');

beforeAll(async () => {
  await writeProgram(folder);
  const swf = new SwfFake();
  const run = swf.scheduleActivity({ activity: 'Charge@1' });
  const history = JSON.stringify({ events: swf.history(run) });
  writeFileSync(join(folder, 'good.json'), history);
  writeFileSync(join(folder, 'bad.json'), history.replace('"scheduledEventId":2', '"scheduledEventId":1'));
  writeFileSync(join(folder, 'decider.mjs'), 'export default () => [];\n');
  writeFileSync(join(folder, 'broken.mjs'), "throw new Error('no config');\n");
  writeFileSync(join(folder, 'named.mjs'), 'export const decide = () => [];\n');
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts the program. Resolves to its exit code and output. */
function started(words: readonly string[], { input = '', env = {} }: { input?: string; env?: NodeJS.ProcessEnv } = {}) {
  const { NO_COLOR, FORCE_COLOR, ...others } = process.env;
  const child = spawn(process.execPath, [main, ...words], { env: { ...others, ...env } });
  const output = { out: '', err: '' };
  child.stdout.on('data', (text) => (output.out += text));
  child.stderr.on('data', (text) => (output.err += text));
  child.stdin.end(input);
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, ...output })),
  );
  return { child, ended };
}

const ran = (...given: Parameters<typeof started>) => started(...given).ended;

describe('the program swfake', { timeout: 30_000 }, () => {
  it('prints the version of the package', async () => {
    expect(await ran(['--version'])).toEqual({ code: 0, out: `${manifest.version}\n`, err: '' });
  });

  it('reads files, folders, patterns and standard input, and exits with 0, 1 or 2', async () => {
    const [good, bad] = [join(folder, 'good.json'), join(folder, 'bad.json')];
    expect(await ran(['verify', good])).toMatchObject({ code: 0, err: '' });
    expect(await ran(['verify', folder])).toMatchObject({ code: 1, err: '' });
    expect((await ran(['verify', join(folder, 'g*.json')])).out).toContain('verified 1 of 1 histories, 0 skipped');
    expect(await ran(['verify', good, bad, join(folder, 'no.json')])).toMatchObject({
      code: 2,
      err: `swfake: there is no file '${join(folder, 'no.json').replaceAll('\\', '/')}'\n`,
    });
    const piped = await ran(['show', '-'], {
      input: JSON.stringify({ events: [{ eventId: 1, eventType: 'TimerFired' }] }),
    });
    expect(piped).toEqual({ code: 0, out: 'OPEN  1 event\n#1  +0s  TimerFired\n', err: '' });
  });

  it('shows no colour and no progress in a pipe, unless FORCE_COLOR asks for colours', async () => {
    const plain = await ran(['verify', folder]);
    expect(plain.out + plain.err).not.toContain('\u001b');
    const forced = await ran(['verify', folder], { env: { FORCE_COLOR: '1' } });
    expect(forced.out).toContain('\u001b[31mDIFFERS\u001b[39m');
    expect(forced.err).toBe('');
  });

  it('imports a decider, and explains a module that cannot be used', async () => {
    const good = join(folder, 'good.json');
    expect(await ran(['replay', '--decider', join(folder, 'decider.mjs'), good])).toMatchObject({ code: 1, err: '' });
    const errors: string[] = [];
    for (const name of ['broken.mjs', 'named.mjs', 'no.mjs'])
      errors.push((await ran(['replay', '--decider', join(folder, name), good])).err.replaceAll(folder, 'FOLDER'));
    expect(errors.map((text) => text.replaceAll('\\', '/'))).toEqual([
      "swfake: 'FOLDER/broken.mjs' cannot be imported: Error: no config\n",
      `swfake: the default export of 'FOLDER/named.mjs' is missing (it exports 'decide'); expected a decider, or {"Order@1": decider}\n`,
      "swfake: there is no file 'FOLDER/no.mjs'; --decider expects the path of a module, in JavaScript or TypeScript\n",
    ]);
  });

  it('ends without a stack if the reader of its output stops', async () => {
    const histories = Array.from({ length: 20_000 }, (_, index) => ({ id: `${index}`, events: [] }));
    const { child, ended } = started(['show', '-'], { input: JSON.stringify({ histories }) });
    child.stdout.once('data', () => child.stdout.destroy());
    expect(await ended).toMatchObject({ err: '' });
  });

  it.skipIf(process.platform === 'win32')('serves until a signal', async () => {
    const { child, ended } = started(['serve', '--port', '0']);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGTERM');
    expect(await ended).toMatchObject({ code: 0, err: '' });
  });
});
