import { expect, it } from 'vitest';
import { consoleCall } from '../../src/http/consoleCall.js';
import type { Exchange } from '../../src/http/logLine.js';
import { shop } from '../support/shop.js';

function responded(decisions: unknown): Exchange {
  const swf = shop();
  const headers = { 'x-amz-target': 'SimpleWorkflowService.RespondDecisionTaskCompleted' };
  const place = { region: 'us-east-1', accountId: '123456789012' };
  return {
    head: { method: 'POST', target: '/', headers, hosts: [] },
    body: new TextEncoder().encode(JSON.stringify({ decisions })),
    fake: { place, swf, requestHandler: swf.requestHandler() },
    answer: { status: 200, headers: {}, body: '' },
    gone: false,
    millis: 1.6,
  };
}

it.each<readonly [unknown, string | undefined]>([
  [[{ decisionType: 'StartTimer' }, { decisionType: 'RecordMarker' }], 'StartTimer, RecordMarker'],
  [[{ decisionType: { toString: 1 } }, {}], '{"toString":1}, undefined'],
  [[], 'no decision'],
  [{ toString: 1 }, undefined],
])('names the decisions %j', (decisions, text) => {
  expect(consoleCall(responded(decisions))).toMatchObject({ operation: 'RespondDecisionTaskCompleted', millis: 2 });
  expect(consoleCall(responded(decisions))?.text).toBe(text);
});
