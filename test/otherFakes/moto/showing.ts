import { SWFServiceException } from '@aws-sdk/client-swf';
import { expect } from 'vitest';
import { domain, ORDER, taskList } from '../../support/shop.js';
import { cancelActivity, child, decision, Play, schedule, timer } from '../play.js';
import type { Rival } from '../rival.js';

const ALWAYS = { oldestDate: new Date(0) };
const at = (second: number): Date => new Date(Date.UTC(2020, 0, 1, 0, 0, second));
const ids = (infos: readonly { execution: { workflowId: string | undefined } | undefined }[] = []) =>
  infos.map(({ execution }) => execution?.workflowId);

/** What is shown of it afterwards. */
export function showing({ row }: Rival): void {
  row(8, 'a workflow id that has an open run is refused without a word', async () => {
    const play = await Play.begun();
    const refused = { name: 'WorkflowExecutionAlreadyStartedFault', message: '' };
    await expect(play.start('order-7')).rejects.toMatchObject(refused);
  });

  row(9, 'a run without a parent says so with a zero', async () => {
    const play = await Play.begun();
    expect(play.last('WorkflowExecutionStarted')).toMatchObject({ parentInitiatedEventId: 0 });
  });
  row(9, 'a task that was never started says so with a zero', async () => {
    const play = await Play.begun();
    await play.decide(schedule('charge', { scheduleToStartTimeout: '30' }));
    play.swf.clock.advance('30s');
    expect(play.last('ActivityTaskTimedOut')).toMatchObject({ startedEventId: 0 });
    await play.decide(schedule('charge'));
    await play.signal();
    await play.decide(cancelActivity('charge'));
    expect(play.last('ActivityTaskCanceled')).toMatchObject({ startedEventId: 0 });
  });
  row(9, 'a child that was never initiated says so with a zero', async () => {
    const play = await Play.begun();
    await play.decide(child('kid', { workflowType: { name: 'Nope', version: '1' } }));
    expect(play.last('StartChildWorkflowExecutionFailed')).toMatchObject({ initiatedEventId: 0 });
  });
  row(9, 'the first decision task says with a zero that none was before it', async () => {
    const play = await Play.begun();
    const first = await play.client.pollForDecisionTask({ domain, taskList: { name: 'order-7' } });
    expect(first.previousStartedEventId).toBe(0);
  });

  row(10, 'a deprecated domain still lists what it has', async () => {
    const play = await Play.begun();
    await play.start('done');
    await play.terminate('done');
    await play.client.deprecateDomain({ name: domain });
    const open = await play.client.listOpenWorkflowExecutions({ domain, startTimeFilter: ALWAYS });
    const closed = await play.client.listClosedWorkflowExecutions({ domain, startTimeFilter: ALWAYS });
    expect([ids(open.executionInfos), ids(closed.executionInfos)]).toEqual([['order-7'], ['done']]);
    const types = await play.client.listWorkflowTypes({ domain, registrationStatus: 'DEPRECATED' });
    expect(types.typeInfos?.map(({ workflowType }) => workflowType)).toEqual([ORDER]);
    const domains = await play.client.listDomains({ registrationStatus: 'DEPRECATED' });
    expect(domains.domainInfos?.map(({ name }) => name)).toEqual([domain]);
  });

  row(11, 'a filter passes over none of several neighbours that do not match', async () => {
    const play = new Play();
    for (const id of ['a', 'b', 'c', 'd']) await play.start(id, { tagList: id === 'd' ? ['mine'] : [] });
    const filter = { startTimeFilter: ALWAYS, tagFilter: { tag: 'mine' } };
    expect(ids((await play.client.listOpenWorkflowExecutions({ domain, ...filter })).executionInfos)).toEqual(['d']);
  });
  row(11, 'a filter of close status compares the status', async () => {
    const play = new Play();
    for (const id of ['killed', 'done']) await play.start(id);
    await play.terminate('killed');
    await play.respond(await play.take('done'), decision('CompleteWorkflowExecution'));
    const closed = async (status: 'COMPLETED' | 'TERMINATED' | 'FAILED') => {
      const filter = { startTimeFilter: ALWAYS, closeStatusFilter: { status } };
      return ids((await play.client.listClosedWorkflowExecutions({ domain, ...filter })).executionInfos);
    };
    expect(await closed('COMPLETED')).toEqual(['done']);
    expect(await closed('TERMINATED')).toEqual(['killed']);
    expect(await closed('FAILED')).toEqual([]);
  });

  row(12, 'a run was started when it was started', async () => {
    const play = new Play();
    play.swf.clock.advance('5s');
    await play.start('order-7');
    expect((await play.describe()).executionInfo?.startTimestamp).toEqual(at(5));
  });
  row(12, 'a history comes in pages', async () => {
    const play = await Play.begun();
    const execution = { workflowId: 'order-7', runId: play.runId('order-7') };
    const input = { domain, execution, maximumPageSize: 1 };
    const { events, nextPageToken } = await play.client.getWorkflowExecutionHistory(input);
    const last = await play.client.getWorkflowExecutionHistory({ ...input, nextPageToken });
    expect([events, last.events].map((page) => page?.map(({ eventId }) => eventId))).toEqual([[1], [2]]);
    expect([typeof nextPageToken, last.nextPageToken]).toEqual(['string', undefined]);
  });
  row(12, 'the event of a canceled timer has the name of the model', async () => {
    const play = await Play.begun();
    await play.decide(timer('late'), decision('CancelTimer', { timerId: 'late' }));
    expect(play.types('order-7', 5)).toEqual(['TimerStarted', 'TimerCanceled']);
  });

  // moto is right here (docs/swf.md 12, doubt 2).
  row(13, 'a poll that finds nothing answers without a taskToken', async () => {
    const { client } = new Play();
    const decision = await client.pollForDecisionTask({ domain, taskList });
    expect(decision).toMatchObject({ startedEventId: 0, previousStartedEventId: 0 });
    const activity = await client.pollForActivityTask({ domain, taskList });
    expect(activity).toMatchObject({ startedEventId: 0 });
    for (const member of ['taskToken', 'activityId', 'workflowExecution']) {
      expect(decision).not.toHaveProperty(member);
      expect(activity).not.toHaveProperty(member);
    }
  });

  row(14, 'a response without a context leaves the one before', async () => {
    const play = await Play.begun();
    const answer = async (executionContext?: string) => {
      await play.client.respondDecisionTaskCompleted({ taskToken: await play.take(), executionContext });
      await play.signal();
      return (await play.describe()).latestExecutionContext;
    };
    expect([await answer(), await answer('step 1'), await answer(), await answer('')]).toEqual([
      undefined,
      'step 1',
      'step 1',
      '',
    ]);
  });

  // Namespaces are of the wire; whoever uses the SDK sees the name that follows them.
  row(15, 'what cannot be read is a SerializationException, by the name that the SDK shows', async () => {
    const { client } = new Play();
    const call = client.describeDomain({ name: 5 as never });
    await expect(call).rejects.toBeInstanceOf(SWFServiceException);
    await expect(call).rejects.toMatchObject({
      name: 'SerializationException',
      message: 'class java.lang.Integer can not be converted to an String',
      $fault: 'client',
      $metadata: { httpStatusCode: 400 },
    });
  });

  row(18, 'a terminated run says when it closed', async () => {
    const play = await Play.begun();
    play.swf.clock.advance('5s');
    await play.terminate('order-7');
    expect((await play.describe()).executionInfo).toMatchObject({
      executionStatus: 'CLOSED',
      closeStatus: 'TERMINATED',
      closeTimestamp: at(5),
    });
  });
}
