import type { Decision } from '@aws-sdk/client-swf';
import type { Kind, TypeName } from '../target/ground.js';
import { CheckCalls } from './checkCalls.js';
import { decision } from './decisions.js';
import { TargetRun } from './targetRun.js';

/** The calls of one check, with the runs, types and decisions that it needs. */
export class Asker extends CheckCalls {
  /** Starts a run. Its decision tasks come to a list of its own. */
  async start(part = 'run', more: object = {}): Promise<TargetRun> {
    const workflowId = this.name(part);
    const taskList = { name: workflowId };
    const workflowType = this.ground.order;
    const input = { domain: this.domain, workflowId, workflowType, taskList, ...more };
    const { runId = '' } = await this.call('StartWorkflowExecution', input);
    return this.run(workflowId, runId);
  }

  /** Returns a run that exists. */
  run(workflowId: string, runId: string, list = workflowId): TargetRun {
    this.noteRun({ workflowId, runId });
    return new TargetRun(this, workflowId, runId, list);
  }

  /** Registers a type of this check. */
  async register(kind: Kind, part: string, defaults: object = {}): Promise<TypeName> {
    const type = { name: this.name(part), version: '1' };
    await this.ground.register(kind, type, defaults, { log: this.calls });
    return type;
  }

  /** Returns a decision that schedules an activity on the list of this check. */
  schedule(activityId: string, more: object = {}): Decision {
    const taskList = { name: this.list };
    return decision('ScheduleActivityTask', { activityId, activityType: this.ground.charge, taskList, ...more });
  }

  /** Returns a decision that starts a child with a list of its own. */
  child(part: string, more: object = {}): Decision {
    const workflowId = this.name(part);
    const workflowType = this.ground.order;
    const taskList = { name: workflowId };
    return decision('StartChildWorkflowExecution', { workflowId, workflowType, taskList, ...more });
  }
}
