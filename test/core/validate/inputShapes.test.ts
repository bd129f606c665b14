import { expect, it } from 'vitest';
import { HANDLERS } from '../../../src/core/decide/operations/index.js';
import { DECISION_TYPES } from '../../../src/core/index.js';
import { OPS, shapeOf } from '../../../src/property/constraintViolations.js';
import { factsOf, inServiceOrder, MODEL } from './model.js';

it('the shapes of the inputs are those of the operations of the API model', () => {
  expect(Object.keys(MODEL).sort()).toEqual([...OPS].sort());
  expect(Object.keys(HANDLERS).sort()).toEqual([...OPS].sort());
  expect(MODEL.RespondDecisionTaskCompleted?.['decisions[].decisionType']?.enum?.toSorted()).toEqual(
    DECISION_TYPES.toSorted(),
  );
});

it.each(OPS)('the input of %s has the members and the constraints of the API model, in its order', (op) => {
  expect(factsOf(shapeOf(op))).toEqual(Object.entries(MODEL[op] ?? {}).map(inServiceOrder));
});
