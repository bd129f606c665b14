import type { ConsoleCall } from '../render/html/consoleData.js';
import { textOf } from './console/clientText.js';
import { domainIn, type Exchange, handedOut, type Members, membersOf, nameIn, operationIn } from './logLine.js';

/** Returns a call as the console lists it; `undefined` for a request that called no operation of a fake. */
export function consoleCall(exchange: Exchange): Omit<ConsoleCall, 'number'> | undefined {
  const { head, fake, answer, gone, millis, body } = exchange;
  const operation = operationIn(head);
  if (operation === undefined || !fake) return undefined;
  const input = membersOf(body);
  return {
    at: fake.swf.clock.now().getTime(),
    operation,
    ...texts('domain', domainIn(operation, input)),
    ...texts('subject', subjectIn(input)),
    status: gone ? 0 : answer.status,
    ...texts('fault', answer.fault),
    ...texts('text', textIn(exchange, operation, input)),
    millis: Math.round(millis),
  };
}

const texts = <N extends string>(name: N, value: unknown): { readonly [K in N]?: string } =>
  value === undefined ? {} : ({ [name]: textOf(value) } as { readonly [K in N]?: string });

// The run, the task list or the type that a call is about.
const subjectIn = ({ workflowId, execution, taskList, workflowType, activityType }: Members): unknown =>
  workflowId ??
  (Object(execution) as Members).workflowId ??
  nameIn(taskList) ??
  nameIn(workflowType) ??
  nameIn(activityType);

// A decider responds with a task token, which names no run to a reader. Its decisions do.
function textIn({ answer, gone }: Exchange, operation: string, input: Members): unknown {
  if (gone) return 'the client had gone';
  return handedOut(operation, input, answer) ?? messageIn(answer) ?? decisionsIn(input);
}

function decisionsIn({ decisions }: Members): string | undefined {
  if (!Array.isArray(decisions)) return undefined;
  const types = decisions.map((decision: unknown) => textOf((Object(decision) as Members).decisionType));
  return types.length === 0 ? 'no decision' : types.join(', ');
}

const messageIn = ({ status, body }: Exchange['answer']): unknown =>
  status === 200 ? undefined : (membersOf(body).message ?? membersOf(body).Message);
