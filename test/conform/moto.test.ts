import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, type TestContext } from 'vitest';
import { askedRows } from '../../src/conform/coverage/reasons.js';
import { CHECKS, networkTarget } from '../../src/conform/index.js';
import { ask, named } from './support.js';

// The errors of moto that docs/swf.md 11.2 knows. SWFAKE_MOTO is the path of `moto_server`; .ci/run installs it where it can.
const MOTO = process.env.SWFAKE_MOTO;

/** The rows that moto gets wrong. Row 13 it gets right; the histories show row 9; rows 1 and 15 are failures of its own. */
const WRONG = [2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 14, 16, 17, 18];
/** Checks of what moto gets right. */
const RIGHT = named(
  'closes.again',
  'executions.undefined',
  'batches.closeLast.complete',
  'batches.required',
  'types.again',
  'domains.again',
  'tokens.garbage.RespondDecisionTaskCompleted',
  'activities.plainScheduled',
  'timers.marker',
  'decisionTasks.atOnce',
);

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

async function started(path: string, { onTestFinished }: TestContext): Promise<string> {
  const port = await freePort();
  const moto = spawn(path, ['-p', String(port)], { stdio: 'ignore' });
  onTestFinished(() => void moto.kill());
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 100; tries += 1) {
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    )
      return url;
    await pause(200);
  }
  throw new Error('moto_server does not start');
}

it('moto is found wrong in the rows that are known, and right where it is right', async (context) => {
  if (MOTO === undefined) {
    console.warn('skipped: conform beside moto: SWFAKE_MOTO names no moto_server');
    return context.skip('SWFAKE_MOTO names no moto_server');
  }
  const url = await started(MOTO, context);
  const rows = askedRows(CHECKS).filter(({ row }) => WRONG.some((number) => row === `moto ${number}`));
  const asked = new Set(rows.flatMap(({ checks }) => checks));
  const checks = [...CHECKS.filter(({ id }) => asked.has(id)), ...RIGHT, ...named('readings.idlePoll')];
  const seen = await ask(networkTarget({ endpoint: url }), [...new Set(checks)]);
  expect(seen.stopped).toBeUndefined();
  const wrong = new Set(seen.results.filter(({ verdict }) => verdict === 'differs').map(({ check }) => check.id));
  expect(rows.filter((row) => !row.checks.some((id) => wrong.has(id))).map(({ row }) => row)).toEqual([]);
  expect(RIGHT.filter(({ id }) => wrong.has(id)).map(({ id }) => id)).toEqual([]);
  const idle = seen.results.flatMap(({ readings }) => readings).find(({ doubt }) => doubt === 'idlePollToken');
  expect(idle?.seen).toBe('absent');
}, 300_000);
