import { describe, expect, it } from 'vitest';
import { SwfFake } from '../../../src/index.js';
import { documentOf } from '../../../src/render/html/document.js';
import { html } from '../../../src/render/html/html.js';
import type { PageData } from '../../../src/render/html/pageData.js';

const swf = new SwfFake();
const run = swf.scheduleActivity({ activity: 'Charge@1', input: '</script><!--' });
const history = swf.history(run);
const untyped: (...args: readonly unknown[]) => string = html as never;

/** The data in a page, as its script reads them. */
function dataIn(page: string): PageData {
  const [, json = ''] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page) ?? [];
  return JSON.parse(json);
}

describe('html()', () => {
  it('has the events of a history, with times in ISO 8601', () => {
    const { title, histories, view } = dataIn(html(history));
    expect([title, view]).toEqual(['run 1', undefined]);
    expect(histories).toHaveLength(1);
    expect(histories[0]?.events).toEqual(JSON.parse(JSON.stringify(history)));
    expect(histories[0]?.events[0]?.eventTimestamp).toBe('2020-01-01T00:00:00.000Z');
  });

  it('has the explanation of the fake', () => {
    expect(dataIn(html(history)).histories[0]?.explanation).toBe(swf.explain(run));
  });

  it.each([
    ['newest first', [...history].reverse()],
    ['in pages', [{ events: history.slice(0, 2) }, { events: history.slice(2) }]],
    ['as the AWS CLI prints it', { events: JSON.parse(JSON.stringify(history)) }],
  ])('takes a history %s', (_what, exported) => {
    expect(dataIn(html(exported)).histories[0]?.events).toEqual(JSON.parse(JSON.stringify(history)));
  });

  it('names histories by their name, their workflow id or their number', () => {
    const workflowExecution = { workflowId: 'order-7', runId: 'run-7' };
    const page = html([{ name: 'first', history }, { history: { events: history, workflowExecution } }, { history }]);
    const { title, histories } = dataIn(page);
    expect(title).toBe('first');
    expect(histories.map(({ name }) => name)).toEqual(['first', 'order-7', 'run 3']);
    expect(histories[1]).toMatchObject(workflowExecution);
  });

  it('numbers histories of one workflow id, and leaves the names that were given', () => {
    const of = (workflowId: string) => ({ events: history, workflowExecution: { workflowId } });
    const page = html([
      { history: of('order-7') },
      { history: of('order-7') },
      { name: 'mine', history: of('order-7') },
      { history: of('order-8') },
    ]);
    expect(dataIn(page).histories.map(({ name }) => name)).toEqual([
      'order-7 (run 1 of 2)',
      'order-7 (run 2 of 2)',
      'mine',
      'order-8',
    ]);
  });

  it('has no explanation of a run that has gone on', () => {
    const fake = new SwfFake();
    const execution = fake.scheduleActivity({ activity: 'Charge@1', timeouts: { scheduleToStart: '30s' } });
    const before = fake.history(execution);
    const explained = () => dataIn(html(before)).histories[0]?.explanation;
    expect(explained()).toBe(fake.explain(execution));
    fake.clock.advance('1m');
    expect(explained()).toBeUndefined();
    expect(dataIn(html(fake.history(execution))).histories[0]?.explanation).toBe(fake.explain(execution));
  });

  it('says that a history continues on another page', () => {
    const [cut] = dataIn(html({ events: history, nextPageToken: 'more' })).histories;
    expect(cut?.continues).toBe(true);
    expect(dataIn(html(history)).histories[0]).not.toHaveProperty('continues');
  });

  it('has the title of the options, in the page as text', () => {
    const page = html(history, { title: '<b>"7" & </title>' });
    expect(page).toContain('<title>&lt;b&gt;&quot;7&quot; &amp; &lt;/title&gt;</title>');
    expect(dataIn(page).title).toBe('<b>"7" & </title>');
  });

  it('compares two histories', () => {
    expect(dataIn(html([{ history }, { history }], { compare: true })).view).toBe('compare');
  });

  it('takes a history without events', () => {
    expect(dataIn(html([])).histories).toEqual([{ name: 'run 1', events: [] }]);
  });

  it.each([
    [
      'an unknown option',
      () => untyped(history, { titel: 'x' }),
      "swfake: unknown option 'titel' of html(); did you mean 'title'?",
    ],
    [
      'options that are no object',
      () => untyped(history, 7),
      "swfake: html() was given 7; expected an object with 'title', 'compare'",
    ],
    ['a title that is no text', () => untyped(history, { title: 7 }), 'swfake: title was given as 7; expected a text'],
    [
      'compare that is neither',
      () => untyped(history, { compare: 'yes' }),
      "swfake: compare was given as 'yes'; expected true or false",
    ],
    [
      'a name that is no text',
      () => untyped([{ name: 7, history }]),
      'swfake: the name of history 1 was given as 7; expected a text',
    ],
    [
      'one history to compare',
      () => html([{ name: 'order-7', history }], { compare: true }),
      'swfake: html() was given compare and 1 history; expected two histories or more: html([{ name, history }, { name, history }], { compare: true })',
    ],
    [
      'an entry of a list without a history',
      () => untyped([{ history }, { name: 'order-8' }]),
      "swfake: entry 2 of html()'s list has no history; expected { name, history }",
    ],
    [
      'two histories without names',
      () => html([history, history]),
      'swfake: event 1 is in entry 1 and in entry 2 of the list; expected the pages of one history; for several histories, give [{ history }, { history }]',
    ],
    [
      'an event that is none',
      () => untyped([{ eventType: 'TimerFired' }]),
      'swfake: entry 1 of the history is no event: its eventId is undefined; expected a number',
    ],
  ])('rejects %s', (_what, call, message) => {
    expect(call).toThrow(new TypeError(message));
  });
});

describe('a page', () => {
  const page = documentOf({ title: 'order-7', note: '<script>alert(1)</script>', histories: [] });

  it('has its own scripts and style, by their hashes, and loads nothing', () => {
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    expect(policy.replaceAll(/sha256-[\w+/]{43}=/g, 'HASH')).toBe(
      "default-src 'none'; script-src 'HASH' 'HASH'; style-src 'HASH'; base-uri 'none'; form-action 'none'",
    );
    expect(page).not.toMatch(/\b(?:src|href)=/);
  });

  it('has no tag of a text in it', () => {
    expect(page).not.toContain('<script>alert');
    expect(dataIn(page).note).toBe('<script>alert(1)</script>');
    expect(page.match(/<script/g)).toHaveLength(3);
    expect(html(history)).not.toContain('<!--');
  });

  it('has 120 kB at most without histories', () => {
    expect(Buffer.byteLength(html([]))).toBeLessThanOrEqual(120_000);
  });
});
