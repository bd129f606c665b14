import type { SimulationModule } from '../../../src/simulation/index.js';
import * as batchImport from './batchImport.js';
import * as documentApproval from './documentApproval.js';
import * as inventoryPoller from './inventoryPoller.js';
import * as orderSaga from './orderSaga.js';
import * as subscription from './subscription.js';

/** A workflow with a planted bug that random seeds seldom meet: it takes at least three things in the right order. */
export interface Sample {
  readonly name: string;
  readonly module: SimulationModule;
}

const sample = (name: string, module: object): Sample => ({ name, module: { ...module } as SimulationModule });

/** A module of a campaign. */
export const sagaModule = sample('order saga', orderSaga).module;

/** The samples of guided search. */
export const samples: readonly Sample[] = [
  sample('order saga', orderSaga),
  sample('document approval', documentApproval),
  sample('inventory poller', inventoryPoller),
  sample('subscription', subscription),
  sample('batch import', batchImport),
];
