import { DEFAULT_LIMITS, type Injection, type Limits } from '../../src/core/index.js';
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
import { DOMAIN, type World } from './world.js';

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

/** What every story finds when it begins. */
export function furnish(world: World): World {
  world.ask('RegisterDomain', { name: DOMAIN, workflowExecutionRetentionPeriodInDays: '1' });
  world.ask('RegisterWorkflowType', { domain: DOMAIN, name: 'Order', version: '1', ...ORDER });
  for (const name of ['Charge', 'Ship']) {
    world.ask('RegisterActivityType', { domain: DOMAIN, name, version: '1', ...CHARGE });
  }
  return world;
}

const LIMITS: Options = Object.fromEntries(
  Object.keys(DEFAULT_LIMITS).map((limit) => [limit, (value) => ({ [limit]: Number(value) })]),
);

/** `given historyEvents=8`: the limits of the service in this story; `undefined` if the line gives none. */
export const givenBy = (words: Words): Partial<Limits> | undefined =>
  words.verb === 'given' ? inputOf(words, LIMITS) : undefined;

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

/** The verbs that set the scene: types, rights, time, and whether the steps after a batch wait. */
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
    return world.ask(ofKind(OPERATION.deprecate, kind), { domain: DOMAIN, [`${kind}Type`]: typeOf(type) });
  },
  advance(world, words) {
    const [span = ''] = argsOf(words, 'span');
    world.pass(millisOf(span));
    return [];
  },
  hold(world) {
    world.holding = true;
    return [];
  },
  release(world, { args: [nth] }) {
    if (nth !== undefined) return releaseOne(world, Number(nth));
    world.holding = false;
    world.pass(0);
    return [];
  },
  deny(world, { args }) {
    for (const action of args) world.denied.add(action);
    return [];
  },
  inject(world, words) {
    const [action = '', trouble = ''] = argsOf(words, 'action', 'fault|cause');
    world.injected.set(action, injectionOf(trouble));
    return [];
  },
  allow(world, { args }) {
    for (const action of args) {
      world.denied.delete(action);
      world.injected.delete(action);
    }
    return [];
  },
};

// The service leaves the order of such steps open, so a story can choose (swf-behaviour 6.9).
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

const injectionOf = (trouble: string): Injection =>
  (/^[A-Z_]+$/.test(trouble) ? { cause: trouble } : { fault: trouble }) as Injection;
