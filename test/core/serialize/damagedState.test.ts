import { describe, expect, it } from 'vitest';
import { loadState, type SavedState, type State, saveState } from '../../../src/core/index.js';
import { world } from '../../faultTables/world.js';

const throughJson = (s: State): SavedState => JSON.parse(JSON.stringify(saveState(s)));

/** The saved state of two domains: the run `done` of `shop` is closed and `busy` is open, the same in `old`. */
const saved = (): SavedState => throughJson(world().s);

/** Returns the saved state with another value at a path; `undefined` leaves the member out. */
function withValue(path: string, value: unknown): SavedState {
  const damaged = saved();
  const names = path.split('.');
  const last = names.pop() as string;
  let place = damaged as Record<string, unknown>;
  for (const name of names) place = place[name] as Record<string, unknown>;
  place[last] = value;
  return JSON.parse(JSON.stringify(damaged));
}

const replaced = (text: string, other: string): SavedState => JSON.parse(JSON.stringify(saved()).replace(text, other));
const withDeadline = (deadline: object): SavedState => withValue('deadlines', [deadline, ...(saved().deadlines as [])]);

const has = (shown: string, place: string, expected: string): string =>
  `swfake: the saved state has ${shown} at '${place}'; expected ${expected}; load a state as it was saved`;
const contradicts = (problem: string): string =>
  `swfake: the saved state contradicts itself: ${problem}; expected a state as it was saved: load an earlier copy of it`;
const otherVersion = (version: string): string =>
  `swfake: the saved state has version ${version}; expected version 1; load it with the version of swfake that saved it`;

describe('a saved state that was damaged is refused with a sentence:', () => {
  it('not if it was not', () => {
    expect(() => loadState(saved())).not.toThrow();
  });

  it.each<readonly [what: string, saved: unknown, sentence: string]>([
    ['no object', null, has('null', 'state', 'an object')],
    ['a history', { events: [] }, has('nothing', 'format', "'swfake state'")],
    ['a later version', withValue('version', 2), otherVersion('2')],
    ['no version', withValue('version', undefined), otherVersion('undefined')],
    ['an unknown member', withValue('extra', 1), has('1', 'state.extra', 'no such member')],
    [
      'a limit that is no number',
      withValue('config.limits.domains', 'x'),
      has('"x"', 'config.limits.domains', 'a whole number'),
    ],
    ['a seed that is no number', withValue('config.seed', '1'), has('"1"', 'config.seed', 'a whole number')],
    ['no time', withValue('now', undefined), has('nothing', 'state.now', 'a whole number')],
    ...[0, -1, 1.5, 2 ** 33].map(
      (count) =>
        [
          `${count} deleted runs`,
          withValue('runs.0', count),
          has(String(count), 'state.runs.0', 'a run, or the number of runs that were deleted'),
        ] as const,
    ),
    ['a domain without a name', withValue('domains.0.0', 7), has('7', 'state.domains.0.0', 'a text')],
    [
      'a status that there is not',
      withValue('domains.0.1.status', 'GONE'),
      has('"GONE"', 'state.domains.0.1.status', 'one of REGISTERED, DEPRECATED'),
    ],
    [
      'a type of no kind',
      replaced('"kind":"WorkflowType"', '"kind":"Type"'),
      has('"Type"', 'state.domains.0.1.WorkflowType.0.1.kind', 'one of WorkflowType, ActivityType'),
    ],
    [
      'an event of a type that there is not',
      withValue('runs.0.events.0.type', 'toString'),
      has('"toString"', 'state.runs.0.events.0.type', 'the type of an event'),
    ],
    [
      'an event without attributes',
      withValue('runs.0.events.0.attributes', null),
      has('null', 'state.runs.0.events.0.attributes', 'an object'),
    ],
    [
      'a close status that there is not',
      withValue('runs.0.closed.status', 'DONE'),
      has(
        '"DONE"',
        'state.runs.0.closed.status',
        'one of COMPLETED, FAILED, CANCELED, TERMINATED, CONTINUED_AS_NEW, TIMED_OUT',
      ),
    ],
    [
      'a flag that is none',
      withValue('runs.1.cancelRequested', 0),
      has('0', 'state.runs.1.cancelRequested', 'true or false'),
    ],
    [
      'a deadline of no kind',
      withValue('deadlines.0.kind', 'day'),
      has(
        '"day"',
        'state.deadlines.0.kind',
        'one of execution, decision start-to-close, decision schedule-to-start, activity schedule-to-close, activity start-to-close, activity schedule-to-start, activity heartbeat, timer, lambda start-to-close',
      ),
    ],
    [
      'a step of no kind',
      withValue('deliveries', [{ kind: 'x' }]),
      has(
        '"x"',
        'state.deliveries.0.kind',
        'one of fire timer, cancel activity, start child, signal external, cancel external, tell sender, start lambda',
      ),
    ],
    [
      'an activity of no phase',
      withValue('runs.1.activities', [['a', { phase: 'x', activityId: 'a', scheduledId: 1, order: 1 }]]),
      has('"x"', 'state.runs.1.activities.0.1.phase', 'one of scheduled'),
    ],
    ['another seed', withValue('config.seed', 4), contradicts("its seed does not make the run id of run 'done'")],
    [
      'a run in the place of another',
      withValue('runs.0.number', 1),
      contradicts("its seed does not make the run id of run 'done'"),
    ],
    [
      'a domain under another name',
      withValue('domains.1.0', 'new'),
      contradicts("the domain 'old' is saved under another name"),
    ],
    [
      'a run of a domain that there is not',
      withValue('runs.0.domain', 'gone'),
      contradicts("the domain 'gone' of run 'done' is missing"),
    ],
    [
      'an open run that there is not',
      withValue('domains.1.1.openRuns', [['busy', 7]]),
      contradicts("an open run of the domain 'old' is missing or closed"),
    ],
    [
      'an open run that is closed',
      withValue('domains.1.1.openRuns', [['done', 0]]),
      contradicts("an open run of the domain 'old' is missing or closed"),
    ],
    [
      'a time that is over',
      withValue('now', saved().now + 1e12),
      contradicts('its first deadline (execution) is out of date'),
    ],
    [
      'a deadline of a timer that is not open',
      withDeadline({ at: saved().now, order: 0, kind: 'timer', run: 1, eventId: 1 }),
      contradicts('its first deadline (timer) is out of date'),
    ],
  ])('%s', (_what, damaged, sentence) => {
    expect(() => loadState(damaged as SavedState)).toThrow(new TypeError(sentence));
  });

  it.each([
    ['taskList', undefined],
    ['taskList', {}],
    ['workflowType', { name: 'Order' }],
    ['workflowType', null],
    ['childPolicy', 7],
    ['taskStartToCloseTimeout', undefined],
  ])('an event whose %s is %j, which the machine reads again', (name, value) => {
    const damagedState = withValue(`runs.0.events.0.attributes.${name}`, value);
    expect(() => loadState(damagedState)).toThrow(/event 1 WorkflowExecutionStarted of run '[^']+' has no whole /);
    expect(() => loadState(damagedState)).toThrow(TypeError);
  });

  it('an event without attributes, by its run', () => {
    expect(() => loadState(withValue('runs.1.events.1.attributes', {}))).toThrow(
      new TypeError(contradicts("event 2 DecisionTaskScheduled of run 'busy' has no whole taskList")),
    );
  });

  it('a state that breaks a rule, by the name of the rule and what breaks it', () => {
    const damaged = withValue('runs.1.decisionScheduled', undefined);
    expect(() => loadState(damaged)).toThrow(
      new TypeError(contradicts("the waiting decision task is the one in the history (run 'busy')")),
    );
  });
});
