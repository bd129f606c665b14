import type { OperationName, SdkInput, SdkOutput } from '../../core/index.js';
import { Refused } from './answers.js';
import { type CallOptions, type CallRecord, Line, Stopped } from './line.js';
import type { Pace, Target } from './target.js';

/** The name and version of a type. */
export interface TypeName {
  readonly name: string;
  readonly version: string;
}

/** The numbers of calls that were sent again. */
export interface Repeated {
  /** Because the target throttled them. */
  readonly throttled: number;
  /** Because the connection broke. */
  readonly broken: number;
}

/** The kinds of registered types. */
export type Kind = 'Workflow' | 'Activity';

/** The domain that is made if no other is given. */
export const DOMAIN = 'swfake-conform';

const WORKFLOW_DEFAULTS = {
  defaultExecutionStartToCloseTimeout: '600',
  defaultTaskStartToCloseTimeout: '300',
  defaultChildPolicy: 'TERMINATE',
  defaultTaskList: { name: 'swfake-conform' },
} as const;
const ACTIVITY_DEFAULTS = {
  defaultTaskScheduleToStartTimeout: '300',
  defaultTaskScheduleToCloseTimeout: '300',
  defaultTaskStartToCloseTimeout: '300',
  defaultTaskHeartbeatTimeout: '300',
  defaultTaskList: { name: 'swfake-conform' },
} as const;

/**
 * The part of a target that checks work on: a domain, and types that are registered for this run and deleted at its end.
 */
export class Ground {
  readonly #line: Line;
  readonly #types: { readonly kind: Kind; readonly type: TypeName }[] = [];
  /** The calls that made the ground. */
  readonly log: CallRecord[] = [];
  /** A workflow type with every default. */
  readonly order: TypeName;
  /** An activity type with every default. */
  readonly charge: TypeName;
  /** A workflow type without a default. */
  readonly bareOrder: TypeName;
  /** An activity type without a default. */
  readonly bareCharge: TypeName;

  constructor(
    target: Target,
    readonly domain: string,
    /** The name of this run: no other run has it. */
    readonly run: string,
    readonly stop: AbortController,
  ) {
    this.#line = new Line(target, stop);
    const named = (name: string): TypeName => ({ name, version: run });
    [this.order, this.charge] = [named('Order'), named('Charge')];
    [this.bareOrder, this.bareCharge] = [named('BareOrder'), named('BareCharge')];
  }

  /** The time of the target. */
  get pace(): Pace {
    return this.#line.pace;
  }

  /** The number of calls that the target throttled, and of those that a broken connection lost. */
  get repeated(): Repeated {
    const { throttled, broken } = this.#line;
    return { throttled, broken };
  }

  /** Calls an operation. @throws Refused for a fault. */
  call<O extends OperationName>(
    op: O,
    input: SdkInput<O>,
    log: CallRecord[] = this.log,
    options: CallOptions = {},
  ): Promise<SdkOutput<O>> {
    return this.#line.call(op, input, log, options);
  }

  /**
   * Registers the domain and the types.
   *
   * @throws Stopped if the domain cannot be used.
   */
  async prepare(): Promise<void> {
    await this.registerDomain(this.domain).catch((error: unknown) => {
      if (!(error instanceof Refused) || error.fault.name !== 'DomainAlreadyExistsFault') throw error;
    });
    const { domainInfo } = await this.call('DescribeDomain', { name: this.domain });
    if (domainInfo?.status === 'DEPRECATED')
      throw new Stopped(`the domain '${this.domain}' is deprecated; undeprecate it, or give another one with --domain`);
    await this.register('Workflow', this.order, WORKFLOW_DEFAULTS);
    await this.register('Workflow', this.bareOrder);
    await this.register('Activity', this.charge, ACTIVITY_DEFAULTS);
    await this.register('Activity', this.bareCharge);
  }

  /** Registers a domain. It stays after the run. */
  async registerDomain(name: string, more: object = {}, log: CallRecord[] = this.log): Promise<void> {
    this.#line.noteRegistered(name);
    await this.call('RegisterDomain', { name, workflowExecutionRetentionPeriodInDays: '1', ...more }, log);
  }

  /** Registers a type, and waits until it is visible. The end of the run deletes it. */
  async register(
    kind: Kind,
    type: TypeName,
    defaults: object = {},
    more: { log?: CallRecord[]; domain?: string } = {},
  ) {
    const { log = this.log, domain = this.domain } = more;
    this.#line.noteRegistered(`${type.name}@${type.version}`);
    await this.call(`Register${kind}Type`, { domain, ...type, ...defaults }, log);
    if (domain === this.domain) this.#types.push({ kind, type });
    if (!this.pace.isVirtual) await this.#describe(kind, type, domain);
  }

  /** Notes a type that a check registered by itself: the end of the run deletes it. */
  noteRegistered(kind: Kind, { name, version }: TypeName): void {
    this.#types.push({ kind, type: { name, version } });
  }

  /** Notes that a type is deleted. */
  noteDeleted({ name, version }: TypeName): void {
    this.#line.noteDeleted(`${name}@${version}`);
  }

  /** Deprecates and deletes the types of this run through another ground, as far as the target can. */
  async leave(through: Ground): Promise<void> {
    for (const { kind, type } of this.#types) await through.#remove(kind, type);
  }

  /** Ends the connection. */
  close(): void {
    this.#line.close();
  }

  #describe(kind: Kind, type: TypeName, domain: string): Promise<object> {
    return kind === 'Workflow'
      ? this.call('DescribeWorkflowType', { domain, workflowType: type })
      : this.call('DescribeActivityType', { domain, activityType: type });
  }

  // A target may not know these operations, or the check may have done it.
  async #remove(kind: Kind, type: TypeName): Promise<void> {
    const { domain } = this;
    this.noteDeleted(type);
    for (const op of [`Deprecate${kind}Type`, `Delete${kind}Type`] as const) {
      const input = kind === 'Workflow' ? { domain, workflowType: type } : { domain, activityType: type };
      await this.call(op, input as never).catch((error: unknown) => {
        if (!(error instanceof Refused)) throw error;
      });
    }
  }
}
