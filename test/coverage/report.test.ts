import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../src/coverage/catalogue.js';
import { Coverage, missing, NO_TYPE, reportOf, table } from '../../src/coverage/index.js';
import { MODEL } from '../support/coverage/model.js';

const ORDER = {
  'event WorkflowExecutionStarted': 3,
  'event StartTimerFailed': 2,
  'event TimerStarted': 1,
  'cause StartTimerFailed TIMER_ID_ALREADY_IN_USE': 2,
  'event DecisionTaskTimedOut': 1,
  'timeout DecisionTaskTimedOut START_TO_CLOSE': 1,
  'fault StartWorkflowExecution ThrottlingException': 1,
};

describe('the catalogue', () => {
  it('is what the API model and the SDK know', () => {
    const kinds = ['event types', 'failure causes', 'declared faults'];
    const known = kinds.flatMap((kind) => MODEL[kind] as readonly string[]);
    expect(CATALOGUE.filter((fact) => !fact.startsWith('timeout')).toSorted()).toEqual(known.toSorted());
    expect(CATALOGUE.filter((fact) => fact.startsWith('timeout'))).toHaveLength(9);
  });
});

describe('the report', () => {
  it('has of each workflow type what it met, and what is left', () => {
    const report = reportOf({ 'Order@1': ORDER, [NO_TYPE]: {} });
    expect(report['Order@1']?.covered).toBe(ORDER);
    expect(report['Order@1']?.missing).toContain('timeout DecisionTaskTimedOut SCHEDULE_TO_START');
    expect(report['Order@1']?.missing).not.toContain('event TimerStarted');
    expect(report['Order@1']?.missing).not.toContain('fault DescribeDomain UnknownResourceFault');
    expect(report[NO_TYPE]?.missing).toContain('fault DescribeDomain UnknownResourceFault');
    expect(report[NO_TYPE]?.missing).not.toContain('event TimerStarted');
  });
});

describe('the table', () => {
  it('is compact: a thing that a workflow never uses is a word', () => {
    expect(table({ 'Order@1': ORDER })).toMatchInlineSnapshot(`
      "swfake: coverage of Amazon SWF

      Order@1
        the run           covered WorkflowExecutionStarted 3
                          missing CancelWorkflowExecutionFailed (OPERATION_NOT_PERMITTED, UNHANDLED_DECISION),
                                  CompleteWorkflowExecutionFailed (OPERATION_NOT_PERMITTED, UNHANDLED_DECISION),
                                  FailWorkflowExecutionFailed (OPERATION_NOT_PERMITTED, UNHANDLED_DECISION),
                                  WorkflowExecutionCancelRequested, WorkflowExecutionCanceled, WorkflowExecutionCompleted,
                                  WorkflowExecutionFailed, WorkflowExecutionSignaled, WorkflowExecutionTerminated,
                                  WorkflowExecutionTimedOut (START_TO_CLOSE)
        timers            covered StartTimerFailed (TIMER_ID_ALREADY_IN_USE 2), TimerStarted 1
                          missing CancelTimerFailed (OPERATION_NOT_PERMITTED, TIMER_ID_UNKNOWN), StartTimerFailed
                                  (OPEN_TIMERS_LIMIT_EXCEEDED, OPERATION_NOT_PERMITTED, TIMER_CREATION_RATE_EXCEEDED),
                                  TimerCanceled, TimerFired
        decision tasks    covered DecisionTaskTimedOut (START_TO_CLOSE 1)
                          missing DecisionTaskCompleted, DecisionTaskScheduled, DecisionTaskStarted, DecisionTaskTimedOut
                                  (SCHEDULE_TO_START)
        faults            covered StartWorkflowExecution (ThrottlingException 1)
                          missing DefaultUndefinedFault (StartWorkflowExecution), LimitExceededFault (RegisterWorkflowType,
                                  StartWorkflowExecution), OperationNotPermittedFault (16 operations),
                                  TypeAlreadyExistsFault (RegisterWorkflowType, UndeprecateWorkflowType),
                                  TypeDeprecatedFault (DeprecateWorkflowType, StartWorkflowExecution),
                                  TypeNotDeprecatedFault (DeleteWorkflowType), UnknownResourceFault (16 operations),
                                  WorkflowExecutionAlreadyStartedFault (StartWorkflowExecution)
        untouched                 activities, children, other workflows, lambda functions, markers, continuing as new"
    `);
  });

  it('tells of faults of operations that are about no workflow', () => {
    const told = table({ [NO_TYPE]: { 'fault RegisterDomain DomainAlreadyExistsFault': 2 } });
    expect(told.split('\n').slice(2, 5)).toMatchInlineSnapshot(`
      [
        "(no workflow type)",
        "  faults            covered RegisterDomain (DomainAlreadyExistsFault 2)",
        "                    missing DomainAlreadyExistsFault (UndeprecateDomain), DomainDeprecatedFault (DeprecateDomain),",
      ]
    `);
  });

  it('says that there is nothing, where there is nothing', () => {
    expect(table(new Coverage().toJSON())).toBe('swfake: coverage of Amazon SWF\n\nnothing');
  });
});

describe('what is required', () => {
  it.each([
    ['event TimerStarted', true],
    ['Order@1 event TimerStarted', true],
    ['Order@2 event TimerStarted', false],
    ['cause StartTimerFailed TIMER_ID_ALREADY_IN_USE', true],
    ['cause StartTimerFailed OPEN_TIMERS_LIMIT_EXCEEDED', false],
    ['timeout DecisionTaskTimedOut START_TO_CLOSE', true],
    ['fault StartWorkflowExecution ThrottlingException', true],
    ['fault StartWorkflowExecution ValidationException', false],
    ['An event of ours@1 event TimerStarted', false],
  ])('%s: %s', (name, met) => {
    expect(missing([name], { 'Order@1': ORDER })).toEqual(met ? [] : [name]);
  });

  it.each([
    ['event TimerStartet', "did you mean 'event TimerStarted'?"],
    ['cause StartTimerFailed TIMER_ID_IN_USE', "expected one like 'cause StartTimerFailed"],
    ['TimerStarted', "expected one like 'cause StartTimerFailed"],
  ])('%s is no name: %s', (name, said) => {
    expect(() => missing([name], {})).toThrow(said);
  });
});
