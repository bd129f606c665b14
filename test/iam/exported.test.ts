import { describe, expect, it } from 'vitest';
import { iamPolicy, type PolicyExport } from '../../src/iam/index.js';
import { any, asks, document, statement } from './asks.js';

const allow = document(statement({ Action: 'swf:StartTimer' }));
const encoded = encodeURIComponent(JSON.stringify(allow));

describe('a policy as IAM returns it', () => {
  it.each([
    [
      'by get-policy-version of the AWS CLI',
      { PolicyVersion: { Document: allow, VersionId: 'v1', IsDefaultVersion: true } },
    ],
    ['by GetPolicyVersion of the API', { PolicyVersion: { Document: encoded, VersionId: 'v1' }, $metadata: {} }],
    ['by get-role-policy', { RoleName: 'worker', PolicyName: 'swf', PolicyDocument: allow }],
    ['by GetUserPolicy of the API', { UserName: 'ann', PolicyName: 'swf', PolicyDocument: encoded }],
    ['as one version', { Document: encoded, VersionId: 'v1' }],
    ['as a resource of CloudFormation', { PolicyName: 'swf', PolicyDocument: allow, Roles: ['worker'] }],
    ['with a document in JSON', { PolicyDocument: JSON.stringify(allow) }],
    ['as URL-encoded text', encoded],
    ['as URL-encoded text in small letters', encoded.replace(/%../g, (code) => code.toLowerCase())],
    ['as text with U+FEFF and a line break', `\uFEFF${JSON.stringify(allow, null, 2)}\r\n`],
    ['as text of a whole response', JSON.stringify({ PolicyVersion: { Document: encoded } })],
  ])('%s', (_how, policy) => {
    expect(asks(policy)).toBe(true);
    expect(asks(policy, { action: 'swf:CancelTimer' })).toBe(false);
  });

  it('is the document itself, if it has statements', () => {
    const both = { ...allow, PolicyDocument: document(statement()) };
    expect(() => asks(both)).toThrow("swfake: policy has the unknown element 'PolicyDocument'");
  });

  it('keeps a percent sign that stands in a text', () => {
    const own = document(statement({ Condition: { StringEquals: { 'swf:taskList.name': '100%25' } } }));
    const context = { 'swf:taskList.name': '100%25' };
    expect(asks(JSON.stringify(own), { context })).toBe(true);
    expect(asks(encodeURIComponent(JSON.stringify(own)), { context })).toBe(true);
  });

  it('has the type of what the SDK returns', () => {
    const version: PolicyExport = { PolicyVersion: { Document: encoded } };
    const role: PolicyExport = { RoleName: 'worker', PolicyName: 'swf', PolicyDocument: encoded };
    for (const policy of [version, role]) expect(() => iamPolicy(policy)).not.toThrow();
    // @ts-expect-error: a misspelt member
    expect(() => iamPolicy({ PolicyDocumnt: encoded })).toThrow(TypeError);
  });

  it.each([
    [
      'a statement in it is wrong',
      { PolicyVersion: { Document: document(statement(), statement({ Effect: 'No' })) } },
      "policy.PolicyVersion.Document.Statement[1].Effect was given as 'No'",
    ],
    ['it holds no JSON', { PolicyDocument: 'Allow' }, 'policy.PolicyDocument is no JSON ('],
    ['it is cut', encoded.slice(0, -1), 'policy is no JSON ('],
    ['it holds a list', { PolicyDocument: [allow] }, 'policy.PolicyDocument was given as [{'],
    [
      'it is the answer of another operation',
      { Policy: { Arn: 'arn:aws:iam::1:policy/p' } },
      "policy has the unknown element 'Policy'",
    ],
  ])('is refused with its place if %s', (_what, policy, sentence) => {
    expect(() => iamPolicy(any(policy))).toThrow(TypeError);
    expect(() => iamPolicy(any(policy))).toThrow(`swfake: ${sentence}`);
  });
});
