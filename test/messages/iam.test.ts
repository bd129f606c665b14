import { iamPolicy } from '../../src/iam/index.js';
import { messageTable, type Row } from './frame.js';

const policy = (document: unknown) => () => iamPolicy(document as never);
const statement = (more: object) => policy({ Statement: { Effect: 'Allow', Action: 'swf:*', Resource: '*', ...more } });
const condition = (Condition: unknown) => statement({ Condition });
const latest = (more: object) =>
  policy({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'swf:*', Resource: '*', ...more } });

/** The message differs between versions of Node. */
function parseError(text: string): string {
  try {
    return JSON.parse(text);
  } catch (error) {
    return (error as Error).message;
  }
}

const rows: readonly Row[] = [
  [
    'a policy that is no JSON',
    policy('{ Statement'),
    `swfake: policy is no JSON (${parseError('{ Statement')}); expected a policy as an object or as JSON text`,
  ],
  ['a policy that is a number', policy(7), 'swfake: policy was given as 7; expected an object'],
  [
    'a policy without statements',
    policy({}),
    'swfake: policy has no Statement; expected one statement or a list of them',
  ],
  [
    'an empty list of statements',
    policy({ Statement: [] }),
    'swfake: policy.Statement is an empty list; expected at least one entry',
  ],
  [
    'a misspelt element',
    policy({ Statments: [] }),
    "swfake: policy has the unknown element 'Statments'; did you mean 'Statement'?",
  ],
  [
    'an element of other policies',
    statement({ Principal: '*' }),
    "swfake: policy.Statement has the unknown element 'Principal'; expected one of 'Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'",
  ],
  [
    'another version',
    policy({ Version: '2012-10-18', Statement: [] }),
    "swfake: policy.Version was given as '2012-10-18'; expected '2012-10-17' or '2008-10-17'",
  ],
  ['no effect', statement({ Effect: undefined }), "swfake: policy.Statement has no Effect; expected 'Allow' or 'Deny'"],
  [
    'an effect in the wrong case',
    statement({ Effect: 'allow' }),
    "swfake: policy.Statement.Effect was given as 'allow'; expected 'Allow' or 'Deny'",
  ],
  [
    'no action',
    statement({ Action: undefined }),
    'swfake: policy.Statement has neither Action nor NotAction; expected one of them',
  ],
  [
    'two kinds of action',
    statement({ NotAction: '*' }),
    'swfake: policy.Statement has Action and NotAction; expected one of them',
  ],
  [
    'an action that is a number',
    statement({ Action: ['swf:*', 7] }),
    'swfake: policy.Statement.Action[1] was given as 7; expected a string',
  ],
  [
    'an action without a service',
    statement({ Action: 'StartTimer' }),
    "swfake: policy.Statement.Action is 'StartTimer', without a service; expected an action like 'swf:StartWorkflowExecution'",
  ],
  [
    'a misspelt action',
    statement({ Action: 'swf:StartTimr' }),
    "swfake: policy.Statement.Action has the unknown action of SWF 'swf:StartTimr'; did you mean 'swf:StartTimer'?",
  ],
  [
    'a resource that is no ARN',
    statement({ Resource: 'shop' }),
    "swfake: policy.Statement.Resource was given as 'shop'; expected '*' or an ARN like 'arn:aws:swf:us-east-1:123456789012:/domain/shop'",
  ],
  [
    'a service that is nearly SWF',
    statement({ Action: ['swf:*', 'sfw:StartTimer'] }),
    "swfake: policy.Statement.Action[1] names the unknown service 'sfw' in 'sfw:StartTimer'; did you mean 'swf'?",
  ],
  [
    'a policy variable in an action',
    statement({ Action: `swf:\${aws:username}` }),
    `swfake: policy.Statement.Action has a policy variable in 'swf:\${aws:username}'; IAM takes variables in Resource and Condition only`,
  ],
  [
    'a policy variable before the fifth colon',
    latest({ Resource: `arn:aws:swf:\${aws:RequestedRegion}:*:/domain/shop` }),
    `swfake: policy.Statement.Resource has a policy variable before the fifth colon in 'arn:aws:swf:\${aws:RequestedRegion}:*:/domain/shop'; IAM takes variables after it only`,
  ],
  [
    'a policy variable that is not closed',
    latest({ Resource: `arn:aws:swf:*:*:/domain/\${aws:username` }),
    `swfake: policy.Statement.Resource has a policy variable that is not complete in 'arn:aws:swf:*:*:/domain/\${aws:username'; expected the form '\${aws:username}' or '\${aws:username, 'default'}'`,
  ],
  [
    'a policy variable for a number',
    latest({ Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': `\${aws:username}` } } }),
    `swfake: policy.Statement.Condition.NumericLessThan.aws:MultiFactorAuthAge has a policy variable in '\${aws:username}'; IAM takes variables with the String and Arn operators only`,
  ],
  [
    'a value of another form',
    condition({ IpAddress: { 'aws:SourceIp': '10.0.0.0/33' } }),
    "swfake: policy.Statement.Condition.IpAddress.aws:SourceIp was given as '10.0.0.0/33'; expected an IP address or a range like '10.0.0.0/8' or '2001:db8::/32'",
  ],
  [
    'a misspelt operator',
    condition({ StringEqual: {} }),
    "swfake: policy.Statement.Condition has the unknown condition operator 'StringEqual'; did you mean 'StringEquals'?",
  ],
  [
    'an operator that IAM does not have',
    condition({ VersionLessThan: {} }),
    "swfake: policy.Statement.Condition has the unknown condition operator 'VersionLessThan'; expected one of 'StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'StringLike', 'StringNotLike', 'ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike', 'NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericLessThanEquals', 'NumericGreaterThan', 'NumericGreaterThanEquals', 'DateEquals', 'DateNotEquals', 'DateLessThan', 'DateLessThanEquals', 'DateGreaterThan', 'DateGreaterThanEquals', 'Bool', 'BinaryEquals', 'IpAddress', 'NotIpAddress', 'Null'",
  ],
  [
    'Null with a suffix',
    condition({ NullIfExists: {} }),
    "swfake: policy.Statement.Condition has 'NullIfExists'; expected 'Null' alone, without ForAllValues, ForAnyValue or IfExists",
  ],
  [
    'Null of another value',
    condition({ Null: { 'swf:taskList.name': 'no' } }),
    "swfake: policy.Statement.Condition.Null.swf:taskList.name was given as 'no'; expected 'true' or 'false'",
  ],
  [
    'a misspelt condition key',
    condition({ StringEquals: { 'swf:tasklist.nme': 'a' } }),
    "swfake: policy.Statement.Condition.StringEquals has the unknown condition key of SWF 'swf:tasklist.nme'; did you mean 'swf:taskList.name'?",
  ],
  [
    'a condition key without a service',
    condition({ StringEquals: { name: 'a' } }),
    "swfake: policy.Statement.Condition.StringEquals has the key 'name' without a service; expected a key like 'swf:taskList.name'",
  ],
  [
    'a comparison with a text that is no ARN',
    condition({ ArnLike: { 'aws:SourceArn': 'shop' } }),
    "swfake: policy.Statement.Condition.ArnLike.aws:SourceArn was given as 'shop'; expected an ARN or '*'",
  ],
];

messageTable('iamPolicy()', { of: ['src/iam'], rows, builders: { refuse: 1 } });
