import { describe, expect, it } from 'vitest';
import { iamPolicy, type PolicyDocument } from '../../src/iam/index.js';

const statement = (more: object = {}): object => ({ Effect: 'Allow', Action: 'swf:*', Resource: '*', ...more });
const where = (Condition: unknown): object => statement({ Condition });
const latest = (Statement: object): object => ({ Version: '2012-10-17', Statement });
const built = (...policies: readonly unknown[]) => {
  const [first, ...others] = policies as readonly PolicyDocument[];
  return () => iamPolicy(first as PolicyDocument, ...others);
};

const OPERATORS =
  "expected one of 'StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'StringLike', " +
  "'StringNotLike', 'ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike', 'NumericEquals', 'NumericNotEquals', " +
  "'NumericLessThan', 'NumericLessThanEquals', 'NumericGreaterThan', 'NumericGreaterThanEquals', 'DateEquals', " +
  "'DateNotEquals', 'DateLessThan', 'DateLessThanEquals', 'DateGreaterThan', 'DateGreaterThanEquals', 'Bool', " +
  "'BinaryEquals', 'IpAddress', 'NotIpAddress', 'Null'";
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
    'an action that is no text, behind one of another service',
    { Statement: statement({ Action: ['s3:GetObject', 7] }) },
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
    'a policy variable before the fifth colon of a resource',
    latest(statement({ Resource: `arn:aws:swf:*:\${aws:PrincipalAccount}:/domain/*` })),
    `policy.Statement.Resource has a policy variable before the fifth colon in 'arn:aws:swf:*:\${aws:PrincipalAccount}:/domain/*'`,
  ],
  [
    'a policy variable before the fifth colon, and one after it',
    latest(statement({ Resource: `arn:aws:swf:\${aws:RequestedRegion}:*:/domain/\${aws:username}-*` })),
    'policy.Statement.Resource has a policy variable before the fifth colon',
  ],
  [
    'a policy variable in place of the service',
    latest(statement({ Resource: `arn:aws:\${aws:username}:*:*:*` })),
    'policy.Statement.Resource has a policy variable before the fifth colon',
  ],
  [
    'a policy variable in an action',
    latest(statement({ NotAction: [`swf:\${aws:username}`], Action: undefined })),
    `policy.Statement.NotAction[0] has a policy variable in 'swf:\${aws:username}'; IAM takes variables in Resource and Condition only`,
  ],
  [
    'a service that is one letter off',
    { Statement: statement({ Action: 'SWFS:*' }) },
    "policy.Statement.Action names the unknown service 'SWFS' in 'SWFS:*'; did you mean 'swf'?",
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
    'a misspelt operator of dates',
    { Statement: where({ DateLesThan: {} }) },
    unknownOperator('DateLesThan', "did you mean 'DateLessThan'?"),
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
    'a policy variable without a service',
    latest(where({ StringEquals: { [KEY]: `\${username}` } })),
    `${IN_CONDITION}.${KEY} has the key 'username' without a service`,
  ],
  [
    'a policy variable of a key that SWF does not have',
    latest(where({ StringEquals: { [KEY]: `\${swf:taskList.nam}` } })),
    `${IN_CONDITION}.${KEY} has the unknown condition key of SWF 'swf:taskList.nam'; did you mean 'swf:taskList.name'?`,
  ],
  ...[`\${aws:username`, `a\${`, `\${aws:username, none}`, `\${aws:username, 'none}`, `\${aws:username 'none'}`].map(
    (text) =>
      [
        `the text ${text}`,
        latest(where({ StringLike: { [KEY]: text } })),
        `policy.Statement.Condition.StringLike.${KEY} has `,
      ] as const,
  ),
  ...(
    [
      ['NumericLessThan', ['ten', '1e3', '', '1,5', '0x10', '.']],
      ['DateGreaterThan', ['today', '2026-02-30', '2026-13-01', '2026-01-01 10:00', '2026-01-01T25:00:00Z', '-1']],
      ['BinaryEquals', ['a', 'ab=', '====', 'ab-_']],
      [
        'NotIpAddress',
        [
          '10.0.0',
          '10.0.0.256',
          '010.0.0.1',
          '10.0.0.0/33',
          '10.0.0.0/8/8',
          '10.*',
          '1::2::3',
          '1:2:3:4:5:6:7',
          '::/129',
        ],
      ],
    ] as const
  ).flatMap(([operator, texts]) =>
    texts.map((text) => {
      const refused = `policy.Statement.Condition.${operator}.aws:x was given as '${text}'; expected a`;
      return [
        `the value '${text}' for ${operator}`,
        { Statement: where({ [operator]: { 'aws:x': text } }) },
        refused,
      ] as const;
    }),
  ),
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
