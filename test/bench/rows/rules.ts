import { exportHistory } from '../../../src/index.js';
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
import { longHistory } from '../longHistory.js';
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
const history = async (): Promise<string> => JSON.stringify(exportHistory(await longHistory(EVENTS)));

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
