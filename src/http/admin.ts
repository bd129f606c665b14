import type { SwfFake } from '../fake.js';
import { timeline } from '../render/index.js';
import type { ExecutionFilter, ExecutionRef } from '../shell/views.js';
import { type Answer, pageAnswer, type Refusal, refusal, refusalAnswer, wordsOf } from './answer.js';
import { ADMIN } from './guard.js';

type Query = Readonly<Record<string, string>>;

interface Route {
  readonly method: 'GET' | 'POST';
  /** The parameters that it takes, and whether one must be there. */
  readonly takes: Readonly<Record<string, 'needed' | 'optional'>>;
  readonly says: string;
  /** Text, or something for JSON. */
  run(swf: SwfFake, query: Query): unknown;
}

const EXECUTION = { workflowId: 'needed', runId: 'optional', domain: 'optional' } as const;

const ROUTES: Readonly<Record<string, Route>> = {
  clock: {
    method: 'GET',
    takes: {},
    says: "the fake's time",
    run: timeOf,
  },
  advance: {
    method: 'POST',
    takes: { by: 'optional', to: 'optional', wait: 'optional' },
    says: 'lets time pass: by=31s, to=2020-01-02T00:00:00Z, or until something is due; by=3d&wait=true stops for resident workers',
    run: advance,
  },
  runs: {
    method: 'GET',
    takes: { domain: 'optional', workflowId: 'optional', status: 'optional' },
    says: 'every run, oldest first',
    run: (swf, query) => ({ runs: swf.runs(query as ExecutionFilter) }),
  },
  history: {
    method: 'GET',
    takes: EXECUTION,
    says: 'the history of a run, as swfake show and swfake verify take it',
    run: (swf, query) => ({ events: swf.history(executionIn(query)) }),
  },
  timeline: {
    method: 'GET',
    takes: EXECUTION,
    says: 'the history of a run as text',
    run: (swf, query) => timeline(swf.history(executionIn(query))),
  },
  explain: {
    method: 'GET',
    takes: EXECUTION,
    says: 'why a run does what it does, or nothing',
    run: (swf, query) => swf.explain(executionIn(query)),
  },
};

/** What the admin path answers: the fake's own views, and its clock. */
export async function adminAnswer(swf: SwfFake, method: string, target: string): Promise<Answer> {
  const { pathname, searchParams } = new URL(target, 'http://localhost');
  const name = pathname.slice(ADMIN.length + 1);
  if (name === '') return pageAnswer(help());
  const query = Object.fromEntries(searchParams);
  const route = Object.hasOwn(ROUTES, name) ? ROUTES[name] : undefined;
  const refused = misusedBy(route, method, query);
  if (refused) return refusalAnswer(refused, false);
  try {
    return pageAnswer(await route?.run(swf, query));
  } catch (error) {
    return refusalAnswer(refusal(400, 'BadRequestException', wordsOf(error)), false);
  }
}

function misusedBy(route: Route | undefined, method: string, query: Query): Refusal | undefined {
  if (!route) return refusal(404, 'NotFoundException', `there is nothing here; there is\n${help()}`);
  if (method !== route.method) return refusal(405, 'MethodNotAllowedException', `this wants ${route.method}`);
  const strange = Object.keys(query).find((name) => !Object.hasOwn(route.takes, name));
  const known = Object.keys(route.takes).join(', ') || 'none';
  if (strange !== undefined)
    return refusal(400, 'BadRequestException', `no parameter ${strange} here; there is ${known}`);
  const missing = Object.keys(route.takes).find((name) => route.takes[name] === 'needed' && !query[name]);
  return missing === undefined ? undefined : refusal(400, 'BadRequestException', `the parameter ${missing} is missing`);
}

const help = (): string =>
  Object.entries(ROUTES)
    .map(([name, { method, takes, says }]) => {
      const parameters = Object.keys(takes).join('&');
      return `${method.padEnd(4)} ${ADMIN}/${name}${parameters && `?${parameters}`}  ${says}`;
    })
    .join('\n');

const executionIn = (query: Query): ExecutionRef => query as unknown as ExecutionRef;

async function advance({ clock }: SwfFake, query: Query): Promise<object> {
  assertClear(query);
  const { by, to, wait } = query;
  if (by !== undefined && wait === 'true') await clock.advanceAsync(by);
  else if (by !== undefined) clock.advance(by);
  else if (to !== undefined) clock.advanceTo(new Date(to));
  else clock.advanceToNext();
  return { now: clock.now() };
}

/** @throws TypeError if nobody can tell how far time is to pass. */
function assertClear({ by, to, wait }: Query): void {
  if (by !== undefined && to !== undefined)
    throw new TypeError('time passes by=31s or to=2020-01-02T00:00:00Z, not both');
  if (wait === undefined) return;
  if (wait !== 'true' && wait !== 'false') throw new TypeError(`wait is true or false, not '${wait}'`);
  if (by === undefined) throw new TypeError('wait goes with by: by=3d&wait=true');
}

function timeOf({ clock }: SwfFake): object {
  return { now: clock.now() };
}
