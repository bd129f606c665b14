import { textOf } from './console/clientText.js';
import { placeText, type ServedFake } from './fakes.js';
import type { RequestHead } from './requestGuard.js';
import type { PlainResponse } from './responses.js';

/** A request that was answered, for its line in the log. */
export interface Exchange {
  readonly head: RequestHead;
  /** The body; `undefined` if the request was refused before it was read. */
  readonly body: Uint8Array | undefined;
  /** The fake that was called; `undefined` for a request that reached none. */
  readonly fake: ServedFake | undefined;
  readonly answer: PlainResponse;
  /** True if the client had gone before it was answered. */
  readonly gone: boolean;
  readonly millis: number;
}

/**
 * Returns the line of a request: the time of the fake, region and account, operation, domain, task list, status and fault, what a
 * poll handed out to whom, and the milliseconds that it took.
 */
export function logLine(exchange: Exchange): string {
  const { head, fake, answer, gone, millis } = exchange;
  const operation = operationIn(head);
  const input = operation === undefined ? {} : membersOf(exchange.body);
  const outcome = gone ? 'gone' : `${answer.status}${faultText(answer)}`;
  const handed = gone || operation === undefined ? undefined : handedOut(operation, input, answer);
  const parts = [
    fake && `${fake.swf.clock.now().toISOString()} ${placeText(fake.place)}`,
    operation ?? subjectOf(head),
    subjectText('domain', domainIn(operation ?? '', input)),
    subjectText('list', nameIn(input.taskList)),
    outcome,
    handed,
    `${Math.round(millis)} ms`,
  ];
  return parts.filter(Boolean).join(' ');
}

/** The members of a JSON object. */
export type Members = Readonly<Record<string, unknown>>;

/** Returns the name of the operation that a request calls, if it calls one. */
export const operationIn = ({ headers }: RequestHead): string | undefined =>
  /\.(\w{1,64})$/.exec(headers['x-amz-target'] ?? '')?.[1];

// The text has letters, digits and paths only: a target could have control characters of a terminal.
const subjectOf = ({ method, target }: RequestHead): string =>
  `${method} ${target.replaceAll(/[^\w/.-].*/g, '').slice(0, LONGEST)}`;

/** Returns the members of a JSON text. They are empty if it is none. */
export function membersOf(body: string | Uint8Array | undefined): Members {
  try {
    const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
    return Object(JSON.parse(text)) as Members;
  } catch {
    return {};
  }
}

/** Returns the name of a structure such as a task list. */
export const nameIn = (structure: unknown): unknown => (Object(structure) as Members).name;

/** Returns the domain of a call. RegisterDomain, DescribeDomain and the like call it `name`. */
export const domainIn = (operation: string, input: Members): unknown =>
  /Domain$/.test(operation) ? input.name : input.domain;

const LONGEST = 64;

/** Returns a text of a client in quotes, without control characters, and not too long. */
const shown = (text: unknown): string => `'${textOf(text).replaceAll(/\p{C}/gu, '?').slice(0, LONGEST)}'`;

const subjectText = (what: string, name: unknown): string | undefined =>
  name === undefined ? undefined : `${what} ${shown(name)}`;

const faultText = ({ fault }: PlainResponse): string => (fault === undefined ? '' : ` ${fault}`);

/** Returns the task that a poll returned, and to whom; `undefined` for other calls. */
export function handedOut(operation: string, input: Members, { status, body }: PlainResponse): string | undefined {
  if (status !== 200 || !operation.startsWith('PollFor')) return undefined;
  const { taskToken, activityId, startedEventId, workflowExecution } = membersOf(body);
  const poller = input.identity === undefined ? 'a poller without identity' : shown(input.identity);
  if (!taskToken) return `nothing to ${poller}`;
  const task = activityId === undefined ? `decision task ${textOf(startedEventId)}` : `activity ${shown(activityId)}`;
  return `${task} of ${shown((Object(workflowExecution) as Members).workflowId)} to ${poller}`;
}
