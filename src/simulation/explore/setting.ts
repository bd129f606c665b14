import { type Grants, type Instant, instant, type State } from '../../core/index.js';
import { type SwfFakeOptions, stateOf } from '../../options.js';
import { millisOf } from '../../shell/durations.js';
import { Lambdas } from '../../shell/lambdas.js';
import { must, register, typeNamed } from '../../shell/register.js';
import { Shell } from '../../shell/shell.js';
import type { Decider, OutsideEvent } from '../definition.js';
import type { Scenario, WorkOutcome } from './scenario.js';

const DOMAIN = 'test';
const COMPLETES: readonly WorkOutcome[] = [{}];

/** A scenario made ready: its types registered, its run started. */
export class Setting<W> {
  readonly domain = DOMAIN;
  readonly workflowId: string;
  readonly grants: Grants;
  /** The state in which the run has just been started. */
  readonly started: State;
  /** When that was. */
  readonly origin: Instant;
  readonly timeouts: ReadonlySet<string>;
  readonly accepted: ReadonlySet<string>;

  constructor(readonly scenario: Scenario<W>) {
    const { start, fake = {}, timeouts = [], accepted = [] } = scenario;
    this.workflowId = start.workflowId ?? 'run';
    this.grants = { authorize: fake.authorize, inject: fake.inject };
    this.started = begun(scenario, this.workflowId);
    this.origin = this.started.now;
    this.timeouts = new Set(timeouts);
    this.accepted = new Set(['UNHANDLED_DECISION', ...accepted]);
    // So that a misformed duration is refused at once, and not when its turn comes.
    for (const event of start.events ?? []) this.comesAt(event);
  }

  /** Every workflow type that there is has one. */
  deciderOf(type: string): Decider {
    const decider = this.scenario.workflows[type];
    if (decider) return decider;
    throw new TypeError(`swfake: nobody decides for ${type}: add it to the scenario's workflows`);
  }

  outcomesOf(type: string): readonly WorkOutcome<W>[] {
    return this.scenario.outcomes?.[type] ?? COMPLETES;
  }

  hasEffects(type: string): boolean {
    return this.outcomesOf(type).some((outcome) => typeof outcome === 'object' && outcome.effect !== undefined);
  }

  mayTimeOut(type: string): boolean {
    return this.outcomesOf(type).some((outcome) => outcome === 'timeout' || isTimeout(outcome));
  }

  /** When an event comes from outside; `undefined` if it may come at any time. */
  comesAt({ after }: OutsideEvent): Instant | undefined {
    return after === undefined ? undefined : instant(this.origin + millisOf(after));
  }

  /** A copy of the world, to be written. */
  copyOf(world: W): W {
    return this.scenario.clone ? this.scenario.clone(world) : structuredClone(world);
  }
}

const isTimeout = <W>(outcome: WorkOutcome<W>): boolean => typeof outcome === 'object' && 'timeout' in outcome;

function begun<W>(scenario: Scenario<W>, workflowId: string): State {
  const { workflow, input, tagList } = scenario.start;
  const shell = new Shell(stateOf(virtual(scenario.fake)), false, new Lambdas({}));
  register(shell, { domain: DOMAIN, ...typesOf(scenario) });
  must(shell, 'StartWorkflowExecution', {
    domain: DOMAIN,
    workflowId,
    workflowType: typeNamed(workflow),
    input,
    tagList: tagList && [...tagList],
  });
  return shell.state;
}

const virtual = (fake: SwfFakeOptions = {}): SwfFakeOptions => ({ ...fake, clock: 'virtual' });

function typesOf<W>({ workflows, activities = {}, outcomes = {}, defaults = {} }: Scenario<W>) {
  const scheduled = Object.keys({ ...activities, ...outcomes }).filter((name) => name.includes('@'));
  return {
    workflows: { ...named(Object.keys(workflows)), ...defaults.workflows },
    activities: { ...named(scheduled), ...defaults.activities },
  };
}

const named = (types: readonly string[]) => Object.fromEntries(types.map((type) => [type, {}]));
