import { describe, expect, it } from 'vitest';
import { iamPolicy, type PolicyDocument } from '../../src/iam/index.js';

const statement = (more: object = {}): object => ({ Effect: 'Allow', Action: 'swf:*', Resource: '*', ...more });
const where = (Condition: unknown): object => statement({ Condition });
const built = (...policies: readonly unknown[]) => {
  const [first, ...others] = policies as readonly PolicyDocument[];
  return () => iamPolicy(first as PolicyDocument, ...others);
};

const OPERATORS =
  "expected one of 'StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'StringLike', " +
  "'StringNotLike', 'ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike', 'Bool', 'Null'";
const unknownOperator = (name: string, hint = OPERATORS): string =>
  `policy.Statement.Condition has the unknown condition operator '${name}'; ${hint}`;
const KEY = 'swf:taskList.name';
const IN_CONDITION = 'policy.Statement.Condition.StringEquals';

/** What a policy must not have, and the sentence that says so. */
const ROWS: readonly (readonly [what: string, policy: unknown, sentence: string])[] = [
  ['no object', null, 'policy was given as null; expected an object'],
  ['a list', [statement()], `policy was given as [${JSON.stringify(statement())}]; expected an object`],
  ['nothing', undefined, 'policy was given as undefined; expected an object'],
  ['no JSON', '{ Statement', 'policy is no JSON ('],
  ['no statement', {}, 'policy has no Statement'],
  ['an empty list of statements', { Statement: [] }, 'policy.Statement is an empty list; expected at least one entry'],
  ['a statement that is none', { Statement: 'Allow' }, "policy.Statement was given as 'Allow'; expected an object"],
  [
    'an element that is none',
    { Statments: [] },
    "policy has the unknown element 'Statments'; did you mean 'Statement'?",
  ],
  [
    'a version that is none',
    { Version: '2012-10-18', Statement: [] },
    "policy.Version was given as '2012-10-18'; expected '2012-10-17' or '2008-10-17'",
  ],
  ['an id that is no text', { Id: 1, Statement: statement() }, 'policy.Id was given as 1; expected a string'],
  [
    'a Sid that is no text',
    { Statement: statement({ Sid: {} }) },
    'policy.Statement.Sid was given as {}; expected a string',
  ],
  [
    'an element in the wrong case',
    { Statement: [statement({ effect: 'Deny' })] },
    `policy.Statement[0] has the unknown element 'effect'; did you mean 'Effect'?`,
  ],
  [
    'an element of other policies',
    { Statement: [statement(), statement({ Principal: '*' })] },
    `policy.Statement[1] has the unknown element 'Principal'; expected one of 'Sid', 'Effect', `,
  ],
  [
    'no effect',
    { Statement: statement({ Effect: undefined }) },
    "policy.Statement has no Effect; expected 'Allow' or 'Deny'",
  ],
  [
    'an effect that is none',
    { Statement: statement({ Effect: 'allow' }) },
    "policy.Statement.Effect was given as 'allow'; expected 'Allow' or 'Deny'",
  ],
  [
    'no action',
    { Statement: statement({ Action: undefined }) },
    'policy.Statement has neither Action nor NotAction; expected one of them',
  ],
  [
    'two kinds of action',
    { Statement: statement({ NotAction: '*' }) },
    'policy.Statement has Action and NotAction; expected one of them',
  ],
  [
    'an empty list',
    { Statement: statement({ Action: [] }) },
    'policy.Statement.Action is an empty list; expected at least one entry',
  ],
  [
    'an action that is no text',
    { Statement: statement({ Action: ['swf:*', 7] }) },
    'policy.Statement.Action[1] was given as 7; expected a string',
  ],
  [
    'an action without a service',
    { Statement: statement({ Action: 'StartTimer' }) },
    "policy.Statement.Action is 'StartTimer', without a service; expected an action like 'swf:StartWorkflowExecution'",
  ],
  [
    'an action that SWF does not have',
    { Statement: statement({ Action: ['swf:StartTimr'] }) },
    "policy.Statement.Action[0] has the unknown action of SWF 'swf:StartTimr'; did you mean 'swf:StartTimer'?",
  ],
  [
    'a pattern of actions that SWF does not have',
    { Statement: statement({ Action: 'swf:Begin*' }) },
    "policy.Statement.Action has the unknown action of SWF 'swf:Begin*'; expected one of 'swf:",
  ],
  [
    'an action that SWF does not have, in capitals',
    { Statement: statement({ Action: 'SWF:BEGIN' }) },
    "policy.Statement.Action has the unknown action of SWF 'SWF:BEGIN'; expected one of 'swf:",
  ],
  [
    'no resource',
    { Statement: statement({ Resource: undefined }) },
    'policy.Statement has neither Resource nor NotResource; expected one of them',
  ],
  [
    'two kinds of resource',
    { Statement: statement({ NotResource: '*' }) },
    'policy.Statement has Resource and NotResource; expected one of them',
  ],
  [
    'a resource that is no ARN',
    { Statement: statement({ Resource: 'shop' }) },
    "policy.Statement.Resource was given as 'shop'; expected '*' or an ARN like 'arn:aws:swf:us-east-1:123456789012:/domain/shop'",
  ],
  [
    'a policy variable in a resource',
    { Statement: statement({ Resource: `arn:aws:swf:*:*:/domain/\${aws:username}` }) },
    `policy.Statement.Resource has a policy variable in 'arn:aws:swf:*:*:/domain/\${aws:username}'; iamPolicy() supports none: write its value`,
  ],
  [
    'a condition that is none',
    { Statement: where([]) },
    'policy.Statement.Condition was given as []; expected an object',
  ],
  [
    'an operator that is none',
    { Statement: where({ StringEqual: { [KEY]: 'a' } }) },
    unknownOperator('StringEqual', "did you mean 'StringEquals'?"),
  ],
  [
    'an operator in the wrong case',
    { Statement: where({ 'forAnyvalue:stringlike': { [KEY]: 'a' } }) },
    unknownOperator('forAnyvalue:stringlike', "did you mean 'ForAnyValue:StringLike'?"),
  ],
  [
    'an operator with half a suffix',
    { Statement: where({ StringEqualsIfExist: { [KEY]: 'a' } }) },
    unknownOperator('StringEqualsIfExist', "did you mean 'StringEqualsIfExists'?"),
  ],
  [
    'an operator of numbers',
    { Statement: where({ NumericLessThan: { 'aws:MultiFactorAuthAge': 1 } }) },
    unknownOperator('NumericLessThan'),
  ],
  ['an operator called like a method', { Statement: where({ toString: {} }) }, unknownOperator('toString')],
  [
    'Null with a suffix',
    { Statement: where({ NullIfExists: { [KEY]: 'true' } }) },
    "policy.Statement.Condition has 'NullIfExists'; expected 'Null' alone, without ForAllValues, ForAnyValue or IfExists",
  ],
  [
    'Null of something else',
    { Statement: where({ Null: { [KEY]: ['true', 'no'] } }) },
    `policy.Statement.Condition.Null.${KEY}[1] was given as 'no'; expected 'true' or 'false'`,
  ],
  [
    'Bool of something else',
    { Statement: where({ Bool: { [KEY]: 'yes' } }) },
    `policy.Statement.Condition.Bool.${KEY} was given as 'yes'; expected 'true' or 'false'`,
  ],
  [
    'an ARN that is none',
    { Statement: where({ ArnLike: { 'aws:SourceArn': 'shop' } }) },
    "policy.Statement.Condition.ArnLike.aws:SourceArn was given as 'shop'; expected an ARN or '*'",
  ],
  [
    'a key that SWF does not have',
    { Statement: where({ StringEquals: { 'swf:tasklist.nme': 'a' } }) },
    `${IN_CONDITION} has the unknown condition key of SWF 'swf:tasklist.nme'; did you mean 'swf:taskList.name'?`,
  ],
  [
    'a key without a service',
    { Statement: where({ StringEquals: { name: 'a' } }) },
    `${IN_CONDITION} has the key 'name' without a service; expected a key like 'swf:taskList.name'`,
  ],
  [
    'keys that are none',
    { Statement: where({ StringEquals: 'a' }) },
    `${IN_CONDITION} was given as 'a'; expected an object`,
  ],
  [
    'a key with an empty list',
    { Statement: where({ StringEquals: { [KEY]: [] } }) },
    `${IN_CONDITION}.${KEY} is an empty list; expected at least one entry`,
  ],
  [
    'a value that is no text',
    { Statement: where({ StringEquals: { [KEY]: ['a', null] } }) },
    `${IN_CONDITION}.${KEY}[1] was given as null; expected a string`,
  ],
  [
    'a policy variable in a value',
    { Statement: where({ StringEquals: { [KEY]: `\${aws:username}` } }) },
    `${IN_CONDITION}.${KEY} has a policy variable in '\${aws:username}'; iamPolicy() supports none: write its value`,
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
      'policies[0].Statement[0].Effect was given as',
    );
  });
});
