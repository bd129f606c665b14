import { describe, expect, it } from 'vitest';
import { iamPolicy, type PolicyDocument } from '../../src/iam/index.js';

const statement = (more: object = {}): object => ({ Effect: 'Allow', Action: 'swf:*', Resource: '*', ...more });
const where = (Condition: unknown): object => statement({ Condition });
const built = (...policies: readonly unknown[]) => {
  const [first, ...others] = policies as readonly PolicyDocument[];
  return () => iamPolicy(first as PolicyDocument, ...others);
};

const ELEMENTS = 'It knows Sid, Effect, Action, NotAction, Resource, NotResource, Condition';
const OPERATORS =
  'StringEquals, StringNotEquals, StringEqualsIgnoreCase, StringNotEqualsIgnoreCase, StringLike, StringNotLike, ' +
  'ArnEquals, ArnLike, ArnNotEquals, ArnNotLike, Bool, Null';
const unknownOperator = (name: string, hint: string): string =>
  `policy.Statement.Condition has ${name}, which is no condition operator that iamPolicy() knows${hint} ${OPERATORS}`;
const KEY = 'swf:taskList.name';
const IN_CONDITION = 'policy.Statement.Condition.StringEquals';

/** What a policy must not have, and the sentence that says so. */
const ROWS: readonly (readonly [what: string, policy: unknown, sentence: string])[] = [
  ['no object', null, 'policy must be an object, but it is null'],
  ['a list', [statement()], `policy must be an object, but it is [${JSON.stringify(statement())}]`],
  ['nothing', undefined, 'policy must be an object, but it is undefined'],
  ['no JSON', '{ Statement', 'policy is no JSON: '],
  ['no statement', {}, 'policy has no Statement'],
  ['an empty list of statements', { Statement: [] }, 'policy.Statement must name at least one'],
  ['a statement that is none', { Statement: 'Allow' }, 'policy.Statement must be an object, but it is "Allow"'],
  [
    'an element that is none',
    { Statments: [] },
    'policy has Statments, which is no element that iamPolicy() knows; did you mean Statement? It knows Version, Id, Statement',
  ],
  [
    'a version that is none',
    { Version: '2012-10-18', Statement: [] },
    'policy.Version must be 2012-10-17 or 2008-10-17, but it is 2012-10-18',
  ],
  ['an id that is no text', { Id: 1, Statement: statement() }, 'policy.Id must be a text, but it is 1'],
  ['a Sid that is no text', { Statement: statement({ Sid: {} }) }, 'policy.Statement.Sid must be a text, but it is {}'],
  [
    'an element in the wrong case',
    { Statement: [statement({ effect: 'Deny' })] },
    `policy.Statement[0] has effect, which is no element that iamPolicy() knows; did you mean Effect? ${ELEMENTS}`,
  ],
  [
    'an element of other policies',
    { Statement: [statement(), statement({ Principal: '*' })] },
    `policy.Statement[1] has Principal, which is no element that iamPolicy() knows; ${ELEMENTS.replace('It', 'it')}`,
  ],
  ['no effect', { Statement: statement({ Effect: undefined }) }, 'policy.Statement has no Effect: Allow or Deny'],
  [
    'an effect that is none',
    { Statement: statement({ Effect: 'allow' }) },
    'policy.Statement.Effect must be Allow or Deny, but it is allow',
  ],
  ['no action', { Statement: statement({ Action: undefined }) }, 'policy.Statement has neither Action nor NotAction'],
  [
    'two kinds of action',
    { Statement: statement({ NotAction: '*' }) },
    'policy.Statement has Action and NotAction; a statement has one of them',
  ],
  ['an empty list', { Statement: statement({ Action: [] }) }, 'policy.Statement.Action must name at least one'],
  [
    'an action that is no text',
    { Statement: statement({ Action: ['swf:*', 7] }) },
    'policy.Statement.Action[1] must be a text, but it is 7',
  ],
  [
    'an action without a service',
    { Statement: statement({ Action: 'StartTimer' }) },
    'policy.Statement.Action is StartTimer, without a service; actions are like swf:StartWorkflowExecution',
  ],
  [
    'an action that SWF does not have',
    { Statement: statement({ Action: ['swf:StartTimr'] }) },
    'policy.Statement.Action[0] has swf:StartTimr, which is no action of SWF that iamPolicy() knows; did you mean swf:StartTimer? It knows swf:',
  ],
  [
    'a pattern of actions that SWF does not have',
    { Statement: statement({ Action: 'swf:Begin*' }) },
    'policy.Statement.Action has swf:Begin*, which is no action of SWF that iamPolicy() knows; it knows swf:',
  ],
  [
    'an action that SWF does not have, in capitals',
    { Statement: statement({ Action: 'SWF:BEGIN' }) },
    'policy.Statement.Action has SWF:BEGIN, which is no action of SWF that iamPolicy() knows; it knows swf:',
  ],
  [
    'no resource',
    { Statement: statement({ Resource: undefined }) },
    'policy.Statement has neither Resource nor NotResource',
  ],
  [
    'two kinds of resource',
    { Statement: statement({ NotResource: '*' }) },
    'policy.Statement has Resource and NotResource; a statement has one of them',
  ],
  [
    'a resource that is no ARN',
    { Statement: statement({ Resource: 'shop' }) },
    'policy.Statement.Resource must be * or an ARN like arn:aws:swf:us-east-1:123456789012:/domain/shop, but it is shop',
  ],
  [
    'a policy variable in a resource',
    { Statement: statement({ Resource: `arn:aws:swf:*:*:/domain/\${aws:username}` }) },
    `policy.Statement.Resource has a policy variable, and iamPolicy() knows none: arn:aws:swf:*:*:/domain/\${aws:username}`,
  ],
  ['a condition that is none', { Statement: where([]) }, 'policy.Statement.Condition must be an object, but it is []'],
  [
    'an operator that is none',
    { Statement: where({ StringEqual: { [KEY]: 'a' } }) },
    unknownOperator('StringEqual', '; did you mean StringEquals? It knows'),
  ],
  [
    'an operator in the wrong case',
    { Statement: where({ 'forAnyvalue:stringlike': { [KEY]: 'a' } }) },
    unknownOperator('forAnyvalue:stringlike', '; did you mean ForAnyValue:StringLike? It knows'),
  ],
  [
    'an operator with half a suffix',
    { Statement: where({ StringEqualsIfExist: { [KEY]: 'a' } }) },
    unknownOperator('StringEqualsIfExist', '; did you mean StringEqualsIfExists? It knows'),
  ],
  [
    'an operator of numbers',
    { Statement: where({ NumericLessThan: { 'aws:MultiFactorAuthAge': 1 } }) },
    unknownOperator('NumericLessThan', '; it knows'),
  ],
  [
    'an operator called like a method',
    { Statement: where({ toString: {} }) },
    unknownOperator('toString', '; it knows'),
  ],
  [
    'Null with a suffix',
    { Statement: where({ NullIfExists: { [KEY]: 'true' } }) },
    'policy.Statement.Condition has NullIfExists; Null stands alone, without ForAllValues, ForAnyValue or IfExists',
  ],
  [
    'Null of something else',
    { Statement: where({ Null: { [KEY]: ['true', 'no'] } }) },
    `policy.Statement.Condition.Null.${KEY}[1] must be true or false, but it is no`,
  ],
  [
    'Bool of something else',
    { Statement: where({ Bool: { [KEY]: 'yes' } }) },
    `policy.Statement.Condition.Bool.${KEY} must be true or false, but it is yes`,
  ],
  [
    'an ARN that is none',
    { Statement: where({ ArnLike: { 'aws:SourceArn': 'shop' } }) },
    'policy.Statement.Condition.ArnLike.aws:SourceArn must be an ARN or *, but it is shop',
  ],
  [
    'a key that SWF does not have',
    { Statement: where({ StringEquals: { 'swf:tasklist.nme': 'a' } }) },
    `${IN_CONDITION} has swf:tasklist.nme, which is no condition key of SWF that iamPolicy() knows; did you mean swf:taskList.name?`,
  ],
  [
    'a key without a service',
    { Statement: where({ StringEquals: { name: 'a' } }) },
    `${IN_CONDITION} has the key name without a service; keys are like swf:taskList.name`,
  ],
  [
    'keys that are none',
    { Statement: where({ StringEquals: 'a' }) },
    `${IN_CONDITION} must be an object, but it is "a"`,
  ],
  [
    'a key with an empty list',
    { Statement: where({ StringEquals: { [KEY]: [] } }) },
    `${IN_CONDITION}.${KEY} must name at least one`,
  ],
  [
    'a value that is no text',
    { Statement: where({ StringEquals: { [KEY]: ['a', null] } }) },
    `${IN_CONDITION}.${KEY}[1] must be a text, but it is null`,
  ],
  [
    'a policy variable in a value',
    { Statement: where({ StringEquals: { [KEY]: `\${aws:username}` } }) },
    `${IN_CONDITION}.${KEY} has a policy variable, and iamPolicy() knows none: \${aws:username}`,
  ],
];

describe('a policy is refused when it is built if it has', () => {
  it.each(ROWS)('%s', (_what, policy, sentence) => {
    expect(built(policy)).toThrow(TypeError);
    expect(built(policy)).toThrow(`swfake: ${sentence}`);
  });

  it('a flaw in one of several, which is named', () => {
    const good = { Statement: statement() };
    expect(built(good)).not.toThrow();
    expect(built(good, {})).toThrow('swfake: policies[1] has no Statement');
    expect(built({ Statement: [statement({ Effect: 'No' })] }, good)).toThrow(
      'policies[0].Statement[0].Effect must be',
    );
  });
});
