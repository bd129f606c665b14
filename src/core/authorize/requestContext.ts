import { rootArn } from '../../tables/arns.js';
import { domainNamed } from '../model/lookups.js';
import type { State } from '../model/state.js';
import { isoTime } from './isoTime.js';

/** Condition keys with their values. A multivalued key has a list. */
export type ConditionValuesByKey = Readonly<Record<string, string | readonly string[]>>;

/**
 * Condition keys of the caller, which the service cannot know: `{ 'aws:SourceIp': '10.0.0.7' }`. They replace those that
 * the service adds. `undefined` removes a key.
 */
export type RequestContext = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The keys that a decision does not have (Developer Guide, "API Summary"; docs/swf.md 2). */
const NOT_FOR_DECISIONS = ['aws:sourceip', 'aws:useragent', 'aws:securetransport'];

/**
 * Returns the condition keys of a request: those of the action, those that AWS adds to every request, and those of the
 * caller (docs/swf.md 2; IAM User Guide, "AWS global condition context keys").
 */
export function requestContextOf(
  s: State,
  domain: string,
  keysOfAction: ConditionValuesByKey,
  caller: RequestContext = {},
): ConditionValuesByKey {
  return replaced({ ...globalKeys(s, domain, caller), ...keysOfAction }, caller);
}

/** Returns the condition keys that a decision has: all but the address, the agent and the transport of the call. */
export const keysOfDecision = (context: ConditionValuesByKey): ConditionValuesByKey =>
  Object.fromEntries(Object.entries(context).filter(([key]) => !NOT_FOR_DECISIONS.includes(key.toLowerCase())));

// Case makes no difference in the name of a condition key.
function replaced(known: ConditionValuesByKey, caller: RequestContext): ConditionValuesByKey {
  const names = new Set(Object.keys(caller).map((key) => key.toLowerCase()));
  if (names.size === 0) return known;
  const others = Object.entries(known).filter(([key]) => !names.has(key.toLowerCase()));
  const given = Object.entries(caller).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  return Object.fromEntries([...others, ...given]);
}

function globalKeys(s: State, domain: string, caller: RequestContext): ConditionValuesByKey {
  const { region, accountId } = s.config;
  return {
    'aws:CurrentTime': isoTime(s.now),
    'aws:EpochTime': String(Math.floor(s.now / 1000)),
    'aws:RequestedRegion': region,
    'aws:SecureTransport': 'true',
    'aws:ViaAWSService': 'false',
    'aws:ResourceAccount': accountId,
    ...principalKeys(principalIn(caller) ?? rootArn(region, accountId)),
    ...tagKeys(s, domain),
  };
}

/** Returns the ARN of the principal in condition keys, or `undefined`. Case makes no difference in the name of the key. */
export function principalIn(caller: RequestContext): string | undefined {
  const arn = Object.entries(caller).find(([key]) => key.toLowerCase() === 'aws:principalarn')?.[1];
  return typeof arn === 'string' ? arn : undefined;
}

/** Returns the keys that follow from the ARN of a principal (IAM User Guide, "Variables and tags": principal key values). */
function principalKeys(arn: string): ConditionValuesByKey {
  const [account = '', principal = ''] = arn.split(':').slice(4);
  const [kind = ''] = principal.split('/');
  const type = PRINCIPAL_TYPES[kind];
  return {
    'aws:PrincipalArn': arn,
    'aws:PrincipalAccount': account,
    'aws:PrincipalIsAWSService': 'false',
    ...(type !== undefined && { 'aws:PrincipalType': type }),
    ...(kind === 'user' && { 'aws:username': principal.slice(principal.lastIndexOf('/') + 1) }),
    ...(kind === 'root' && { 'aws:userid': account }),
  };
}

const PRINCIPAL_TYPES: Readonly<Record<string, string>> = {
  root: 'Account',
  user: 'User',
  role: 'AssumedRole',
  'assumed-role': 'AssumedRole',
  'federated-user': 'FederatedUser',
};

/** Returns the tags of a domain as condition keys. A tag without a value has the empty text (docs/swf.md 2.6). */
const tagKeys = (s: State, domain: string): ConditionValuesByKey =>
  Object.fromEntries(
    (domainNamed(s, domain)?.tags ?? []).map(({ key, value = '' }) => [`aws:ResourceTag/${key}`, value]),
  );
