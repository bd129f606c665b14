import { afterEach, expect, it, vi } from 'vitest';
import { shellOf } from '../../../src/fake.js';
import { ConsoleFakes } from '../../../src/http/console/consoleFakes.js';
import { serve } from '../../../src/http/index.js';
import { SwfFake } from '../../../src/index.js';
import { domain, shop, start } from '../../support/shop.js';

afterEach(() => void vi.restoreAllMocks());

const place = { region: 'us-east-1', accountId: '123456789012' };

it('does not count changes after its end, also not those of a fake that a late request asks for', async () => {
  const [swf, late] = [shop(), shop()];
  const fakes = new ConsoleFakes(() => []);
  const watched = fakes.watched({ place, swf });
  await start(swf.client(), 'order-1');
  expect(watched.number).toBeGreaterThan(1);
  const { number } = watched;
  fakes.end();
  const watchedLate = fakes.watched({ place, swf: late });
  for (const one of [swf, late]) await start(one.client(), 'order-2');
  expect([watched.number, watchedLate.number]).toEqual([number, 1]);
});

it('keeps nothing of a run that is deleted, though no page asks', async () => {
  const swf = new SwfFake();
  swf.register({ domain, retention: '1d', workflows: { 'Order@1': {} } });
  const watched = new ConsoleFakes(() => []).watched({ place, swf });
  const set = vi.spyOn(Map.prototype, 'set');
  await start(swf.client(), 'order-1');
  await start(swf.client(), 'order-2');
  const changedAt = set.mock.contexts.at(-1) as Map<number, number>;
  set.mockRestore();
  await swf.send('TerminateWorkflowExecution', { domain, workflowId: 'order-1' });
  expect(watched.changedSince(0)).toEqual([0, 1]);
  swf.clock.advance('1d');
  expect([...changedAt.keys()]).toEqual([1]);
  expect(watched.changedSince(0)).toEqual([1]);
});

it('leaves no listener in a fake whose server is closed', async () => {
  const swf = shop();
  const { hooks } = shellOf(swf);
  const listen = hooks.listen.bind(hooks);
  let listeners = 0;
  vi.spyOn(hooks, 'listen').mockImplementation((listener) => {
    listeners += 1;
    const end = listen(listener);
    return () => {
      listeners -= 1;
      end();
    };
  });
  const server = await serve(swf, { ui: true });
  const headers = { 'x-swfake-token': server.uiUrl?.split('#token=')[1] ?? '' };
  await (await fetch(`${server.url}/_swfake/ui/changes`, { headers })).text();
  expect(listeners).toBe(1);
  await server.close();
  expect(listeners).toBe(0);
});
