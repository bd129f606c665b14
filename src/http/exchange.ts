import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SwfFake } from '../fake.js';
import type { SwfRequestHandler } from '../sdk/handler.js';
import { RELEASED } from '../shell/released.js';
import { adminAnswer } from './admin.js';
import { type Answer, refusal, refusalAnswer } from './answer.js';
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

/** Answers one request; resolves when nothing of it is left. It never rejects. */
export async function exchange(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const begun = performance.now();
  const asked = askedOf(request);
  const answer = await answerTo(desk, asked, request, response);
  const outcome = answer && !response.destroyed ? `${answer.status}${answer.fault ? ` ${answer.fault}` : ''}` : 'gone';
  desk.log(`${subjectOf(asked)} ${outcome} ${Math.round(performance.now() - begun)} ms`);
  if (!answer || response.destroyed) return void response.destroy();
  await write(response, answer, desk.stopping);
}

/** The answer, or nothing if the client went away before there was one. */
async function answerTo(
  desk: Desk,
  asked: Asked,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Answer | undefined> {
  const ofAnSdk = asked.headers['x-amz-target'] !== undefined;
  const refused = refusalOf(asked, desk.rules);
  if (refused) return refusalAnswer(refused, ofAnSdk);
  try {
    const body = await bodyOf(request);
    if (!body) return refusalAnswer(tooLarge, ofAnSdk);
    if (isAdmin(asked)) return await adminAnswer(desk.swf, asked.method, asked.target);
    return await answerOfTheFake(desk, { ...asked, body }, response);
  } catch (error) {
    if (response.destroyed) return undefined;
    return refusalAnswer(refusal(500, 'InternalFailure', wordsOf(error)), ofAnSdk);
  }
}

async function answerOfTheFake(
  desk: Desk,
  request: Asked & { readonly body: Uint8Array },
  response: ServerResponse,
): Promise<Answer> {
  const wait = new AbortController();
  const release = (): void => wait.abort(RELEASED);
  const gone = (): void => wait.abort();
  const timer = setTimeout(release, desk.pollMillis);
  desk.held.add(release);
  response.once('close', gone);
  if (desk.stopping) release();
  try {
    const { response: said } = await desk.door.handle(request, { abortSignal: wait.signal });
    const { statusCode, headers, body } = said;
    return { status: statusCode, headers, body, fault: headers['x-amzn-query-error'] };
  } finally {
    clearTimeout(timer);
    desk.held.delete(release);
    response.off('close', gone);
  }
}

/** Writes the answer; resolves when it is sent, or can no longer be. */
function write(response: ServerResponse, { status, headers, body }: Answer, last: boolean): Promise<void> {
  const sent = new Promise<void>((resolve) => response.once('close', () => resolve()));
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

const wordsOf = (error: unknown): string => String((error as Error)?.message ?? error).replace(/^swfake: /, '');
