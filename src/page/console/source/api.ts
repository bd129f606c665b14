import {
  CONSOLE_PATH,
  type ConsoleAnswer,
  type ConsoleChanges,
  type ConsoleDomain,
  type ConsoleOperation,
  type ConsolePlace,
  TOKEN_HEADER,
} from '../../../render/html/consoleData.js';

/** The state of the page: the server sends the rest. */
export interface Known {
  readonly place: ConsolePlace | undefined;
  readonly since: number;
  readonly calls: number;
  readonly run: number | undefined;
  readonly events: number;
}

/** Thrown when the server refuses a request of the page: it has another token, or it has ended. */
export class Refused extends Error {}

/** The requests of the page. */
export class Api {
  /** `send` is the `fetch` of the page. */
  constructor(
    readonly token: string,
    readonly send: typeof fetch,
  ) {}

  /** Returns what changed. @throws Refused if the server refuses; another error if it does not answer. */
  async changes({ place, since, calls, run, events }: Known): Promise<ConsoleChanges> {
    const query = { since, calls, ...(run !== undefined && { run, events }) };
    const text = Object.entries(query).map(([name, value]) => `${name}=${value}`);
    return (await this.#read(`changes?${[...text, ...placeQuery(place)].join('&')}`)) as ConsoleChanges;
  }

  /** Returns the domains and workflow types that a run can be started with. */
  async domains(place: ConsolePlace | undefined): Promise<readonly ConsoleDomain[]> {
    const { domains } = (await this.#read(`domains?${placeQuery(place).join('&')}`)) as { domains: ConsoleDomain[] };
    return domains;
  }

  /** Calls an operation of the service. */
  call(place: ConsolePlace | undefined, op: ConsoleOperation, input: object): Promise<ConsoleAnswer> {
    return this.#act('call', place, { op, input });
  }

  /** Moves the clock `by` a duration, `to` a time, or to what is due next. */
  advance(place: ConsolePlace | undefined, parameters: Readonly<Record<string, string>>): Promise<ConsoleAnswer> {
    return this.#act('advance', place, parameters);
  }

  #read(path: string): Promise<unknown> {
    return this.#ask(path, { headers: { [TOKEN_HEADER]: this.token }, cache: 'no-store' });
  }

  async #act(path: string, place: ConsolePlace | undefined, value: object): Promise<ConsoleAnswer> {
    const headers = { [TOKEN_HEADER]: this.token, 'content-type': 'application/json' };
    try {
      const init = { method: 'POST', headers, body: JSON.stringify(value) };
      return (await this.#ask(`${path}?${placeQuery(place).join('&')}`, init)) as ConsoleAnswer;
    } catch (error) {
      return { fault: 'Error', message: error instanceof Refused ? error.message : 'the server does not answer' };
    }
  }

  async #ask(path: string, init: RequestInit): Promise<unknown> {
    const response = await this.send(`${CONSOLE_PATH}/${path}`, init);
    if (response.ok) return response.json();
    throw new Refused((await response.text()).trim().replace(/^swfake: /, ''));
  }
}

const placeQuery = (place: ConsolePlace | undefined): readonly string[] =>
  place ? [`region=${encodeURIComponent(place.region)}`, `account=${encodeURIComponent(place.accountId)}`] : [];
