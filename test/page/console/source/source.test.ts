import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Api } from '../../../../src/page/console/source/api.js';
import { Source } from '../../../../src/page/console/source/source.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const place = { region: 'us-east-1', accountId: '123456789012' };
const ANSWER = {
  number: 3,
  place,
  places: [place],
  now: 0,
  runs: [],
  runCount: 0,
  lists: [],
  moreLists: 0,
  calls: [],
  denials: [],
};

/** A source whose requests are kept until the test answers them. */
function sourceOf(isHidden = () => false) {
  const asked: string[] = [];
  const tokens: unknown[] = [];
  const answers: ((response: Response) => void)[] = [];
  const send = (path: unknown, init: { readonly headers?: unknown } = {}): Promise<Response> => {
    asked.push(String(path));
    tokens.push(init.headers);
    return new Promise((resolve) => answers.push(resolve));
  };
  const source = new Source(new Api('secret', send as typeof fetch), isHidden, 500);
  const answer = async (body: object = ANSWER, status = 200): Promise<void> => {
    answers.shift()?.(new Response(JSON.stringify(body), { status }));
    await vi.advanceTimersByTimeAsync(0);
  };
  return { source, asked, tokens, answer };
}

describe('the source of a page', () => {
  it('asks one request at a time, with the token, half a second after each answer', async () => {
    const { source, asked, tokens, answer } = sourceOf();
    const listener = vi.fn();
    source.start(listener);
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked).toEqual(['/_swfake/ui/changes?since=0&calls=0']);
    expect(tokens).toEqual([{ 'x-swfake-token': 'secret' }]);
    await answer();
    expect(listener).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(499);
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked[1]).toBe('/_swfake/ui/changes?since=3&calls=0');
  });

  it('asks at once after an action, and again if one came while it asked', async () => {
    const { source, asked, answer } = sourceOf();
    source.start(() => undefined);
    await answer();
    source.refresh();
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toHaveLength(2);
    source.watch(7);
    await answer();
    expect(asked[2]).toBe('/_swfake/ui/changes?since=3&calls=0&run=7&events=0');
  });

  it('does not ask while the page is hidden', async () => {
    let hidden = true;
    const { source, asked } = sourceOf(() => hidden);
    source.start(() => undefined);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toEqual([]);
    hidden = false;
    source.refresh();
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toHaveLength(1);
  });

  it('says why nothing comes, keeps what it has, and asks again', async () => {
    const { source, asked, answer } = sourceOf();
    source.start(() => undefined);
    await answer();
    source.refresh();
    await vi.advanceTimersByTimeAsync(0);
    await answer({}, 403);
    expect(source.shown).toMatchObject({ model: { number: 3 }, problem: 'The server refuses: {}' });
    await vi.advanceTimersByTimeAsync(1999);
    expect(asked).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    await answer();
    expect(source.shown.problem).toBeUndefined();
  });

  it('asks for another fake from the beginning, and drops the answer of the one before', async () => {
    const { source, asked, answer } = sourceOf();
    source.start(() => undefined);
    source.choose({ region: 'us-west-2', accountId: '210987654321' });
    await answer();
    expect(source.shown.model).toBeUndefined();
    expect(asked[1]).toBe('/_swfake/ui/changes?since=0&calls=0&region=us-west-2&account=210987654321');
  });

  it('begins again if the server answers for another fake than before: a client has called it', async () => {
    const { source, asked, answer } = sourceOf();
    source.start(() => undefined);
    const run = { number: 0, workflowId: 'order-east' };
    await answer({ ...ANSWER, runs: [run], runCount: 1 });
    await vi.advanceTimersByTimeAsync(500);
    const west = { ...ANSWER, number: 9, place: { region: 'us-west-2', accountId: '123456789012' }, runCount: 1 };
    await answer(west);
    expect(source.shown).toEqual({ model: undefined, problem: undefined });
    expect(asked.slice(1)).toEqual(['/_swfake/ui/changes?since=3&calls=0', '/_swfake/ui/changes?since=0&calls=0']);
    await answer({ ...west, runs: [{ number: 0, workflowId: 'order-west' }] });
    expect([...(source.shown.model?.runs.values() ?? [])]).toEqual([{ number: 0, workflowId: 'order-west' }]);
  });

  it.each([
    { region: 'us-west-2', accountId: place.accountId },
    { region: place.region, accountId: '210987654321' },
  ])('takes %o for another fake', async (other) => {
    const { source, answer } = sourceOf();
    source.start(() => undefined);
    await answer();
    await vi.advanceTimersByTimeAsync(500);
    await answer({ ...ANSWER, place: { ...place } });
    expect(source.shown.model).toBeDefined();
    await vi.advanceTimersByTimeAsync(500);
    await answer({ ...ANSWER, place: other });
    expect(source.shown.model).toBeUndefined();
  });

  it('ends', async () => {
    const { source, asked, answer } = sourceOf();
    const end = source.start(() => undefined);
    end();
    await answer();
    await vi.advanceTimersByTimeAsync(5000);
    expect(asked).toHaveLength(1);
  });
});

describe('an action of a page', () => {
  it('is a POST with JSON, the token and the fake', async () => {
    const send = vi.fn(async () => new Response('{"reply":{"now":"x"}}'));
    const api = new Api('secret', send as unknown as typeof fetch);
    expect(await api.advance(place, { by: '31s' })).toEqual({ reply: { now: 'x' } });
    expect(send).toHaveBeenCalledWith('/_swfake/ui/advance?region=us-east-1&account=123456789012', {
      method: 'POST',
      headers: { 'x-swfake-token': 'secret', 'content-type': 'application/json' },
      body: '{"by":"31s"}',
    });
  });

  it.each([
    [() => Promise.reject(new TypeError('Failed to fetch')), 'the server does not answer'],
    [async () => new Response('swfake: the request has no header\n', { status: 403 }), 'the request has no header'],
  ])('ends with a sentence if it does not arrive', async (send, message) => {
    const api = new Api('secret', send as unknown as typeof fetch);
    expect(await api.call(place, 'SignalWorkflowExecution', {})).toEqual({ fault: 'Error', message });
  });
});
