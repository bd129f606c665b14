import { shortMessage } from '../../args/shortMessage.js';
import { runAt, type State, taskOf } from '../../core/index.js';
import { cutText } from '../../render/values.js';
import { taskTokenIn } from '../../shell/call.js';
import { decisionsIn } from '../faults/call.js';
import type { KeptDecision, MadeCall } from '../faults/callLog.js';

type Members = Readonly<Record<string, unknown>>;

/** Returns a call in words: what it is about, and what it got. The state is that after the simulation. */
export function callText(state: State, call: MadeCall): string {
  const { refusal, op } = call;
  const about = aboutText(state, call);
  const late = call.end === 'late' ? `${op} is late` : '';
  const refused = refusal ? `${refusal.fault}: ${shortMessage(refusal.message)}` : '';
  return [late, about, refused].filter((text) => text !== '').join('; ');
}

function aboutText(state: State, call: MadeCall): string {
  if (call.op.startsWith('PollFor')) return call.task ?? (call.end === 'answered' ? 'no task' : '');
  if (call.op === 'RespondDecisionTaskCompleted') return decisionsText(call);
  const members = call.input as Members;
  const parts = [activityText(state, call.input), workflowText(members), ...VALUES.map((name) => members[name])];
  return parts
    .filter((part) => typeof part === 'string' && part !== '')
    .map((part) => cutText(String(part)))
    .join(', ');
}

const VALUES = ['signalName', 'result', 'reason', 'details', 'input'];

/** Returns the decisions of a call in words, each with its type and the name of what it is about. */
export function decisionsText({ input }: Pick<MadeCall, 'input'>): string {
  const decisions = decisionsIn(input) as readonly KeptDecision[];
  const texts = decisions.map(({ decisionType, name }) =>
    name === undefined ? decisionType : `${decisionType} '${name}'`,
  );
  return texts.length === 0 ? 'no decision' : texts.join(', ');
}

/** Returns the activity id of a task token. */
function activityText(state: State, input: object): string {
  const token = taskTokenIn(input);
  const task = token === undefined ? undefined : taskOf(state.config.secret, 'activity', token);
  const scheduled = task && runAt(state, task.run)?.events[task.scheduledId - 1];
  return String((scheduled?.attributes as Members | undefined)?.activityId ?? '');
}

function workflowText({ workflowId, workflowType }: Members): string {
  const { name, version } = Object(workflowType) as Members;
  const type = name === undefined ? '' : ` ${String(name)}@${String(version)}`;
  return workflowId === undefined ? '' : `${String(workflowId)}${type}`;
}
