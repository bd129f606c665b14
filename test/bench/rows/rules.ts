import { exportHistory, SwfFake } from '../../../src/index.js';
import {
  type AuditHistory,
  always,
  atMostOnce,
  audit,
  before,
  event,
  eventually,
  leadsTo,
  never,
  type Rule,
} from '../../../src/rules/index.js';
import { timed } from '../measure.js';
import type { Row } from '../row.js';

/** What rules cost: many histories, read and judged, against the reading of their JSON. */

const HISTORIES = 10_000;
const EVENTS = 50;

const RULES: readonly Rule[] = [
  never('no failure', 'WorkflowExecutionFailed'),
  never('no task times out', ['ActivityTaskTimedOut', 'DecisionTaskTimedOut']),
  never(
    'nothing large',
    event('ActivityTaskScheduled', ({ attributes }) => attributes.input === 'large'),
  ),
  eventually('is paid', 'ActivityTaskCompleted'),
  eventually('is started', 'WorkflowExecutionStarted'),
  leadsTo('decided within a day', 'DecisionTaskScheduled', 'DecisionTaskStarted', { within: '1d' }),
  leadsTo('done', 'ActivityTaskScheduled', ['ActivityTaskCompleted', 'ActivityTaskTimedOut'], {
    within: '3d',
    key: (one, run) => run.subject(one),
  }),
  atMostOnce('one id each', 'ActivityTaskScheduled', { key: ({ attributes }) => attributes.activityId }),
  before('scheduled first', 'DecisionTaskScheduled', 'ActivityTaskScheduled'),
  always('ids go up', ({ event: { id } }) => id > 0),
];

/** A history of 50 events, as the AWS CLI prints it. */
async function history(): Promise<string> {
  const swf = new SwfFake();
  const client = swf.client();
  const { domain, workflowId } = swf.scheduleActivity({ activity: 'Charge@1', activityId: 'charge-0', input: '1200' });
  const taskList = { name: 'default' };
  for (let i = 1; swf.history({ workflowId }).length < EVENTS; i += 1) {
    const work = await client.pollForActivityTask({ domain, taskList });
    await client.respondActivityTaskCompleted({ taskToken: work.taskToken, result: 'paid' });
    const { taskToken } = await client.pollForDecisionTask({ domain, taskList });
    const attributes = { activityId: `charge-${i}`, activityType: { name: 'Charge', version: '1' }, taskList };
    await client.respondDecisionTaskCompleted({
      taskToken,
      decisions: [{ decisionType: 'ScheduleActivityTask', scheduleActivityTaskDecisionAttributes: attributes }],
    });
  }
  return JSON.stringify({ events: exportHistory(swf.history({ workflowId })).events.slice(0, EVENTS) });
}

const auditRow: Row = {
  name: 'audit',
  subject: `audit() of ${HISTORIES.toLocaleString('en')} parsed histories of ${EVENTS} events by ${RULES.length} rules`,
  limit: 'JSON.parse() of them',
  goal: 3,
  pairs: 5,
  warmUps: 1,
  unit: 'ms',
  prepare: async () => {
    const text = await history();
    const parsed = (): AuditHistory[] =>
      Array.from({ length: HISTORIES }, (_, i) => ({ id: `order-${i}`, history: JSON.parse(text) }));
    const histories = parsed();
    const judged = (): void => {
      const { rules } = audit(RULES, histories);
      const idle = rules.find(({ cases }) => cases === 0);
      if (idle) throw new Error(`bench: the rule '${idle.name}' did not apply`);
    };
    return { limit: () => timed(1, parsed), subject: () => timed(1, judged) };
  },
};

export const ruleRows: readonly Row[] = [auditRow];
