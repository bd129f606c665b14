// Types of `swfake/vitest`: Vitest runs such a file, and every TypeScript compiles it.
import { expect, test } from 'swfake/vitest';

test('typed', ({ swf, client }) => {
  expect(swf.history({ workflowId: 'w' })).toHaveHistory(['WorkflowExecutionStarted', '...']);
  expect([client]).not.toBeAValidHistory();
  expect(1).toBe(1);
});
