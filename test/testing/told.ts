import { domain, schedule, shop, start, startTimer, taskList } from '../support/shop.js';

type Fake = ReturnType<typeof shop>;

/** A history as the AWS CLI prints it: JSON with seconds since the epoch. */
export const asPrinted = (history: readonly object[]): readonly object[] =>
  JSON.parse(JSON.stringify(history), (name, value) =>
    name === 'eventTimestamp' ? new Date(value).getTime() / 1000 : value,
  );

/** The forms in which one history may come. */
export const FORMS: Readonly<Record<string, (history: readonly object[]) => readonly object[]>> = {
  'of the fake': (history) => history,
  'that the CLI prints': asPrinted,
  'newest first': (history) => history.toReversed(),
};

export async function decide(swf: Fake, ...decisions: readonly object[]): Promise<void> {
  const { taskToken } = await swf.send('PollForDecisionTask', { domain, taskList, identity: 'decider' });
  await swf.send('RespondDecisionTaskCompleted', { taskToken, decisions: decisions as never });
}

/** An order: the card is charged, the parcel is open, a reminder fires, a timer fails. */
export async function order(options: object = {}): Promise<Fake> {
  const swf = shop(options);
  await start(swf.client(), 'order-7', { input: 'a book' });
  await decide(swf, schedule('charge', { input: 'card 7' }), schedule('pack'), startTimer('reminder', '60'));
  const poll = { domain, taskList, identity: 'worker-1' };
  const { taskToken } = await swf.send('PollForActivityTask', poll);
  await swf.send('RespondActivityTaskCompleted', { taskToken, result: 'paid' });
  swf.clock.advance('61s');
  await decide(swf, { decisionType: 'CancelTimer', cancelTimerDecisionAttributes: { timerId: 'reminder' } });
  return swf;
}

/** What an expectation says that does not hold. */
export function saidBy(expectation: () => unknown): string {
  try {
    expectation();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it holds');
}
