import type { SimulationModule } from '../../src/simulation/index.js';
import { everyTrouble, order, type Shop, start } from './sample.js';

/** The sample order for `swfake simulate`, with every kind of fault. */
export default { definition: order, start, plan: everyTrouble } satisfies SimulationModule<Shop>;
