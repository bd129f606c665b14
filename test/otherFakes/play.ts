import type { Decision, HistoryEvent, SWF } from '@aws-sdk/client-swf';
import type { SwfFake, SwfFakeOptions } from '../../src/index.js';
import { CHARGE, domain, ORDER, shop, taskList } from '../support/shop.js';

type Members = Readonly<Record<string, unknown>>;
/** An event as its type and its attributes. */
export type Told = readonly [type: string, attributes: Members];

/** A decision by its type and attributes. */
export const decision = (decisionType: string, attributes: Members = {}): Decision =>
  ({
    decisionType,
    [`${decisionType.charAt(0).toLowerCase()}${decisionType.slice(1)}DecisionAttributes`]: attributes,
  }) as unknown as Decision;

export const complete = decision('CompleteWorkflowExecution');
export const schedule = (activityId: string, more: Members = {}): Decision =>
  decision('ScheduleActivityTask', { activityId, activityType: CHARGE, ...more });
export const timer = (timerId: string, startToFireTimeout = '60'): Decision =>
  decision('StartTimer', { timerId, startToFireTimeout });
export const child = (workflowId: string, more: Members = {}): Decision =>
  decision('StartChildWorkflowExecution', { workflowId, workflowType: ORDER, taskList: { name: workflowId }, ...more });
export const mark = (markerName: string): Decision => decision('RecordMarker', { markerName });
export const signalTo = (workflowId: string): Decision =>
  decision('SignalExternalWorkflowExecution', { workflowId, signalName: 'go' });
export const cancelOf = (workflowId: string): Decision =>
  decision('RequestCancelExternalWorkflowExecution', { workflowId });
export const cancelActivity = (activityId: string): Decision => decision('RequestCancelActivityTask', { activityId });

/** A fake, and the calls that deciders and workers make on it. The deciders of a run poll the list of its workflow id. */
export class Play {
  readonly swf: SwfFake;
  readonly client: SWF;

  constructor(options: SwfFakeOptions = {}) {
    this.swf = shop(options);
    this.client = this.swf.client();
  }

  /** A play in which order-7 has begun. */
  static async begun(options: SwfFakeOptions = {}): Promise<Play> {
    const play = new Play(options);
    await play.start('order-7');
    return play;
  }

  async start(workflowId: string, more: object = {}): Promise<string> {
    const input = { domain, workflowId, workflowType: ORDER, taskList: { name: workflowId }, ...more };
    return String((await this.client.startWorkflowExecution(input)).runId);
  }

  /** The token of the decision task of that run, which is started now; `''` if there is none. */
  async take(workflowId = 'order-7'): Promise<string> {
    return (await this.client.pollForDecisionTask({ domain, taskList: { name: workflowId } })).taskToken ?? '';
  }

  async respond(taskToken: string, ...decisions: readonly Decision[]): Promise<void> {
    await this.client.respondDecisionTaskCompleted({ taskToken, decisions: [...decisions] });
  }

  /** Takes the decision task of order-7 and answers it. */
  async decide(...decisions: readonly Decision[]): Promise<void> {
    await this.respond(await this.take(), ...decisions);
  }

  /** The token of the next activity task, which is started now; `''` if there is none. */
  async work(): Promise<string> {
    return (await this.client.pollForActivityTask({ domain, taskList })).taskToken ?? '';
  }

  async signal(workflowId = 'order-7'): Promise<void> {
    await this.client.signalWorkflowExecution({ domain, workflowId, signalName: 'go' });
  }

  async terminate(workflowId: string, more: object = {}): Promise<void> {
    await this.client.terminateWorkflowExecution({ domain, workflowId, ...more });
  }

  describe(workflowId = 'order-7') {
    const runId = this.runId(workflowId);
    return this.client.describeWorkflowExecution({ domain, execution: { workflowId, runId } });
  }

  runId(workflowId: string): string {
    return String(this.swf.runs({ workflowId }).at(-1)?.runId);
  }

  /** The events of the last run of that workflow id, from the event `from` on. */
  told(workflowId = 'order-7', from = 1): readonly Told[] {
    return this.swf
      .history({ workflowId })
      .map(toldOf)
      .slice(from - 1);
  }

  types(workflowId = 'order-7', from = 1): readonly string[] {
    return this.told(workflowId, from).map(([type]) => type);
  }

  /** What the last event of that type says. @throws Error if there is none. */
  last(type: string, workflowId = 'order-7'): Members {
    const found = this.told(workflowId).findLast(([other]) => other === type);
    if (!found) throw new Error(`no ${type} in: ${this.types(workflowId).join(', ')}`);
    return found[1];
  }
}

function toldOf({ eventId: _id, eventTimestamp: _at, eventType, ...attributes }: HistoryEvent): Told {
  return [String(eventType), Object.values(attributes)[0] as Members];
}
