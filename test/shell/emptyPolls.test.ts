import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ListKey } from '../../src/core/index.js';
import { EmptyPolls } from '../../src/shell/emptyPolls.js';

let warn: ReturnType<typeof vi.spyOn>;
beforeEach(() => {
  warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => warn.mockRestore());

const list = (name: string): ListKey => ({ kind: 'activity', domain: 'shop', name });

describe('the warning of a loop that never waits', () => {
  it('comes once, after 1000 polls in a row without a task, with the list of the last one', () => {
    const polls = new EmptyPolls();
    for (let n = 1; n < 1000; n += 1) polls.count(list('orders'));
    expect(warn).not.toHaveBeenCalled();
    for (let n = 0; n < 1001; n += 1) polls.count(list('cards'));
    expect(warn.mock.calls).toEqual([
      [
        "swfake: 1000 polls in a row found no task, the last one on the activity task list 'cards'; a poll loop needs long polling: swf.client({ polls: 'long' }) or swf.attach(stub, { polls: 'long' })",
      ],
    ]);
  });

  it('does not come if another call is in between', () => {
    const polls = new EmptyPolls();
    for (let n = 1; n < 1000; n += 1) polls.count(list('cards'));
    polls.reset();
    for (let n = 1; n < 1000; n += 1) polls.count(list('cards'));
    expect(warn).not.toHaveBeenCalled();
  });
});
