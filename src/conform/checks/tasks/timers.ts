import type { Check } from '../../story/check.js';
import { cancelActivity, cancelTimer, complete, mark, timer } from '../../story/decisions.js';
import { ABSENT } from '../../story/match.js';

const BEHIND = 'TimerStarted ActivityTaskCanceled DecisionTaskScheduled TimerFired';

/** Checks of timers and markers. */
export const TIMER_CHECKS: readonly Check[] = [
  {
    id: 'timers.fires',
    question: 'Does a timer fire after its seconds, not before, with a decision task?',
    section: '3.8',
    seconds: 1,
    async story(ask) {
      const run = await ask.start();
      await run.decide(timer('day', 1, { control: 'c' }));
      await ask.wait(1);
      const events = await run.until('TimerFired');
      await ask.expect('the events', () => run.types(5), 'TimerStarted TimerFired DecisionTaskScheduled');
      const { latenessMillis } = ask.ground.pace;
      const span = Number(events[5]?.at) - Number(events[4]?.at);
      await ask.expect('the time', () => (span >= 1000 && span <= 1000 + latenessMillis ? 1000 : span), 1000);
      const started = { timerId: 'day', startToFireTimeout: '1', control: 'c', decisionTaskCompletedEventId: 4 };
      await ask.expect('TimerStarted', () => run.last('TimerStarted'), started);
      await ask.expect('TimerFired', () => run.last('TimerFired'), { timerId: 'day', startedEventId: 5 });
    },
  },
  {
    id: 'timers.cancel',
    question: 'Is a canceled timer written as TimerCanceled, without a decision task, and does it not fire?',
    section: '3.9',
    rows: ['moto 12'],
    seconds: 1,
    async story(ask) {
      const run = await ask.start();
      await run.decide(timer('day', 1), cancelTimer('day'));
      await ask.wait(1);
      await ask.expect('the events', () => run.types(5), 'TimerStarted TimerCanceled');
      const canceled = { timerId: 'day', startedEventId: 5, decisionTaskCompletedEventId: 4 };
      await ask.expect('TimerCanceled', () => run.last('TimerCanceled'), canceled);
    },
  },
  {
    id: 'timers.restart',
    question: 'Can one batch cancel a timer and start one with its id?',
    section: '3.9',
    async story(ask) {
      const run = await ask.start();
      await run.decide(timer('day', 100), cancelTimer('day'), timer('day', 200));
      await ask.expect('the events', () => run.types(5), 'TimerStarted TimerCanceled TimerStarted');
      await ask.expect('the open timers', async () => (await run.describe()).openCounts, { openTimers: 1 });
    },
  },
  {
    id: 'timers.idAgain',
    question: 'Is the id of a timer free once it has fired?',
    section: '1.6',
    async story(ask) {
      const run = await ask.start();
      await run.decide(timer('day', 0));
      await run.until('TimerFired');
      await run.decide(timer('day', 100));
      await ask.expect('the last event', async () => (await run.history()).at(-1)?.type, 'TimerStarted');
    },
  },
  {
    id: 'timers.zero',
    question: 'Does a timer of zero seconds fire after the batch?',
    section: '6.9',
    async story(ask) {
      const run = await ask.start();
      await run.decide(timer('now', 0), mark('behind'));
      await run.until('TimerFired');
      await ask.expect(
        'the events',
        () => run.types(5),
        'TimerStarted MarkerRecorded TimerFired DecisionTaskScheduled',
      );
    },
  },
  {
    id: 'timers.zeroBeforeSteps',
    question: 'Does a timer of zero seconds fire before the other steps after a batch?',
    section: '6.9',
    async story(ask) {
      const run = await ask.start();
      await run.decide(ask.schedule('charge'), cancelActivity('charge'), timer('now', 0));
      await run.until('ActivityTaskCanceled');
      await run.until('TimerFired');
      const types = 'TimerStarted TimerFired DecisionTaskScheduled ActivityTaskCanceled';
      // The service leaves the order of the steps open, so with a real clock each order is right.
      const orders = ask.ground.pace.isVirtual ? [types] : [types, BEHIND];
      const seen = await run.types(7);
      await ask.expect('the events', () => (orders.includes(seen) ? types : seen), types);
    },
  },
  {
    id: 'timers.marker',
    question: 'Is a marker written with its details, more than once by the same name, and without a decision task?',
    section: '3.7',
    async story(ask) {
      const run = await ask.start();
      await run.decide(mark('paid', { details: 'card 7' }), mark('paid'));
      await ask.expect('the events', () => run.types(4), 'DecisionTaskCompleted MarkerRecorded MarkerRecorded');
      const [first, second] = (await run.history()).slice(4).map(({ attributes }) => attributes);
      await ask.expect('the first', () => first, {
        markerName: 'paid',
        details: 'card 7',
        decisionTaskCompletedEventId: 4,
      });
      await ask.expect('the second', () => second, { markerName: 'paid', details: ABSENT });
    },
  },
  {
    id: 'timers.closed',
    question: 'Does a timer of a closed run never fire?',
    section: '7.4',
    seconds: 1,
    async story(ask) {
      const run = await ask.start();
      await run.decide(timer('day', 1), complete());
      await ask.wait(1);
      await ask.expect('the events', () => run.types(5), 'TimerStarted WorkflowExecutionCompleted');
    },
  },
];
