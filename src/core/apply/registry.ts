import { Bug, invariant } from '../model/bug.js';
import type { Change } from '../model/changes.js';
import { noRunCounts } from '../model/domain.js';
import type { Instant } from '../model/ids.js';
import { type State, typeOf } from '../model/state.js';
import { emptyTable, values } from '../store/table.js';
import { addDomain, addType, removeType, writableDomain } from './write.js';

type Of<K extends Change['kind']> = Extract<Change, { readonly kind: K }>;

type RegistryChange = Extract<Change, { readonly kind: `domain ${string}` | `type ${string}` }>;

/** Writes a change of a domain or a type. */
export function applyToRegistry(s: State, change: RegistryChange): undefined {
  switch (change.kind) {
    case 'domain registered':
      return registerDomain(s, change);
    case 'domain deprecated':
      return deprecateDomain(s, change);
    case 'domain undeprecated':
      writableDomain(s, change.name).status = 'REGISTERED';
      return undefined;
    case 'domain tagged':
      writableDomain(s, change.name).tags = change.tags;
      return undefined;
    case 'type registered':
      return registerType(s, change);
    case 'type deprecated':
      return deprecateType(s, change.type, change.at);
    case 'type undeprecated':
      return undeprecateType(s, change.type);
    case 'type deleted':
      return removeType(s, change.type);
    default:
      return unreachable(change);
  }
}

function registerDomain(s: State, { domain }: Of<'domain registered'>): undefined {
  addDomain(s, {
    owner: s.owner,
    ...domain,
    status: 'REGISTERED',
    WorkflowType: emptyTable(s.owner),
    ActivityType: emptyTable(s.owner),
    openRuns: emptyTable(s.owner),
    runCounts: noRunCounts(s.owner),
    decision: emptyTable(s.owner),
    activity: emptyTable(s.owner),
  });
}

// The types of a deprecated domain become deprecated, too (docs/swf.md 2.1).
function deprecateDomain(s: State, { name, at }: Of<'domain deprecated'>): undefined {
  const domain = writableDomain(s, name);
  domain.status = 'DEPRECATED';
  for (const type of [...values(domain.WorkflowType), ...values(domain.ActivityType)]) {
    if (type.status === 'REGISTERED') deprecateType(s, type, at);
  }
}

function registerType(s: State, { type }: Of<'type registered'>): undefined {
  addType(s, { owner: s.owner, ...type, status: 'REGISTERED', deprecatedAt: undefined });
}

function deprecateType(s: State, { kind, domain, type }: Of<'type deprecated'>['type'], at: Instant): undefined {
  const registered = typeOf(s, kind, domain, type);
  invariant(registered?.status === 'REGISTERED', () => `the type ${type.name} was deprecated twice`);
  addType(s, { ...registered, owner: s.owner, status: 'DEPRECATED', deprecatedAt: at });
}

function undeprecateType(s: State, { kind, domain, type }: Of<'type deprecated'>['type']): undefined {
  const registered = typeOf(s, kind, domain, type);
  invariant(
    registered?.status === 'DEPRECATED',
    () => `the type ${type.name} was undeprecated, and was not deprecated`,
  );
  addType(s, { ...registered, owner: s.owner, status: 'REGISTERED', deprecatedAt: undefined });
}

function unreachable(change: never): never {
  throw new Bug(`no rule applies ${JSON.stringify(change)}`);
}
