import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { DEFAULT_LIMITS } from '../../../src/core/index.js';
import { OPS, pathText, shapeOf, violationsOf } from '../../../src/property/constraintViolations.js';
import type { Fact } from './proves.js';

// Vite would transform every module of an SDK that a reporter imports: that takes seconds.
const sdk: typeof import('@aws-sdk/client-swf') = createRequire(import.meta.url)('@aws-sdk/client-swf');

/** Each part of the service that is to be shown, under the heading of its kind. */
export type Model = Readonly<Record<string, readonly Fact[]>>;

// From the API model swf-2012-01-25: the faults that each operation declares (docs/swf.md 2.7).
const FAULTS = JSON.parse(
  readFileSync(new URL('../../core/validate/model-faults.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, readonly string[]>>;

// The SDK has an enum for the causes of each kind of `*Failed` event.
const causes = Object.entries(sdk).flatMap(([name, values]) =>
  name.endsWith('FailedCause')
    ? Object.keys(values).map((cause): Fact => `cause ${name.slice(0, -'Cause'.length)} ${cause}`)
    : [],
);

/** What the API model and the SDK know of SWF. Taken from there and not from the fake, which may lack something. */
export const MODEL: Model = {
  operations: Object.keys(FAULTS).map((op): Fact => `op ${op}`),
  decisions: Object.keys(sdk.DecisionType).map((type): Fact => `decision ${type}`),
  'event types': Object.keys(sdk.EventType).map((type): Fact => `event ${type}`),
  'failure causes': causes,
  'declared faults': Object.entries(FAULTS).flatMap(([op, faults]) =>
    faults.map((fault): Fact => `fault ${op} ${fault}`),
  ),
  // Those that the fake's table has: test/core/validate/inputShapes.test.ts holds it against the API model.
  constraints: OPS.flatMap((op) =>
    violationsOf(shapeOf(op)).map(({ path, rule }): Fact => `constraint ${op} ${pathText(path)} ${rule}`),
  ),
  limits: Object.keys(DEFAULT_LIMITS).map((limit): Fact => `limit ${limit}`),
};

/** What the model does not declare, and the service cannot do without (docs/swf.md 12, doubt 6). */
export const UNDECLARED: readonly Fact[] = [
  'fault RegisterActivityType DomainDeprecatedFault',
  'fault RegisterWorkflowType DomainDeprecatedFault',
  'fault StartWorkflowExecution DomainDeprecatedFault',
];
