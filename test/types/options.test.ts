// Checked by `npm run types`: an expectation that is wrong is an error of the compiler. No function with misuse is called.
import { describe, expectTypeOf, it } from 'vitest';
import { eventsOf, SwfFake } from '../../src/index.js';
import { expect, test } from '../../src/testing/vitest.js';
import { shop } from '../support/shop.js';

describe('options', () => {
  it('are compared with their names', () => {
    const swf = shop();
    const right = (): unknown => [
      swf.client({ polls: 'long', maxAttempts: 1 }),
      swf.client({ polls: undefined }),
      swf.clock.advance('1.5h'),
    ];
    const misuse = (): unknown => [
      // @ts-expect-error the name is `polls`
      swf.client({ poll: 'long' }),
      // @ts-expect-error a client of the fake has no network
      swf.client({ endpoint: 'http://localhost' }),
      // @ts-expect-error a client of the fake has no network
      swf.client({ requestHandler: swf.requestHandler() }),
      // @ts-expect-error the name is `seed`
      new SwfFake({ sed: 1 }),
      // @ts-expect-error a duration has a unit
      swf.clock.advance('30'),
      // @ts-expect-error a duration is no number
      swf.after(30, () => undefined),
      // @ts-expect-error the unit is unknown
      swf.after('30min', () => undefined),
      // @ts-expect-error an execution has a timeout
      swf.register({ domain: 'shop', workflows: { 'Order@1': { timeouts: { execution: 'NONE' } } } }),
    ];
    expectTypeOf([right, misuse]).toBeArray();
  });
});

describe('events of a type', () => {
  it('have their attributes typed, and never undefined', () => {
    const [fired] = eventsOf(shop().history.length > 9 ? shop().history({ workflowId: 'a' }) : [], 'TimerFired');
    type Fired = NonNullable<typeof fired>;
    expectTypeOf<Fired['timerFiredEventAttributes']['timerId']>().toEqualTypeOf<string>();
    expectTypeOf<Fired['eventTimestamp']>().toEqualTypeOf<Date>();
    expectTypeOf<Fired['eventType']>().toEqualTypeOf<'TimerFired'>();
    const scheduled = eventsOf([], 'ActivityTaskScheduled').map((event) => event.activityTaskScheduledEventAttributes);
    expectTypeOf(scheduled[0]?.activityType.name).toEqualTypeOf<string | undefined>();
    expectTypeOf<(typeof scheduled)[0]['input']>().toEqualTypeOf<string | undefined>();
    const misuse = (): unknown => [
      // @ts-expect-error there is no such type of event
      eventsOf([], 'TimerFire'),
      // @ts-expect-error the event has the attributes of its own type
      fired?.timerStartedEventAttributes,
    ];
    expectTypeOf(misuse).toBeFunction();
  });
});

describe('attributes of matchers', () => {
  it('are those of the event', () => {
    const use = (): unknown => [
      expect([]).toBeClosedWith('COMPLETED', { result: 'paid' }),
      expect([]).toBeClosedWith('TERMINATED', { reason: expect.stringContaining('money') }),
      expect([]).toBeClosedWith('TIMED_OUT', { timeoutType: { asymmetricMatch: () => true } }),
      expect([]).not.toHaveClosedActivity('charge', 'TimedOut', { timeoutType: 'HEARTBEAT' }),
      expect([]).toHaveClosedActivity('charge', 'FAILED', { reason: 'no money', details: expect.anything() }),
      expect([]).toHaveOpenActivity('charge', { state: 'started', input: '1200' }),
      expect([]).toHaveClosedActivity('charge'),
    ];
    const misuse = (): unknown => [
      // @ts-expect-error the name is `result`
      expect([]).toBeClosedWith('COMPLETED', { results: 'paid' }),
      // @ts-expect-error a run that completed has no reason
      expect([]).toBeClosedWith('COMPLETED', { reason: 'paid' }),
      // @ts-expect-error a result is a string
      expect([]).toBeClosedWith('COMPLETED', { result: 7 }),
      // @ts-expect-error there is no such status
      expect([]).toBeClosedWith('DONE'),
      // @ts-expect-error there is no such timeout
      expect([]).toHaveClosedActivity('charge', 'TimedOut', { timeoutType: 'HEART_BEAT' }),
      // @ts-expect-error a task that timed out has no result
      expect([]).toHaveClosedActivity('charge', 'TIMED_OUT', { result: 'paid' }),
      // @ts-expect-error the name is `input`
      expect([]).toHaveOpenActivity('charge', { inputs: '1200' }),
    ];
    expectTypeOf([use, misuse]).toBeArray();
  });
});

describe('test.extend', () => {
  it('checks the options of the fake', () => {
    const use = (): unknown => {
      const seeded = test.extend({ swfOptions: { seed: 7, report: 'html' } });
      const more = seeded.extend<{ order: string }>({
        order: async ({ swf }, use) => {
          await use(String(swf.clock.now()));
        },
      });
      return more('an order', ({ order, swf, client }) => {
        expectTypeOf(order).toEqualTypeOf<string>();
        expectTypeOf(client).toHaveProperty('send');
        expectTypeOf(swf.clock).toHaveProperty('advance');
      });
    };
    const misuse = (): unknown => [
      // @ts-expect-error the name is `seed`
      test.extend({ swfOptions: { sed: 1 } }),
      // @ts-expect-error the name is `region`
      test.extend({ swfOptions: { seed: 1, regoin: 'eu-west-1' } }),
      // @ts-expect-error a report is a page of HTML
      test.extend({ swfOptions: { report: 'pdf' } }),
      // @ts-expect-error the report is of a test, not of a fake
      new SwfFake({ report: 'html' }),
      // @ts-expect-error a seed is a number
      test.extend({ swfOptions: { seed: '1' } }),
    ];
    expectTypeOf([use, misuse]).toBeArray();
  });
});
