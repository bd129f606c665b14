import { PEER_FAULTS } from './peerFaults.js';
import type { Planted } from './planted.js';
import { TASK_FAULTS } from './taskFaults.js';

export const PLANTED: readonly Planted[] = [...TASK_FAULTS, ...PEER_FAULTS];
