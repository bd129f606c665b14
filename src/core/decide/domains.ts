import { domainArn } from '../access.js';
import { type Fault, fault, unknownDomain } from '../faults.js';
import { withGiven } from '../given.js';
import { keptTag } from '../kept.js';
import type { Domain, State } from '../state.js';
import { get, values } from '../store/table.js';
import { listPage } from './pages.js';
import { answer, effect, type Operation } from './plan.js';

const byName = ({ name }: { readonly name: string }) => ({ domain: name });

export const registerDomain: Operation<'RegisterDomain'> = {
  target: (_s, input) => byName(input),
  conditionKeys: [],
  decide(s, { name, description, workflowExecutionRetentionPeriodInDays: retention, tags = [] }) {
    const { limits } = s.config;
    if (tags.length > limits.domainTags) return fault('TooManyTagsFault', `${tags.length} tags`);
    if (get(s.domains, name)) return fault('DomainAlreadyExistsFault', name);
    if (s.domains.size >= limits.domains) return fault('LimitExceededFault', 'Limit on domains reached');
    return effect([
      { kind: 'domain registered', domain: { name, description, retention, tags: Object.freeze(tags.map(keptTag)) } },
    ]);
  },
};

export const describeDomain: Operation<'DescribeDomain'> = {
  target: (_s, input) => byName(input),
  conditionKeys: [],
  decide(s, { name }) {
    const domain = get(s.domains, name);
    if (!domain) return unknownDomain(name);
    const configuration = { workflowExecutionRetentionPeriodInDays: domain.retention };
    return answer({ domainInfo: domainInfo(s, domain), configuration });
  },
};

export const deprecateDomain: Operation<'DeprecateDomain'> = {
  target: (_s, input) => byName(input),
  conditionKeys: [],
  decide(s, { name }) {
    const domain = get(s.domains, name);
    if (!domain) return unknownDomain(name);
    if (domain.status === 'DEPRECATED') return fault('DomainDeprecatedFault', name);
    return effect([{ kind: 'domain deprecated', name, at: s.now }]);
  },
};

// The types that its deprecation deprecated stay so (swf-behaviour, doubt 14).
export const undeprecateDomain: Operation<'UndeprecateDomain'> = {
  target: (_s, input) => byName(input),
  conditionKeys: [],
  decide(s, { name }) {
    const domain = get(s.domains, name);
    if (!domain) return unknownDomain(name);
    if (domain.status === 'REGISTERED') return fault('DomainAlreadyExistsFault', name);
    return effect([{ kind: 'domain undeprecated', name }]);
  },
};

export const listDomains: Operation<'ListDomains'> = {
  // The resource is every domain (Developer Guide, "Managing Access").
  target: () => ({ domain: '*' }),
  conditionKeys: [],
  decide(s, input) {
    const matching = [...values(s.domains)].filter(({ status }) => status === input.registrationStatus);
    const sorted = matching.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const page = listPage(s, 'domains page', sorted, input);
    if ('fault' in page) return page;
    const domainInfos = page.items.map((domain) => domainInfo(s, domain));
    return answer(withGiven({ domainInfos }, { nextPageToken: page.nextPageToken }));
  },
};

function domainInfo(s: State, { name, status, description }: Domain) {
  const { region, accountId } = s.config;
  return withGiven({ name, status, arn: domainArn(region, accountId, name) }, { description });
}

/** The domain, if things can still be begun in it. */
export function activeDomain(s: State, name: string): Domain | Fault {
  const domain = get(s.domains, name);
  if (!domain) return unknownDomain(name);
  // Declared by DeprecateDomain alone; what else the service says here is not known (swf-behaviour, doubt 6).
  return domain.status === 'DEPRECATED' ? fault('DomainDeprecatedFault', name) : domain;
}
