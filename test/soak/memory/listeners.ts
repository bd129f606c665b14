import { domain, ORDER, shop } from '../../support/shop.js';
import type { Scenario } from './scenario.js';

/** Listeners, conditions and actions that come and go, while one run goes on. */
export const listeners: Scenario = {
  name: 'listeners',
  unit: 'listener, condition and action, added and taken off',
  count: 1_000_000,
  goal: 1,
  prepare() {
    const swf = shop();
    const client = swf.client();
    let heard = 0;
    const hear = (): void => {
      heard += 1;
    };
    let runs = 0;
    return {
      async act() {
        runs += 1;
        const workflowId = `order-${runs}`;
        for (let i = 0; i < 100; i += 1) {
          swf.onChange(hear)();
          swf.after('1s', hear);
          swf.when(() => swf.runs({ workflowId }).length > 0, hear);
        }
        const off = swf.onChange(hear);
        await client.startWorkflowExecution({ domain, workflowId, workflowType: ORDER });
        off();
        await client.terminateWorkflowExecution({ domain, workflowId });
        swf.clock.advance('90d');
        return 100;
      },
      check() {
        if (heard !== runs * 202) throw new Error(`soak: ${heard} calls of listeners in ${runs} rounds`);
      },
      end: () => swf.close(),
    };
  },
};
