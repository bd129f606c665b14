import { describe, expect, it } from 'vitest';
import {
  always,
  atMostOnce,
  event,
  eventually,
  type HistoryLike,
  judge,
  leadsTo,
  never,
  before as precedes,
  type Rule,
} from '../../src/rules/index.js';
import {
  at,
  closed,
  completed,
  inWholeSeconds,
  STARTED,
  scheduled,
  signaled,
  withoutTimes,
  written,
} from './histories.js';

/** The verdict, and the reason if there is one. */
function verdict(rule: Rule, history: Parameters<typeof judge>[1], now?: Date): string {
  const { broken, undecided, notJudged } = judge([rule], history, now ? { now } : {});
  const [found] = [...broken, ...undecided, ...notJudged];
  return found ? `${found.verdict}: ${found.reason}` : 'kept';
}

const cases = (rule: Rule, history: HistoryLike[]): number | undefined => judge([rule], history).rules[0]?.cases;
const cut = (events: HistoryLike[]) => ({ events, nextPageToken: 'more' });
const torn = (history: HistoryLike[]): HistoryLike[] => history.filter(({ eventId }) => eventId !== 2);

const order = written(STARTED, scheduled('charge', 10), completed(2, 70), closed(80));
const open = order.slice(0, 2);

describe('never', () => {
  const rule = never('no charge', 'ActivityTaskCompleted charge');

  it.each([
    ['is kept by a run without the event', open, 'kept'],
    ['is broken by a run with the event', order, 'broken: #3 ActivityTaskCompleted charge happened'],
    [
      'is not judged if events are missing',
      torn(order),
      'not judged: events are missing before event 3; export every page',
    ],
  ])('%s', (_what, history, expected) => {
    expect(verdict(rule, history)).toBe(expected);
  });

  it('needs no times', () => {
    expect(verdict(rule, withoutTimes(order))).toBe('broken: #3 ActivityTaskCompleted charge happened');
    expect(judge([rule], withoutTimes(order)).broken[0]?.certainAt).toBeUndefined();
    expect(judge([rule], order).broken[0]?.certainAt).toEqual(at(70));
  });
});

describe('eventually', () => {
  const rule = eventually('is charged', 'ActivityTaskCompleted');

  it.each([
    ['is kept by a run with the event', order, 'kept'],
    [
      'is broken by a run that closed without it',
      written(STARTED, closed()),
      'broken: the run closed without it: #2 WorkflowExecutionCompleted',
    ],
    ['is undecided while the run is open', open, 'undecided: the run is open, and it can still happen'],
    ['is undecided if the export is cut', cut(open), 'undecided: the run is open, and it can still happen'],
    [
      'is not judged if events are missing',
      torn(order),
      'not judged: events are missing before event 3; export every page',
    ],
  ])('%s', (_what, history, expected) => {
    expect(verdict(rule, history)).toBe(expected);
  });
});

describe('atMostOnce', () => {
  const rule = atMostOnce('charged once', 'ActivityTaskScheduled activityType=Charge@1', {
    key: ({ attributes }) => attributes.input,
  });
  const twice = written(
    STARTED,
    scheduled('a', 1, 'order-7'),
    scheduled('b', 2, 'order-7'),
    scheduled('c', 3, 'order-8'),
  );

  it('is broken by a second event with the key, and says both', () => {
    expect(verdict(rule, twice)).toBe(
      "broken: #2 ActivityTaskScheduled a happened again as #3 ActivityTaskScheduled b with the key 'order-7'",
    );
    expect(cases(rule, twice)).toBe(3);
    expect(judge([rule], twice).broken[0]?.certainAt).toEqual(at(2));
  });

  it('is kept by one event for each key, and by events without a key', () => {
    expect(verdict(rule, written(STARTED, scheduled('a', 1, 'x'), scheduled('b', 2, 'y')))).toBe('kept');
    const keyless = written(STARTED, scheduled('a'), scheduled('b'));
    expect(verdict(rule, keyless)).toBe('kept');
    expect(cases(rule, keyless)).toBe(0);
  });

  it('has one key for all without a key', () => {
    expect(verdict(atMostOnce('one', 'ActivityTaskScheduled'), twice)).toMatch(/^broken: #2 .* again as #3 [^"]* b$/);
  });

  it('compares lists by their parts, and refuses what it cannot compare', () => {
    const byList = atMostOnce('one', 'ActivityTaskScheduled', { key: ({ attributes }) => [attributes.input] });
    expect(verdict(byList, twice)).toMatch(/^broken/);
    const byMap = atMostOnce('one', 'ActivityTaskScheduled', { key: () => new Map() });
    expect(() => verdict(byMap, twice)).toThrow("swfake: 'key' of the rule 'one' returned {}; expected a text");
  });

  it('can use the subject and the origin of an event', () => {
    const done = written(
      STARTED,
      scheduled('a', 1, 'order-7'),
      completed(2),
      scheduled('b', 3, 'order-7'),
      completed(4),
    );
    const bySubject = atMostOnce('one', 'ActivityTaskCompleted', { key: (one, run) => run.subject(one) });
    expect(verdict(bySubject, done)).toBe('kept');
    const byInput = atMostOnce('one', 'ActivityTaskCompleted', {
      key: (one, run) => (run.origin(one)?.attributes as { input?: string } | undefined)?.input,
    });
    expect(verdict(byInput, done)).toMatch(/^broken: #3 ActivityTaskCompleted a happened again as #5/);
  });

  it('is not judged if events are missing', () => {
    expect(verdict(rule, torn(twice))).toMatch(/^not judged: events are missing/);
  });
});

describe('before', () => {
  const rule = precedes('signal first', 'WorkflowExecutionSignaled paid', 'ActivityTaskScheduled');

  it.each([
    ['is kept by a run with the first event before', written(STARTED, signaled('paid'), scheduled('a')), 'kept'],
    ['is kept by a run without the second event', written(STARTED, signaled('paid')), 'kept'],
    [
      'is broken by the second event alone, whatever the times',
      written(STARTED, scheduled('a', 5), signaled('paid', 5)),
      'broken: #2 ActivityTaskScheduled a has no such event before it',
    ],
    [
      'is not judged if events are missing',
      torn(order),
      'not judged: events are missing before event 3; export every page',
    ],
  ])('%s', (_what, history, expected) => {
    expect(verdict(rule, history)).toBe(expected);
  });

  it('asks for the same key', () => {
    const keyed = precedes('scheduled first', 'ActivityTaskScheduled', 'ActivityTaskCompleted', {
      key: (one, run) => run.subject(one),
    });
    expect(verdict(keyed, order)).toBe('kept');
    expect(verdict(keyed, written(STARTED, scheduled('a'), scheduled('b'), completed(3), completed(2)))).toBe('kept');
    expect(cases(keyed, order)).toBe(1);
    const other = precedes(
      'b first',
      event('ActivityTaskScheduled', ({ attributes }) => attributes.activityId === 'b'),
      'ActivityTaskCompleted',
      {
        key: (one, run) => run.subject(one),
      },
    );
    expect(verdict(other, order)).toMatch(/^broken: #3/);
  });
});

describe('leadsTo', () => {
  const rule = leadsTo('charged', 'ActivityTaskScheduled', 'ActivityTaskCompleted', { within: '1m' });

  it.each([
    ['is kept by an effect at the last moment', order, undefined, 'kept'],
    [
      'is broken by an effect that is later',
      written(STARTED, scheduled('a', 10), completed(2, 70.001)),
      undefined,
      'broken: #2 ActivityTaskScheduled a led to no such event within 1m: #3 ActivityTaskCompleted a came too late',
    ],
    [
      'is broken if the run closes first',
      written(STARTED, scheduled('a', 10), closed(20)),
      undefined,
      'broken: #2 ActivityTaskScheduled a led to no such event within 1m before #3 WorkflowExecutionCompleted',
    ],
    [
      'is broken if the run closes after the time was over',
      written(STARTED, scheduled('a', 10), closed(100)),
      undefined,
      'broken: #2 ActivityTaskScheduled a led to no such event within 1m',
    ],
    [
      'is undecided while the time is not over',
      open,
      undefined,
      'undecided: #2 ActivityTaskScheduled charge led to no such event within 1m yet, and its time is not over',
    ],
    [
      'is undecided at the last moment',
      open,
      at(70),
      'undecided: #2 ActivityTaskScheduled charge led to no such event within 1m yet, and its time is not over',
    ],
    [
      'is broken when the time is over',
      open,
      at(70.001),
      'broken: #2 ActivityTaskScheduled charge led to no such event within 1m',
    ],
    [
      'is undecided after a cut, whatever the time',
      cut(open),
      at(1000),
      'undecided: #2 ActivityTaskScheduled charge led to no such event within 1m yet, and its time is not over',
    ],
    ['is not judged without times', withoutTimes(order), undefined, 'not judged: the history has no times'],
    [
      'is broken without times if the run closed without the effect',
      withoutTimes(written(STARTED, scheduled('a'), closed())),
      undefined,
      'broken: #2 ActivityTaskScheduled a led to no such event within 1m before #3 WorkflowExecutionCompleted',
    ],
    [
      'is not judged if events are missing',
      torn(order),
      undefined,
      'not judged: events are missing before event 3; export every page',
    ],
    ['has no case without a cause', written(STARTED, closed()), undefined, 'kept'],
  ])('%s', (_what, history, now, expected) => {
    expect(verdict(rule, history, now)).toBe(expected);
  });

  it('became certain at the end of the time, or when the run closed', () => {
    const certain = (history: HistoryLike[]) => judge([rule], history).broken[0]?.certainAt;
    expect(certain(written(STARTED, scheduled('a', 10), closed(100)))).toEqual(at(70));
    expect(certain(written(STARTED, scheduled('a', 10), closed(20)))).toEqual(at(20));
  });

  it('became certain with the first case that broke it, whatever the order of keys', () => {
    const ofEach = leadsTo('completed in time', 'ActivityTaskScheduled', 'ActivityTaskCompleted', {
      within: '1m',
      key: (event, { subject }) => subject(event),
    });
    const history = written(STARTED, scheduled('a', 1), completed(2, 3), scheduled('b', 10), scheduled('a', 100));
    const [broken] = judge([ofEach], history, { now: at(500) }).broken;
    expect(broken?.reason).toContain('#4 ActivityTaskScheduled b');
    expect(broken?.certainAt).toEqual(at(70));
  });

  it('allows one more second for a file with whole seconds', () => {
    const late = (seconds: number) => inWholeSeconds(written(STARTED, scheduled('a', 10), completed(2, seconds)));
    expect(verdict(rule, late(71))).toBe('kept');
    expect(verdict(rule, late(72))).toMatch(/^broken/);
    expect(verdict(rule, inWholeSeconds(open), at(71))).toMatch(/^undecided/);
  });

  it('tells how near the nearest kept case came to its limit', () => {
    const nearness = (history: HistoryLike[]) => judge([rule], history).rules[0]?.nearness;
    expect(nearness(written(STARTED, scheduled('a', 10), completed(2, 40), closed(100)))).toBe(0.5);
    expect(nearness(written(STARTED, scheduled('a', 10), completed(2, 70), closed(100)))).toBe(1);
    expect(nearness(written(STARTED, closed(100)))).toBeUndefined();
    const unlimited = leadsTo('completed', 'ActivityTaskScheduled', 'ActivityTaskCompleted');
    expect(judge([unlimited], order).rules[0]?.nearness).toBeUndefined();
  });

  it('lets one effect serve all earlier causes, unless a key ties them', () => {
    const history = written(STARTED, scheduled('a', 1), scheduled('b', 2), completed(3, 3), scheduled('c', 4));
    expect(verdict(rule, history.slice(0, 4))).toBe('kept');
    expect(verdict(rule, history, at(500))).toMatch(/^broken: #5 ActivityTaskScheduled c led/);
    const keyed = leadsTo('charged', 'ActivityTaskScheduled', 'ActivityTaskCompleted', {
      within: '1m',
      key: (one, run) => run.subject(one),
    });
    expect(verdict(keyed, history.slice(0, 4), at(500))).toMatch(/^broken: #2 ActivityTaskScheduled a led/);
    expect(cases(keyed, history)).toBe(3);
  });

  it('takes an effect only after its cause, by the ids', () => {
    const same = written(STARTED, signaled('x', 5), scheduled('a', 5), closed(5));
    const backwards = leadsTo('backwards', 'ActivityTaskScheduled', 'WorkflowExecutionSignaled', { within: '1m' });
    expect(verdict(backwards, same)).toMatch(/^broken/);
    expect(verdict(leadsTo('on', 'WorkflowExecutionSignaled', 'ActivityTaskScheduled', { within: '0s' }), same)).toBe(
      'kept',
    );
  });

  it('without a time lasts until the run closes', () => {
    const ever = leadsTo('charged', 'ActivityTaskScheduled', 'ActivityTaskCompleted');
    expect(verdict(ever, open, at(9_999_999))).toMatch(/^undecided/);
    expect(verdict(ever, withoutTimes(order))).toBe('kept');
    expect(verdict(ever, written(STARTED, scheduled('a'), closed()))).toMatch(/^broken/);
  });

  it('is broken by one cause, even if another one cannot be judged', () => {
    const history = withoutTimes(written(STARTED, scheduled('a'), completed(2), scheduled('b'), closed()));
    expect(verdict(rule, history.slice(0, 3))).toBe('not judged: the history has no times');
    expect(verdict(rule, history)).toMatch(/^broken: #4 ActivityTaskScheduled b/);
  });

  it('finds the first effect among many', () => {
    const rounds = Array.from({ length: 40 }, (_, i) => [
      scheduled(`a${i}`, i * 100),
      completed(2 + i * 2, i * 100 + 60),
    ]);
    expect(verdict(rule, written(STARTED, ...rounds.flat()))).toBe('kept');
    expect(cases(rule, written(STARTED, ...rounds.flat()))).toBe(40);
  });
});

describe('always', () => {
  const rule = always(
    'few events',
    ({ event: { id }, history }) => history.length === id && (id < 3 || `there are ${id}`),
  );

  it('is kept while the condition holds, and broken by the first event after which it does not', () => {
    expect(verdict(rule, open)).toBe('kept');
    expect(verdict(rule, order)).toBe('broken: after #3 ActivityTaskCompleted charge: there are 3');
    expect(cases(rule, order)).toBe(3);
  });

  it('has no case where the condition returns undefined', () => {
    const signals = always('signals', ({ event: { type } }) =>
      type === 'WorkflowExecutionSignaled' ? false : undefined,
    );
    expect(cases(signals, order)).toBe(0);
    expect(verdict(signals, written(STARTED, signaled('x')))).toBe(
      'broken: after #2 WorkflowExecutionSignaled x: the condition returned false',
    );
  });

  it('takes an error for a failure, and refuses other answers', () => {
    const throws = always('throws', () => {
      throw new Error('no money');
    });
    expect(verdict(throws, open)).toBe('broken: after #1 WorkflowExecutionStarted: no money');
    expect(() =>
      verdict(
        always('async', async () => true),
        open,
      ),
    ).toThrow('It must answer at once');
  });

  it('is not judged if events are missing', () => {
    expect(verdict(rule, torn(order))).toMatch(/^not judged/);
  });
});

describe('patterns', () => {
  it('are a line, an event of a type, a function, or a list', () => {
    const broken = (pattern: Parameters<typeof never>[1]) =>
      judge([never('x', pattern)], order).broken[0]?.events[0]?.eventId;
    expect(broken('ActivityTaskScheduled charge activityType=Charge@1')).toBe(2);
    expect(broken('ActivityTaskScheduled other')).toBeUndefined();
    expect(broken(event('ActivityTaskCompleted', ({ attributes }) => attributes.scheduledEventId === 2))).toBe(3);
    expect(broken(event('ActivityTaskCompleted', () => false))).toBeUndefined();
    expect(broken(({ type }) => type.endsWith('Completed'))).toBe(3);
    expect(broken(['WorkflowExecutionCompleted', 'ActivityTaskCompleted'])).toBe(3);
  });

  it.each<readonly [string, () => unknown, string]>([
    [
      'an unknown type',
      () => never('x', 'TimerFird' as never),
      "the line 'TimerFird' has no type of event: did you mean 'TimerFired'?",
    ],
    [
      'an unknown type of event()',
      () => event('TimerFird' as never),
      "SWF has no events of the type 'TimerFird'; did you mean 'TimerFired'?",
    ],
    ['dots', () => never('x', '...' as never), "the rule 'x' was given '...', which is no event"],
    ['a number', () => never('x', 7 as never), "the rule 'x' was given 7; expected a line"],
    ['an empty list', () => never('x', []), "the rule 'x' was given an empty list of events"],
    ['no name', () => never('', 'TimerFired'), "never() was given the name ''; expected a text"],
    [
      'a wrong scope',
      () => never('x', 'TimerFired', { of: 'all' as never }),
      "'of' of the rule 'x' was given as 'all'",
    ],
    [
      'a duration without a unit',
      () => leadsTo('x', 'TimerStarted', 'TimerFired', { within: '3' as never }),
      "the duration '3' has no unit",
    ],
    [
      'a misspelt option',
      () => leadsTo('x', 'TimerStarted', 'TimerFired', { withn: '3d' } as never),
      "did you mean 'within'?",
    ],
    ['no rules', () => judge([], order), 'judge() was given [] as rules; expected a list of rules'],
    ['what is no rule', () => judge([{ name: 'x' } as never], order), 'judge() was given {"name":"x"} as a rule'],
    [
      'two of a name',
      () => judge([never('x', 'TimerFired'), never('x', 'TimerFired')], order),
      "two rules of the name 'x'",
    ],
    [
      'no time',
      () => judge([never('x', 'TimerFired')], order, { now: 7 as never }),
      "'now' was given as 7; expected a Date",
    ],
    [
      'a promise as a condition',
      () => judge([never('x', (async () => true) as never)], order),
      'expected true or false',
    ],
  ])('refuse %s', (_what, act, message) => {
    expect(act).toThrow(message);
  });
});

describe('types', () => {
  it('of attributes are those of the events of a pattern', () => {
    const typed = () => [
      atMostOnce('x', 'TimerFired reminder', { key: ({ attributes }) => attributes.timerId.length }),
      // @ts-expect-error A timer has no activity id.
      atMostOnce('x', 'TimerFired reminder', { key: ({ attributes }) => attributes.activityId }),
      leadsTo('x', 'TimerStarted', event('TimerFired'), { key: ({ attributes }) => attributes.timerId.length }),
      // @ts-expect-error A signal has no timer id.
      leadsTo('x', 'TimerStarted', 'WorkflowExecutionSignaled', { key: ({ attributes }) => attributes.timerId }),
      // @ts-expect-error There is no such type of event.
      never('x', 'TimerFird'),
      // @ts-expect-error A duration has a unit.
      leadsTo('x', 'TimerStarted', 'TimerFired', { within: '3' }),
    ];
    expect(typed).toBeTypeOf('function');
  });
});

describe('the report', () => {
  it('has the reason, the timeline around the events, and names a rule that never applied', () => {
    const rules = [never('no charge', 'ActivityTaskCompleted'), leadsTo('fires', 'TimerStarted', 'TimerFired')];
    const report = judge(
      rules,
      written(STARTED, ...Array(6).fill(signaled('x')), scheduled('a'), completed(8), closed()),
    );
    expect(String(report)).toBe(
      [
        '1 history, 2 rules: 1 broken',
        "broken: 'no charge' in the run: #9 ActivityTaskCompleted a happened (certain at 2026-01-01T00:00:08.000Z)",
        '   #6  +5s  WorkflowExecutionSignaled x',
        '   #7  +6s  WorkflowExecutionSignaled x',
        '   #8  +7s  ActivityTaskScheduled a activityType=Charge@1',
        '   #9  +8s  ActivityTaskCompleted a (8)',
        '  #10  +9s  WorkflowExecutionCompleted',
        "'no charge': 1 case, 0 kept, 1 broken, 0 undecided, 0 not judged",
        "'fires' never applied: 0 cases, 1 kept, 0 broken, 0 undecided, 0 not judged",
      ].join('\n'),
    );
    expect(() => report.assert()).toThrow('1 history, 2 rules: 1 broken');
  });
});
