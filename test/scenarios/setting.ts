import { ASSUMPTION_VALUES, DEFAULT_LIMITS, type Injection } from '../../src/core/index.js';
import { ACTIVITY_TIMEOUTS } from './decisions.js';
import {
  argsOf,
  inputOf,
  millisOf,
  type Options,
  ofKind,
  StoryError,
  texts,
  typeOf,
  type Verb,
  type Words,
} from './words.js';
import { DOMAIN, type Given, type World } from './world.js';

const CHARGE = {
  defaultTaskList: { name: 'default' },
  defaultTaskHeartbeatTimeout: 'NONE',
  defaultTaskScheduleToStartTimeout: 'NONE',
  defaultTaskScheduleToCloseTimeout: 'NONE',
  defaultTaskStartToCloseTimeout: 'NONE',
};
const ORDER = {
  defaultTaskList: { name: 'default' },
  defaultExecutionStartToCloseTimeout: '86400',
  defaultTaskStartToCloseTimeout: 'NONE',
  defaultChildPolicy: 'TERMINATE',
};

/** Registers the domain and the types of every story. */
export function furnish(world: World): World {
  world.ask('RegisterDomain', { name: DOMAIN, workflowExecutionRetentionPeriodInDays: '1' });
  world.ask('RegisterWorkflowType', { domain: DOMAIN, name: 'Order', version: '1', ...ORDER });
  for (const name of ['Charge', 'Ship']) {
    world.ask('RegisterActivityType', { domain: DOMAIN, name, version: '1', ...CHARGE });
  }
  // The output of these calls is printed nowhere, so they prove nothing.
  world.met.clear();
  return world;
}

const LIMITS: Options = Object.fromEntries(
  Object.keys(DEFAULT_LIMITS).map((limit) => [limit, (value) => ({ [limit]: Number(value) })]),
);
const ASSUMPTIONS = texts(Object.fromEntries(Object.keys(ASSUMPTION_VALUES).map((name) => [name, name])));

/**
 * Returns the limits and the assumptions of a line such as `given historyEvents=8`; `undefined` if the verb is another
 * one.
 */
export function givenBy(words: Words): Given | undefined {
  if (words.verb !== 'given') return undefined;
  const all = Object.entries(inputOf(words, { ...LIMITS, ...ASSUMPTIONS }));
  return {
    limits: Object.fromEntries(all.filter(([name]) => name in LIMITS)),
    assumptions: Object.fromEntries(all.filter(([name]) => name in ASSUMPTIONS)),
  };
}

const OPERATION = {
  register: { workflow: 'RegisterWorkflowType', activity: 'RegisterActivityType' },
  deprecate: { workflow: 'DeprecateWorkflowType', activity: 'DeprecateActivityType' },
} as const;

const defaults = (members: Readonly<Record<string, string>>): Options => ({
  list: (name) => ({ defaultTaskList: { name } }),
  ...texts(members),
});
const DEFAULTS = {
  workflow: defaults({
    execution: 'defaultExecutionStartToCloseTimeout',
    task: 'defaultTaskStartToCloseTimeout',
    children: 'defaultChildPolicy',
    priority: 'defaultTaskPriority',
    role: 'defaultLambdaRole',
  }),
  activity: defaults(
    Object.fromEntries(
      Object.entries({ ...ACTIVITY_TIMEOUTS, priority: 'priority' }).map(([option, member]) => [
        option,
        `defaultTask${member.charAt(0).toUpperCase()}${member.slice(1)}`,
      ]),
    ),
  ),
};

/** The verbs for limits, types, time and permissions, and for after-batch steps. */
export const SETTING: Readonly<Record<string, Verb<World>>> = {
  given() {
    throw new StoryError('given comes first in a story, or not at all');
  },
  register(world, words) {
    const [kind = '', type = ''] = argsOf(words, 'workflow|activity', 'type');
    const input = { domain: DOMAIN, ...typeOf(type), ...inputOf(words, ofKind(DEFAULTS, kind)) };
    return world.ask(ofKind(OPERATION.register, kind), input);
  },
  deprecate(world, words) {
    const [kind = '', type = ''] = argsOf(words, 'workflow|activity', 'type');
    noOptions(words);
    return world.ask(ofKind(OPERATION.deprecate, kind), { domain: DOMAIN, [`${kind}Type`]: typeOf(type) });
  },
  advance(world, words) {
    const [span = ''] = argsOf(words, 'span');
    noOptions(words);
    world.pass(millisOf(span));
    return [];
  },
  hold(world, words) {
    argsOf(words);
    noOptions(words);
    world.holding = true;
    return [];
  },
  release(world, words) {
    const [nth] = words.args;
    noOptions(words);
    if (nth !== undefined) return releaseOne(world, Number(nth));
    world.holding = false;
    world.pass(0);
    return [];
  },
  deny(world, words) {
    noOptions(words);
    for (const action of words.args) world.denied.add(action);
    return [];
  },
  inject(world, words) {
    const [action = '', failure = ''] = argsOf(words, 'action', 'fault|cause');
    noOptions(words);
    world.injected.set(action, injectionOf(failure));
    return [];
  },
  allow(world, words) {
    noOptions(words);
    for (const action of words.args) {
      world.denied.delete(action);
      world.injected.delete(action);
    }
    return [];
  },
};

// The service leaves the order of such steps open, so a story can choose (docs/swf.md 6.9).
function releaseOne(world: World, nth: number): readonly string[] {
  let left = 1;
  world.pass(0, (due) => {
    if (due[0] && 'at' in due[0]) return 0;
    if (nth >= due.length && left > 0) throw new StoryError(`release ${nth}: only ${due.length} wait, from 0`);
    left -= 1;
    return left < 0 ? -1 : nth;
  });
  return [];
}

const injectionOf = (failure: string): Injection =>
  (/^[A-Z_]+$/.test(failure) ? { cause: failure } : { fault: failure }) as Injection;

/** Throws a StoryError if the line has an option. */
const noOptions = (words: Words): unknown => inputOf(words, {});
