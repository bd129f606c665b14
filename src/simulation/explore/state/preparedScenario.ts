import { wrongAnswer } from '../../../args/checkAnswer.js';
import { millisOf } from '../../../args/durations.js';
import { type Grants, type Instant, instant, type State } from '../../../core/index.js';
import type { Decider } from '../../../deciders/decider.js';
import { initialState, type SwfFakeOptions } from '../../../options.js';
import { Lambdas } from '../../../shell/lambdas.js';
import { callOrThrow } from '../../../shell/setup/callOrThrow.js';
import { parseType, register } from '../../../shell/setup/register.js';
import { Shell } from '../../../shell/shell.js';
import type { OutsideEvent } from '../../model/definition.js';
import { checkedWorld } from '../../model/world.js';
import type { Scenario, WorkOutcome } from './scenario.js';

const DOMAIN = 'test';
const COMPLETES: readonly WorkOutcome[] = [{}];

/** A scenario with its types registered and its run started. */
export class PreparedScenario<W> {
  readonly domain = DOMAIN;
  readonly workflowId: string;
  readonly grants: Grants;
  /** The state in which the run has just been started. */
  readonly started: State;
  /** The time of the start. */
  readonly startedAt: Instant;
  readonly timeouts: ReadonlySet<string>;
  readonly expectedFailures: ReadonlySet<string>;

  constructor(readonly scenario: Scenario<W>) {
    const { start, fake = {}, timeouts = [], expectedFailures = [] } = scenario;
    this.workflowId = start.workflowId ?? 'run';
    this.grants = { authorize: fake.authorize, inject: fake.inject, requestContext: fake.requestContext };
    this.started = startedState(scenario, this.workflowId);
    this.startedAt = this.started.now;
    this.timeouts = new Set(timeouts);
    this.expectedFailures = new Set(['UNHANDLED_DECISION', ...expectedFailures]);
    // A duration without a unit must be refused at once, not in the middle of the exploration.
    for (const event of start.events ?? []) this.arrivalOf(event);
  }

  /** Returns the decider of a workflow type. @throws TypeError if it has none. */
  deciderOf(type: string): Decider {
    const decider = this.scenario.workflows[type];
    if (decider) return decider;
    throw new TypeError(`swfake: workflow type '${type}' has no decider; add it to the workflows of the scenario`);
  }

  /** Returns the possible outcomes of an activity type or a Lambda function. */
  outcomesOf(type: string): readonly WorkOutcome<W>[] {
    return this.scenario.outcomes?.[type] ?? COMPLETES;
  }

  /** Returns true if an outcome of the type has an effect on the world. */
  hasEffects(type: string): boolean {
    return this.outcomesOf(type).some((outcome) => typeof outcome === 'object' && outcome.effect !== undefined);
  }

  /** Returns true if a timeout is an outcome of the type. */
  mayTimeOut(type: string): boolean {
    return this.outcomesOf(type).some((outcome) => outcome === 'timeout' || isTimeout(outcome));
  }

  /** Returns the time at which an event reaches the run; `undefined` if it can be any time. */
  arrivalOf({ after }: OutsideEvent): Instant | undefined {
    return after === undefined ? undefined : instant(this.startedAt + millisOf(after));
  }

  /** Returns a copy of the world, for an effect to change. */
  copyOf(world: W): W {
    return this.scenario.clone ? checkedCopy(this.scenario.clone(world)) : structuredClone(world);
  }
}

/** Returns the copy of a world. @throws TypeError if `clone` returned none. */
function checkedCopy<W>(copy: W): W {
  if (copy === undefined) throw wrongAnswer('clone()', copy, 'a copy of the world');
  return checkedWorld('clone()', copy);
}

const isTimeout = <W>(outcome: WorkOutcome<W>): boolean => typeof outcome === 'object' && 'timeout' in outcome;

function startedState<W>(scenario: Scenario<W>, workflowId: string): State {
  const { workflow, input, tagList } = scenario.start;
  const shell = new Shell(initialState(onVirtualClock(scenario.fake)), false, new Lambdas({}));
  register(shell, { domain: DOMAIN, ...typesOf(scenario) });
  callOrThrow(shell, 'StartWorkflowExecution', {
    domain: DOMAIN,
    workflowId,
    workflowType: parseType(workflow),
    input,
    tagList: tagList && [...tagList],
  });
  return shell.state;
}

const onVirtualClock = (fake: SwfFakeOptions = {}): SwfFakeOptions => ({ ...fake, clock: 'virtual' });

function typesOf<W>({ workflows, activities = {}, outcomes = {}, defaults = {} }: Scenario<W>) {
  const scheduled = Object.keys({ ...activities, ...outcomes }).filter((name) => name.includes('@'));
  return {
    workflows: { ...emptyDefaults(Object.keys(workflows)), ...defaults.workflows },
    activities: { ...emptyDefaults(scheduled), ...defaults.activities },
  };
}

const emptyDefaults = (types: readonly string[]) => Object.fromEntries(types.map((type) => [type, {}]));
