import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.js';
import { shop, start } from '../support/shop.js';

/** What the command prints and answers, with files of this content. */
async function ran(
  words: readonly string[],
  files: Readonly<Record<string, string>> = {},
  use?: (url: string) => unknown,
) {
  const printed: string[] = [];
  const complaints: string[] = [];
  const code = await run(words, {
    read: (file) => {
      const text = files[file];
      if (text === undefined) throw new Error(`ENOENT: no such file or directory, open '${file}'`);
      return text;
    },
    print: (line) => printed.push(line),
    printError: (line) => complaints.push(line),
    // Somebody presses Ctrl-C when all is done.
    load: () => Promise.reject(new Error('no module')),
    interrupted: async () => void (await use?.(/http:\S+/.exec(printed[0] ?? '')?.[0] ?? '')),
  });
  return { code, printed, complaints };
}

const list = (url: string, domain: string) =>
  fetch(url, {
    method: 'POST',
    headers: { 'x-amz-target': 'SimpleWorkflowService.ListWorkflowTypes', authorization: 'x' },
    body: JSON.stringify({ domain, registrationStatus: 'REGISTERED' }),
  });

describe('swfake serve', () => {
  it('says where it listens and how the AWS CLI gets there, serves, and stops when it is told', async () => {
    const answers: number[] = [];
    const { code, printed } = await ran(['serve', '--port', '0', '--log'], {}, async (url) => {
      answers.push((await list(url, 'shop')).status);
    });
    const [first = '', ...others] = printed;
    const [, url = ''] = /^swfake listens on (http:\/\/127\.0\.0\.1:\d+) \(real clock\)$/.exec(first) ?? [];
    expect(others.join('\n')).toContain(`aws swf list-domains --registration-status REGISTERED --endpoint-url ${url}`);
    expect(printed.at(-1)).toMatch(/^ListWorkflowTypes 400 UnknownResourceFault \d+ ms$/);
    expect([answers, code]).toEqual([[400], 0]);
    await expect(list(url, 'shop')).rejects.toThrow('fetch failed');
  });

  it('registers what files say, one or many', async () => {
    const one = JSON.stringify({ domain: 'one', workflows: { 'Order@1': {} } });
    const two = JSON.stringify([{ domain: 'two', activities: { 'Charge@2': {} } }, { domain: 'three' }]);
    const words = ['serve', '--port', '0', '--register', 'one.json', '--register', 'two.json'];
    const { code } = await ran(words, { 'one.json': one, 'two.json': two }, async (url) => {
      const types = async (domain: string) => JSON.parse(await (await list(url, domain)).text()).typeInfos.length;
      expect([await types('one'), await types('two'), await types('three')]).toEqual([1, 0, 0]);
    });
    expect(code).toBe(0);
  });

  it('moves a virtual clock through the admin path, and says that it stands still without', async () => {
    const words = ['serve', '--port=0', '--clock=virtual', '--seed=5'];
    const { printed } = await ran([...words, '--admin'], {}, async (url) => {
      const answer = await fetch(`${url}/_swfake/advance?by=1h`, { method: 'POST' });
      expect(await answer.json()).toEqual({ now: '2020-01-01T01:00:00.000Z' });
    });
    expect(printed.at(-1)).toMatch(/^GET http.*\/_swfake\/ says what the admin path can do$/);
    expect((await ran(words)).printed.at(-1)).toBe('The clock stands still: --admin lets clients move it');
  });

  it.each([
    ['no.json is no JSON', '{'],
    ['no.json registers nothing: expected {"domain": "shop"', '{"workflows":{}}'],
    ["'Order' names no type: expected a name and a version, like 'Order@1'", '{"domain":"a","workflows":{"Order":{}}}'],
  ])('explains that %s', async (said, text) => {
    const { code, complaints } = await ran(['serve', '--port', '0', '--register', 'no.json'], { 'no.json': text });
    expect({ code, said: complaints[0] }).toEqual({ code: 1, said: expect.stringContaining(`swfake: ${said}`) });
  });

  it('says so where it cannot listen', async () => {
    const { complaints } = await ran(['serve', '--port', '0'], {}, async (url) => {
      const again = await ran(['serve', '--port', new URL(url).port]);
      expect(again).toMatchObject({ code: 1, complaints: [expect.stringContaining('EADDRINUSE')] });
    });
    expect(complaints).toEqual([]);
  });
});

describe('swfake show', () => {
  it('prints the timeline of a history, and of many below their names', async () => {
    const swf = shop();
    await start(swf.client());
    const events = swf.history({ workflowId: 'order-7' });
    const lines = ['#1  +0s  WorkflowExecutionStarted workflowType=Order@1', '#2  +0s  DecisionTaskScheduled'];
    const one = JSON.stringify({ events });
    expect(await ran(['show', 'one.json'], { 'one.json': one })).toMatchObject({
      code: 0,
      printed: [lines.join('\n')],
    });
    const many = JSON.stringify({
      histories: [
        { id: 'a', events },
        { id: 'b', events },
      ],
    });
    const { printed } = await ran(['show', 'many.json'], { 'many.json': many });
    expect(printed).toEqual(['a:', lines.join('\n'), 'b:', lines.join('\n')]);
    const all = await ran(['show', '--all', 'one.json'], { 'one.json': one });
    expect(all.printed[0]).toContain('childPolicy=TERMINATE');
  });

  it('explains a file that is not there', async () => {
    expect(await ran(['show', 'no.json'])).toEqual({
      code: 1,
      printed: [],
      complaints: ["swfake: ENOENT: no such file or directory, open 'no.json'"],
    });
  });
});

describe('swfake', () => {
  it.each([
    ['', 'what shall it do?'],
    ['swerve', 'there is no command swerve'],
    ['toString', 'there is no command toString'],
    ['verify', 'which FILE?'],
    ['verify --lenient a.json', "Unknown option '--lenient'"],
    ['show', 'which FILE?'],
    ['serve --prot 1', "Unknown option '--prot'"],
    ['serve --port', "Option '--port <value>' argument missing"],
    ['serve --port=http', "--port wants a whole number up to 65535, not 'http'"],
    ['serve --port 65536', "--port wants a whole number up to 65535, not '65536'"],
    ['serve --seed=-1', "--seed wants a whole number up to 9007199254740991, not '-1'"],
    ['serve --clock fast', "--clock is real or virtual, not 'fast'"],
    ['serve here', "Unexpected argument 'here'"],
  ])('%s: says what makes no sense, and how it is used', async (line, said) => {
    const { code, printed, complaints } = await ran(line.split(' ').filter((word) => word !== ''));
    expect({ code, printed, said: complaints[0] }).toEqual({ code: 2, printed: [], said: `swfake: ${said}` });
    expect(complaints[1]).toContain('usage: swfake verify [--lenient-absent] FILE...');
  });

  it.each([['--help'], ['serve', '--help']])('explains itself when it is asked to: %s', async (...words) => {
    const { code, printed } = await ran(words);
    expect({ code, lines: printed.length }).toEqual({ code: 0, lines: 1 });
    expect(printed[0]).toContain('swfake serve [--port 8080]');
  });

  it('verifies', async () => {
    const swf = shop();
    await start(swf.client());
    const text = JSON.stringify({ events: swf.history({ workflowId: 'order-7' }) });
    expect((await ran(['verify', '--lenient-absent', 'a.json'], { 'a.json': text })).code).toBe(0);
    const altered = text.replace('"startToCloseTimeout":"NONE"', '"startToCloseTimeout":"5"');
    expect((await ran(['verify', 'a.json'], { 'a.json': altered })).code).toBe(1);
  });
});
