// Checked by `npm run types`: an expectation that is wrong is an error of the compiler.
import type {
  DescribeWorkflowExecutionCommandOutput,
  GetWorkflowExecutionHistoryCommandOutput,
  HistoryEvent,
  PollForDecisionTaskCommandOutput,
} from '@aws-sdk/client-swf';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { exportHistory } from '../../src/index.js';
import { timeline } from '../../src/render/index.js';
import { checkHistory, type ExportedHistory, replay, replayAll, verifyHistory } from '../../src/replay/index.js';
import { shop, start } from '../support/shop.js';

type Page = GetWorkflowExecutionHistoryCommandOutput;

describe('a history that is typed with the SDK', () => {
  it('is accepted by every function that reads one', async () => {
    const swf = shop();
    const client = swf.client();
    const { runId = '' } = await start(client);
    const execution = { workflowId: 'order-7', runId };
    const page = await client.getWorkflowExecutionHistory({ domain: 'shop', execution });
    const described = await client.describeWorkflowExecution({ domain: 'shop', execution });
    const forms = [page, [page], [described, page], swf.history(execution), exportHistory([page])] as const;
    for (const form of forms) {
      expect(verifyHistory(form).verdict).toBe('verified');
      expect(checkHistory(form)).toEqual([]);
      expect(timeline(form)).toContain('#1  +0s  WorkflowExecutionStarted workflowType=Order@1');
      expect(exportHistory(form).events).toHaveLength(2);
      expect((await replay(form, () => [])).verdict).toBe('skipped');
      expect((await replayAll([form, { id: 'a', pages: form }], () => [])).skipped).toHaveLength(2);
    }
  });

  it('has every form of the SDK', () => {
    expectTypeOf<Page>().toExtend<ExportedHistory>();
    expectTypeOf<readonly Page[]>().toExtend<ExportedHistory>();
    expectTypeOf<HistoryEvent[]>().toExtend<ExportedHistory>();
    expectTypeOf<HistoryEvent[][]>().toExtend<ExportedHistory>();
    expectTypeOf<PollForDecisionTaskCommandOutput>().toExtend<ExportedHistory>();
    expectTypeOf<(Page | DescribeWorkflowExecutionCommandOutput)[]>().toExtend<ExportedHistory>();
    expectTypeOf<string>().not.toExtend<ExportedHistory>();
  });
});
