import { quoted, quotedNames } from '../../args/quoted.js';
import type { SwfFake } from '../../fake.js';
import { CONSOLE_OPERATIONS, type ConsoleAnswer, type ConsoleOperation } from '../../render/html/consoleData.js';
import { textOf } from './clientText.js';
import type { WatchedFake } from './consoleFakes.js';

/** Moves the clock of a fake, by the parameters of the admin path: `by`, `to`, or neither. */
export type Advance = (swf: SwfFake, parameters: Readonly<Record<string, string>>) => Promise<object>;

type Members = Readonly<Record<string, unknown>>;

/** Returns the members of a body; `undefined` if it is no JSON object. */
export function membersIn(body: Uint8Array): Members | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** Calls an operation as a client does. Resolves to the reply, or to the fault. */
export async function callOperation(watched: WatchedFake, { op, input }: Members): Promise<ConsoleAnswer> {
  const known = CONSOLE_OPERATIONS.find((name) => name === op);
  if (!known) return badRequest(`the console cannot call ${quoted(op)}`);
  const answer = await answered(() => watched.fake.swf.send(known, { ...Object(input) }));
  noteCall(watched, known, input, answer);
  return answer;
}

/** Moves the clock. Resolves to the new time, or to the reason why it stands. */
export async function moveClock({ fake }: WatchedFake, advance: Advance, members: Members): Promise<ConsoleAnswer> {
  const wrong = Object.entries(members).find(([name, value]) => !isParameter(name, value));
  return wrong ? badRequest(refusedText(...wrong)) : answered(() => advance(fake.swf, textsIn(members)));
}

const PARAMETERS: readonly string[] = ['by', 'to', 'wait'];

const isParameter = (name: string, value: unknown): boolean => PARAMETERS.includes(name) && typeof value === 'string';

const refusedText = (name: string, value: unknown): string =>
  PARAMETERS.includes(name)
    ? `${name} was given as ${quoted(value)}; expected a text`
    : `unknown parameter ${quoted(name)}; expected ${quotedNames(PARAMETERS)}`;

const textsIn = (members: Members): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [name, textOf(value)]));

const badRequest = (message: string): ConsoleAnswer => ({ fault: 'BadRequestException', message });

async function answered(act: () => Promise<object>): Promise<ConsoleAnswer> {
  try {
    const { $metadata: _, ...reply } = { $metadata: undefined, ...(await act()) };
    return { reply };
  } catch (error) {
    return faultIn(error);
  }
}

function faultIn(error: unknown): ConsoleAnswer {
  if (!(error instanceof Error)) return { fault: 'Error', message: String(error) };
  const reason = error.cause instanceof Error ? { reason: withoutName(error.cause.message) } : {};
  return { fault: error.name, message: withoutName(error.message), ...reason };
}

const withoutName = (message: string): string => message.replace(/^swfake: /, '');

function noteCall(watched: WatchedFake, operation: ConsoleOperation, input: unknown, answer: ConsoleAnswer): void {
  const { domain, workflowId } = Object(input) as Members;
  watched.addCall({
    at: watched.live.clock().now,
    operation,
    ...(domain !== undefined && { domain: textOf(domain) }),
    ...(workflowId !== undefined && { subject: textOf(workflowId) }),
    status: 'reply' in answer ? 200 : 400,
    ...('fault' in answer && { fault: answer.fault }),
    text: 'fault' in answer ? answer.message : 'from the console',
    millis: 0,
  });
}
