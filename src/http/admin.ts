import type { Duration } from '../args/durations.js';
import { quoted, quotedNames } from '../args/quoted.js';
import type { SwfFake } from '../fake.js';
import { timeline } from '../render/timeline.js';
import type { ExecutionFilter, ExecutionRef } from '../shell/runSummaries.js';
import type { Fakes } from './fakes.js';
import { ADMIN, ADMIN_HEADER } from './requestGuard.js';
import { errorText, type PlainResponse, pageResponse, type Refusal, refusal, refusalResponse } from './responses.js';

type Query = Readonly<Record<string, string>>;

interface Route {
  readonly method: 'GET' | 'POST';
  /** The names of the query's parameters. */
  readonly parameters: Readonly<Record<string, 'needed' | 'optional'>>;
  /** The description in the list of routes. */
  readonly description: string;
  /** Returns a text, or a value for JSON. */
  run(swf: SwfFake, query: Query): unknown;
}

const EXECUTION = { workflowId: 'needed', runId: 'optional', domain: 'optional' } as const;
/** The parameters of every route: the fake. */
const PLACE = { region: 'optional', account: 'optional' } as const;

const ROUTES: Readonly<Record<string, Route>> = {
  clock: {
    method: 'GET',
    parameters: {},
    description: "the time of the fake's clock",
    run: timeOf,
  },
  advance: {
    method: 'POST',
    parameters: { by: 'optional', to: 'optional', wait: 'optional' },
    description:
      'advances the clock: by=31s, to=2020-01-02T00:00:00Z, or to the next event; by=3d&wait=true waits for poll loops',
    run: advance,
  },
  runs: {
    method: 'GET',
    parameters: { domain: 'optional', workflowId: 'optional', status: 'optional' },
    description: 'every run, oldest first',
    run: (swf, query) => ({ runs: swf.runs(query as ExecutionFilter) }),
  },
  history: {
    method: 'GET',
    parameters: EXECUTION,
    description: 'the history of a run as JSON, for swfake show and swfake verify',
    run: (swf, query) => ({ events: swf.history(executionIn(query)) }),
  },
  timeline: {
    method: 'GET',
    parameters: EXECUTION,
    description: 'the history of a run as text',
    run: (swf, query) => timeline(swf.history(executionIn(query))),
  },
  explain: {
    method: 'GET',
    parameters: EXECUTION,
    description: 'an explanation of the state of a run',
    run: (swf, query) => swf.explain(executionIn(query)),
  },
};

/** Answers a request to the admin path: it shows the fake's runs and histories, and moves its clock. */
export async function adminResponse(fakes: Fakes, method: string, target: string): Promise<PlainResponse> {
  const { pathname, searchParams } = new URL(target, 'http://localhost');
  const name = pathname.slice(ADMIN.length + 1);
  if (name === '' && method === 'GET') return pageResponse(help());
  const query = Object.fromEntries(searchParams);
  const route = Object.hasOwn(ROUTES, name) ? ROUTES[name] : undefined;
  const refused = routeRefusal(route, method, query);
  if (refused) return refusalResponse(refused, false);
  try {
    const { region, account, ...others } = query;
    const { swf } = fakes.named({ ...(region && { region }), ...(account && { accountId: account }) });
    return pageResponse(await route?.run(swf, others));
  } catch (error) {
    return refusalResponse(refusal(400, 'BadRequestException', errorText(error)), false);
  }
}

function routeRefusal(route: Route | undefined, method: string, query: Query): Refusal | undefined {
  if (!route) return refusal(404, 'NotFoundException', `there is nothing at this path; expected one of\n${help()}`);
  if (method !== route.method)
    return refusal(405, 'MethodNotAllowedException', `the method is ${method}; expected ${route.method}`);
  const parameters = { ...route.parameters, ...PLACE };
  const unknown = Object.keys(query).find((name) => !Object.hasOwn(parameters, name));
  const known = quotedNames(Object.keys(parameters));
  if (unknown !== undefined)
    return refusal(400, 'BadRequestException', `unknown parameter ${quoted(unknown)}; expected ${known}`);
  const missing = Object.keys(route.parameters).find((name) => route.parameters[name] === 'needed' && !query[name]);
  return missing === undefined
    ? undefined
    : refusal(400, 'BadRequestException', `the parameter '${missing}' is missing; add ?${missing}=…`);
}

const help = (): string =>
  Object.entries(ROUTES)
    .map(([name, { method, parameters, description }]) => {
      const query = Object.keys(parameters).join('&');
      return `${method.padEnd(4)} ${ADMIN}/${name}${query && `?${query}`}  ${description}`;
    })
    .concat('', `Every request takes region and account too. POST needs the header ${ADMIN_HEADER}: true.`)
    .join('\n');

const executionIn = (query: Query): ExecutionRef => query as unknown as ExecutionRef;

/**
 * Moves the clock: `by` a duration, `to` a time, or to the next timeout or timer. Resolves to the new time.
 *
 * @throws Error if the clock cannot be moved so.
 */
export async function advance({ clock }: SwfFake, query: Query): Promise<object> {
  checkAdvance(query);
  const { to, wait } = query;
  // The clock refuses a text that is no duration.
  const by = query.by as Duration | undefined;
  if (by !== undefined && wait === 'true') await clock.advanceAsync(by);
  else if (by !== undefined) clock.advance(by);
  else if (to !== undefined) clock.advanceTo(new Date(to));
  else clock.advanceToNext();
  return { now: clock.now() };
}

function checkAdvance({ by, to, wait }: Query): void {
  if (by !== undefined && to !== undefined)
    throw new TypeError('by and to are both given; expected by=31s or to=2020-01-02T00:00:00Z');
  if (wait === undefined) return;
  if (wait !== 'true' && wait !== 'false')
    throw new TypeError(`wait was given as ${quoted(wait)}; expected true or false`);
  if (by === undefined) throw new TypeError('wait is given without by; expected by=3d&wait=true');
}

function timeOf({ clock }: SwfFake): object {
  return { now: clock.now() };
}
