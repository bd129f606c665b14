import { coreRuns } from './coreRuns.js';
import { fakeRuns } from './fakeRuns.js';
import { listeners } from './listeners.js';
import { pollScenarios } from './polls.js';
import type { Scenario } from './scenario.js';
import { server } from './server.js';

export const SCENARIOS: readonly Scenario[] = [...coreRuns, fakeRuns, ...pollScenarios, listeners, server];
