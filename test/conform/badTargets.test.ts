import { describe, expect, it } from 'vitest';
import { type Conformance, networkTarget, reportLines } from '../../src/conform/index.js';
import { badServer, type Misbehave, refuse } from './badServers.js';
import { ask, named } from './support.js';

// A target that misbehaves: the run ends, and its report says why.

const plain = (_: string, text: string): string => text;
const textOf = (seen: Conformance): string => reportLines(seen, plain).join('\n');
const FEW = named('decisionTasks', 'timers');

async function asked(misbehave: Misbehave, more: object = {}): Promise<Conformance> {
  await using server = await badServer(misbehave);
  return await ask(networkTarget({ endpoint: server.url, callMillis: 2000 }), FEW, more);
}

const isSetUp = ({ number }: { readonly number: number }): boolean => number <= 40;

describe('a target from its first call on', () => {
  it('that hangs', async () => {
    const seen = await asked(() => true);
    expect(seen.stopped).toBe('RegisterDomain: no answer within 2 s');
    expect(textOf(seen)).toContain(`asked 0 of ${FEW.length} checks`);
  }, 30_000);

  it('that answers HTML', async () => {
    const seen = await asked((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>It works!</body></html>');
      return true;
    });
    expect(seen.stopped).toBe('RegisterDomain: the target answered HTML with status 200, not AWS JSON');
  }, 30_000);

  it('that closes connections', async () => {
    const seen = await asked((_, response) => Boolean(response.destroy()));
    expect(seen.stopped).toMatch(/^RegisterDomain: no answer: .*(hang up|ECONNRESET)/);
  }, 30_000);

  it('that is not there', async () => {
    const seen = await ask(networkTarget({ endpoint: 'http://127.0.0.1:9' }), FEW);
    expect(seen.stopped).toMatch(/^RegisterDomain: no answer: .*(ECONNREFUSED|bad port)/);
  }, 30_000);
});

describe('a target in the middle of a run', () => {
  it('that hangs', async () => {
    const seen = await asked((request) => !isSetUp(request));
    expect(seen.stopped).toMatch(/^the target does not answer any more: \w+: no answer within 2 s$/);
    expect(textOf(seen)).toContain('stopped before the end: the target does not answer any more');
    expect(seen.results.every(({ verdict }) => verdict !== 'differs')).toBe(true);
  }, 60_000);

  it('that dies: the report has what was asked so far', async () => {
    const seen = await asked(({ number }, response) => number > 100 && Boolean(response.destroy()));
    expect(seen.stopped).toMatch(/^the target does not answer any more: /);
    const agreed = seen.results.filter(({ verdict }) => verdict === 'agrees');
    expect(agreed.length).toBeGreaterThan(0);
    expect(seen.results.filter(({ verdict }) => verdict === 'not asked').length).toBeGreaterThan(0);
  }, 60_000);

  it('that is interrupted: it cleans up, and the report has what was asked so far', async () => {
    const terminated: string[] = [];
    let interrupt = (): void => undefined;
    const interrupted = new Promise<void>((resolve) => {
      interrupt = resolve;
    });
    const note: Misbehave = ({ op, number }) => {
      if (number === 100) interrupt();
      if (op === 'TerminateWorkflowExecution' || op === 'DeleteWorkflowType') terminated.push(op);
      return false;
    };
    const seen = await asked(note, { interrupted });
    expect(seen.stopped).toBe('a signal stopped the run');
    expect(seen.millis).toBeLessThan(15_000);
    expect(new Set(terminated)).toEqual(new Set(['TerminateWorkflowExecution', 'DeleteWorkflowType']));
  }, 60_000);
});

describe('a target that is slow to please', () => {
  it('and throttles every second call: all agree, and the report says so', async () => {
    const seen = await asked(({ number }, response) => {
      if (number % 2 === 1) return false;
      return refuse(response, 'com.amazon.coral.availability#ThrottlingException', 'Rate exceeded');
    });
    const others = seen.results.filter(({ verdict }) => verdict !== 'agrees');
    expect(others.map(({ check, reason, differences }) => [check.id, reason, differences])).toEqual([]);
    expect(textOf(seen)).toMatch(/the target throttled \d+ calls; they were sent again/);
  }, 120_000);

  it('and forgets what was registered for 5 seconds: all agree', async () => {
    const registeredAt = new Map<string, number>();
    const seen = await asked(({ op, input }, response) => {
      if (/^Register.*Type$/.test(op)) registeredAt.set(`${input.name}@${input.version}`, Date.now());
      const type = (input.workflowType ?? input.activityType) as { name?: string; version?: string } | undefined;
      const isNew = Date.now() - (registeredAt.get(`${type?.name}@${type?.version}`) ?? 0) < 5000;
      if (!isNew) return false;
      return refuse(
        response,
        'com.amazonaws.swf.base.model#UnknownResourceFault',
        `Unknown type: WorkflowType=[name=${type?.name}]`,
      );
    });
    const others = seen.results.filter(({ verdict }) => verdict !== 'agrees');
    expect(others.map(({ check, reason, differences }) => [check.id, reason, differences])).toEqual([]);
  }, 120_000);
});
