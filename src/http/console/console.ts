import { CONSOLE_PATH, type ConsoleCall } from '../../render/html/consoleData.js';
import { type Advance, callOperation, membersIn, moveClock } from './actions.js';
import { changesSince, pageKnows } from './changes.js';
import { type ConsoleFake, ConsoleFakes, type WatchedFake } from './consoleFakes.js';
import { type ConsoleHead, type ConsoleRefusal, isConsolePage, pathOf } from './consoleGuard.js';
import { type ConsoleCode, type ConsoleResponse, consolePage, dataResponse } from './consolePage.js';

/** The parts of a server that its console uses. */
export interface ConsoleServer {
  /** Returns the fakes that the server has by now, those that clients have called first. */
  readonly fakes: () => readonly ConsoleFake[];
  readonly advance: Advance;
  readonly code: ConsoleCode;
}

interface Question {
  readonly watched: WatchedFake;
  readonly query: URLSearchParams;
  readonly body: Uint8Array;
}

type Route = (question: Question) => object | Promise<object> | undefined;

/** The console of a server: its page, what the page reads, and what it does. The guard has checked each request. */
export class Console {
  readonly #fakes: ConsoleFakes;

  constructor(readonly server: ConsoleServer) {
    this.#fakes = new ConsoleFakes(server.fakes);
  }

  // Only what is read can be asked for by GET.
  readonly #routes: Readonly<Record<string, Route>> = {
    'GET /changes': ({ watched, query }) => changesSince(this.#fakes, watched, pageKnows(query)),
    'GET /domains': ({ watched }) => ({ domains: watched.live.domains() }),
    'POST /call': ({ watched, body }) => withMembers(body, (members) => callOperation(watched, members)),
    'POST /advance': ({ watched, body }) =>
      withMembers(body, (members) => moveClock(watched, this.server.advance, members)),
  };

  /** Answers a request that the guard accepted. Resolves to a refusal if there is nothing at its path. */
  async answer(head: ConsoleHead, body: Uint8Array): Promise<ConsoleResponse | ConsoleRefusal> {
    if (isConsolePage(head)) return consolePage(this.server.code);
    const name = `${head.method} ${pathOf(head).slice(CONSOLE_PATH.length)}`;
    const route = Object.hasOwn(this.#routes, name) ? this.#routes[name] : undefined;
    if (!route) return NOTHING_HERE;
    const query = new URL(head.target, 'http://localhost').searchParams;
    const watched = this.#fakes.at({ region: query.get('region') ?? '', accountId: query.get('account') ?? '' });
    const value = await route({ watched, query, body });
    return value ? dataResponse(value) : NO_OBJECT;
  }

  /** Adds a call that a client has made. */
  addCall(fake: ConsoleFake, call: Omit<ConsoleCall, 'number'>): void {
    this.#fakes.watched(fake).addCall(call);
  }

  /** Ends to watch the fakes: they can live longer than the server. */
  end(): void {
    this.#fakes.end();
  }
}

const withMembers = (
  body: Uint8Array,
  act: (members: Readonly<Record<string, unknown>>) => Promise<object>,
): Promise<object> | undefined => {
  const members = membersIn(body);
  return members && act(members);
};

const NOTHING_HERE: ConsoleRefusal = {
  status: 404,
  name: 'NotFoundException',
  sentence: 'the console has nothing at this path, or not by this method',
};

const NO_OBJECT: ConsoleRefusal = {
  status: 400,
  name: 'BadRequestException',
  sentence: 'the body is no JSON object; expected one',
};
