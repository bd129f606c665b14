import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkedDecisions } from '../../../../src/core/decide/decisions/batch.js';
import { HANDLERS } from '../../../../src/core/decide/operations/index.js';
import { OPERATIONS } from '../../../../src/core/index.js';
import { DECISIONS } from '../../../../src/tables/decisions.js';

const TAGS = [0, 1, 2, 3, 4].map((n) => `tagList.member.${n}`);

const keysIn = (cell: string): readonly string[] =>
  cell
    .replace('tagList.member.0..4', TAGS.join(', swf:'))
    .split(/[ ,|]+/)
    .flatMap((key) => (key.startsWith('swf:') ? [key.slice('swf:'.length)] : []));

/** The column "IAM keys" of the table in docs/swf.md 2.7, by operation. */
function documentedKeys(): ReadonlyMap<string, readonly string[]> {
  const [, section = ''] = readFileSync('docs/swf.md', 'utf8').split('## 2.7 ');
  const rows = section.split('\n').map((line) => line.split(' | '));
  const operations = rows.filter((cells) => cells.length === 5);
  return new Map(operations.map(([name = '', , , , keys = '']) => [name.slice('| '.length), keysIn(keys)]));
}

describe('a policy can test the keys that docs/swf.md 2.7 lists:', () => {
  const documented = documentedKeys();

  it.each(OPERATIONS.map((op) => [op]))('%s', (op) => {
    expect(HANDLERS[op].conditionKeys.toSorted()).toEqual(documented.get(op)?.toSorted());
  });
});

describe('a policy can test the keys of a decision (docs/swf.md 3.1, 3.6, 3.12):', () => {
  const KEYS: Readonly<Record<string, readonly string[]>> = {
    ScheduleActivityTask: ['activityType.name', 'activityType.version', 'taskList.name'],
    StartChildWorkflowExecution: [...TAGS, 'taskList.name', 'workflowType.name', 'workflowType.version'],
    ContinueAsNewWorkflowExecution: [...TAGS, 'taskList.name', 'workflowTypeVersion'],
  };

  it.each(Object.keys(DECISIONS))('%s', (decisionType) => {
    const decisionRight = () => ({ denied: false, cause: undefined });
    const call = { pick: 0, target: { domain: 'shop' }, decisionRight };
    const [checked] = checkedDecisions([{ decisionType } as never], call);
    expect(checked?.rule.conditionKeys.toSorted()).toEqual(KEYS[decisionType] ?? []);
  });
});
