import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SwfFake } from '../fake.js';
import type { SwfRequestHandler } from '../sdk/handler.js';
import { RELEASED } from '../shell/released.js';
import { adminAnswer } from './admin.js';
import { type Answer, refusal, refusalAnswer, wordsOf } from './answer.js';
import { bodyOf, tooLarge } from './body.js';
import { type Asked, isAdmin, type Rules, refusalOf } from './guard.js';

/** What all exchanges of a server share. */
export interface Desk {
  readonly swf: SwfFake;
  readonly door: SwfRequestHandler;
  readonly rules: Rules;
  /** How long a poll is held in real time, whatever the fake's clock does. */
  readonly pollMillis: number;
  /** The polls that are held, and how to end each. */
  readonly held: Set<() => void>;
  stopping: boolean;
  readonly log: (line: string) => void;
}

// A client that is still sending when it is refused would otherwise lose the answer with its connection.
const LINGER_MILLIS = 500;

/** Answers one request; resolves when nothing of it is left. */
export async function exchange(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const begun = performance.now();
  const asked = askedOf(request);
  const line = new AbortController();
  const gone = (): void => line.abort();
  // Of several requests on one connection only the first response would hear that it is closed.
  request.socket.once('close', gone);
  try {
    const answer = await answerTo(desk, asked, request, line.signal);
    const sent = line.signal.aborted ? undefined : write(response, answer, desk.stopping, line.signal);
    const outcome = sent ? `${answer.status}${answer.fault ? ` ${answer.fault}` : ''}` : 'gone';
    desk.log(`${subjectOf(asked)} ${outcome} ${Math.round(performance.now() - begun)} ms`);
    await sent;
  } finally {
    request.socket.off('close', gone);
  }
}

async function answerTo(desk: Desk, asked: Asked, request: IncomingMessage, line: AbortSignal): Promise<Answer> {
  const ofAnSdk = asked.headers['x-amz-target'] !== undefined;
  const refused = refusalOf(asked, desk.rules);
  if (refused) return refusalAnswer(refused, ofAnSdk);
  try {
    const body = await bodyOf(request);
    if (!body) return refusalAnswer(tooLarge, ofAnSdk);
    line.throwIfAborted();
    if (isAdmin(asked)) return await adminAnswer(desk.swf, asked.method, asked.target);
    return await answerOfTheFake(desk, { ...asked, body }, line);
  } catch (error) {
    return refusalAnswer(refusal(500, 'InternalFailure', wordsOf(error)), ofAnSdk);
  }
}

async function answerOfTheFake(
  desk: Desk,
  request: Asked & { readonly body: Uint8Array },
  line: AbortSignal,
): Promise<Answer> {
  const wait = new AbortController();
  const release = (): void => wait.abort(RELEASED);
  const timer = setTimeout(release, desk.pollMillis);
  desk.held.add(release);
  line.addEventListener('abort', () => wait.abort(), { once: true });
  if (desk.stopping) release();
  try {
    const { response } = await desk.door.handle(request, { abortSignal: wait.signal });
    const { statusCode, headers, body } = response;
    return { status: statusCode, headers, body, fault: headers['x-amzn-query-error'] };
  } finally {
    clearTimeout(timer);
    desk.held.delete(release);
  }
}

/** Writes the answer; resolves when it is sent, or can no longer be. */
function write(
  response: ServerResponse,
  { status, headers, body }: Answer,
  last: boolean,
  line: AbortSignal,
): Promise<void> {
  const sent = new Promise<void>((resolve) => {
    response.once('close', () => resolve());
    line.addEventListener('abort', () => resolve(), { once: true });
  });
  const unread = !response.req.complete;
  response.writeHead(status, { ...headers, ...((last || unread) && { connection: 'close' }) });
  if (!unread) response.end(body);
  else endBehind(response, body);
  return sent;
}

function endBehind(response: ServerResponse, body: string | Uint8Array): void {
  response.write(body);
  const end = (): void => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, LINGER_MILLIS);
  response.req.resume().once('end', end).once('error', end);
}

function askedOf({ method = '', url = '', headers, headersDistinct }: IncomingMessage): Asked {
  const single = Object.entries(headers).map(([name, value = '']) => [name, String(value)]);
  return { method, target: url, headers: Object.fromEntries(single), hosts: headersDistinct.host ?? [] };
}

/** What a line of the log is about. It shows nothing but words: headers are not to be trusted with a terminal. */
const subjectOf = (asked: Asked): string =>
  /\.(\w{1,64})$/.exec(asked.headers['x-amz-target'] ?? '')?.[1] ??
  `${asked.method} ${asked.target.replaceAll(/[^\w/.-].*/g, '').slice(0, 64)}`;
