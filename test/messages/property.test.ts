import fc from 'fast-check';
import type { SwfFake } from '../../src/index.js';
import {
  arbitraries,
  commands,
  mustFinish,
  simulations,
  type World,
  withConnectionLost,
} from '../../src/property/index.js';
import { harness } from '../../src/simulation/index.js';
import { shop } from '../support/shop.js';
import { messageTable, type Row } from './frame.js';

/** What JavaScript lets through. */
const wrong = (value: unknown): never => value as never;
const options = {
  domain: 'shop',
  workflows: ['Order@1'],
  deciders: ['order'],
  without: ['cancel', 'terminate', 'wait', 'loseConnection'] as const,
};

/** Runs the first command that polls, in a world that is not as the commands expect it. */
async function polled(world: Partial<World>): Promise<void> {
  const swf = shop();
  const real: World = { swf, client: swf.client(), ...world };
  const [drawn] = fc.sample(commands(fc, options), { numRuns: 1, seed: 1 });
  for (const command of [...(drawn ?? [])]) if (String(command).includes('order')) await command.run(real, real);
}

/** A fake whose own state is broken. */
function brokenFake(): SwfFake {
  const swf = shop();
  const [violation] = [{ rule: 'at most one decision task waits', detail: 'event 5 DecisionTaskScheduled' }];
  return Object.assign(swf, { checkInvariants: () => [violation] });
}

async function unfinished(): Promise<void> {
  const definition = { workflows: { 'Order@1': () => [] }, invariant: () => 'never paid' };
  await mustFinish(definition, { start: { workflow: 'Order@1' }, seed: 1, plan: [], schedule: [] });
}

/** Runs commands that start runs, in a world with this invariant. */
async function checked(invariant: () => unknown): Promise<void> {
  const swf = shop();
  const real: World = { swf, client: swf.client(), invariant };
  const starts = commands(fc, { domain: 'shop', workflows: ['Order@1'], without: ['wait', 'cancel', 'terminate'] });
  const [drawn] = fc.sample(starts, 50).filter((list) => [...list].length > 0);
  await fc.asyncModelRun(() => ({ model: real, real }), drawn ?? []);
}

const rows: readonly Row[] = [
  [
    'an invariant that returns false',
    () => checked(() => false),
    'swfake: the invariant of the world returned false: the property does not hold',
  ],
  [
    'an invariant that returns a text',
    () => checked(async () => 'paid twice'),
    'swfake: the invariant of the world does not hold: paid twice',
  ],
  [
    'an invariant that returns an error',
    () => checked(() => new Error('paid twice')),
    "swfake: the invariant of the world returned the error 'Error: paid twice'; expected undefined or true or false or a text. Throw an error that the test must see",
  ],
  [
    'a decider of a world that is no function',
    () => polled({ deciders: { order: wrong('order') } }),
    "swfake: deciders.order was given as 'order'; expected a function",
  ],
  [
    'a connection that loses another call',
    () => withConnectionLost(shop().client(), wrong('answer'), () => 0),
    "swfake: the call that withConnectionLost() loses was given as 'answer'; expected 'poll' or 'request' or 'response'",
  ],
  [
    'no function whose connection is lost',
    () => withConnectionLost(shop().client(), 'poll', wrong(undefined)),
    'swfake: the function of withConnectionLost() was given as undefined; expected a function',
  ],
  [
    'no duration in a range',
    () => arbitraries(fc).duration({ min: '2m', max: '1m' }),
    "swfake: no duration is between min '2m' and max '1m'; give a min that is not greater than max",
  ],
  [
    'decisions of another object',
    () => arbitraries(fc).decisions(wrong({}), { workflowId: 'order-7' }),
    'swfake: expected a SwfFake, but got {}',
  ],
  [
    'decisions of a harness',
    () => arbitraries(fc).decisions(wrong(harness({ workflows: {} })), { workflowId: 'order-7' }),
    'swfake: expected a SwfFake, but got {"swf":{"clock":{}}}',
  ],
  [
    'a misspelt decider of a world',
    () => polled({ deciders: { odrer: () => undefined } }),
    "swfake: the world has no deciders.order: its deciders are 'odrer'",
  ],
  ['a world without deciders', () => polled({}), 'swfake: the world has no deciders.order: its deciders are none'],
  [
    'a fake that breaks its own rules',
    () => polled({ swf: brokenFake(), deciders: { order: () => undefined } }),
    "swfake: the fake broke its own rule 'at most one decision task waits' (event 5 DecisionTaskScheduled): this is a bug in swfake, please report it",
  ],
  [
    'simulations of no run',
    () => simulations(fc, wrong({ start: 'Order@1' })),
    "swfake: start was given as 'Order@1'; expected a run, such as { workflow: 'Order@1' }, or an arbitrary of runs",
  ],
  [
    'a simulation that does not finish',
    () => unfinished().catch((error: Error) => error.message.split('\n')[0]),
    'invariant violated: never paid',
  ],
];

messageTable('properties', {
  of: ['src/property'],
  rows,
  unreached: [
    ['socket hang up', 'the error of Node, as the caller gets it'],
    ['the input has no member', 'its paths come from the shapes'],
    ['the walk has no decision', 'the names of decisions are types'],
    ['the fake refused a drawn call', 'only a bug of the fake leads to it'],
  ],
});
