import { describe, expect, it } from 'vitest';
import { type ExportedHistory, verifyHistory } from '../../src/replay/index.js';
import { ranLine, type World } from './inMemory.js';

/** A world in which the user waits for the end. */
const PATIENT: World = { until: () => new Promise(() => undefined) };

const conformed = async (line: string, world: World = {}) => {
  const written = new Map<string, string>();
  const disk: World['disk'] = (files) => {
    Object.assign(files, { write: (path: string, text: string) => void written.set(path, text) });
  };
  const result = await ranLine(`conform ${line}`, { ...PATIENT, disk, ...world });
  return { ...result, written };
};

describe('swfake conform', () => {
  it('asks the fake of this package, and prints a line for each area', async () => {
    const { code, printed, complaints } = await conformed('--self --only timers,readings.idlePoll');
    expect([code, complaints]).toEqual([0, []]);
    expect(printed.join('\n')).toContain('timers            8          8          0          0');
    expect(printed.join('\n')).toContain("    idlePollToken: 'absent',");
    expect(printed.at(-1)).toMatch(/^asked 9 of 9 checks in [\d.]+ s: 9 agree, 0 differ$/);
  });

  it('writes the report as JSON, and the calls and histories as a recording', async () => {
    const files = { 'recorded/old.json': '{}' };
    const { code, written } = await conformed('--self --only timers.fires --json report.json --record recorded', {
      files,
    });
    expect(code).toBe(0);
    const report = JSON.parse(written.get('report.json') ?? '');
    expect(report).toMatchObject({ command: 'conform', exitCode: 0, counts: { checks: 1, agree: 1, differ: 0 } });
    const recorded = JSON.parse(written.get('recorded/timers.fires.json') ?? '');
    expect(recorded.conform.calls.length).toBeGreaterThan(4);
    expect(recorded.histories.map((one: ExportedHistory) => verifyHistory(one))).toMatchObject([
      { verdict: 'verified' },
    ]);
    const again = await ranLine('verify recorded', { files: { 'recorded/a.json': recorded } });
    expect([again.code, again.printed.at(-1)]).toEqual([0, 'verified 1 of 1 histories, 0 skipped']);
  });

  it('lists the checks and what they cover', async () => {
    const { code, printed } = await conformed('--list');
    expect(code).toBe(0);
    expect(printed).toContain('operations: 39 of 39');
    expect(printed).toContain('decisions: 13 of 13');
    expect(printed).toContain('  moto 17: causes.timer.idInUse');
  }, 60_000);

  it('calls Amazon SWF only if the user agrees', async () => {
    const { code, printed, complaints } = await conformed('--only timers');
    expect(code).toBe(2);
    expect(printed.join('\n')).toContain("It registers the domain 'swfake-conform' if it is missing.");
    expect(complaints).toEqual(['swfake: conform asked nothing: the answer was not yes; --yes answers it beforehand']);
  });

  it('says what was asked when it is interrupted', async () => {
    const { code, printed } = await conformed('--self', { until: () => undefined });
    expect(code).toBe(2);
    expect(printed.join('\n')).toContain('stopped before the end: a signal stopped the run');
  });
});
