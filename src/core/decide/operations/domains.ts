import { domainArn } from '../../../tables/arns.js';
import type { Domain } from '../../model/domain.js';
import { type Fault, fault, unknownDomain } from '../../model/faults.js';
import { frozenTag } from '../../model/frozen.js';
import { withDefined } from '../../model/optional.js';
import type { State } from '../../model/state.js';
import { get, values } from '../../store/table.js';
import { changesOnly, type Operation, replyOnly } from '../plan.js';
import { listPage } from './pages.js';

const targetNamed = ({ name }: { readonly name: string }) => ({ domain: name });

/** The rule of RegisterDomain (docs/swf.md 2.1). */
export const registerDomain: Operation<'RegisterDomain'> = {
  target: (_s, input) => targetNamed(input),
  conditionKeys: [],
  decide(s, { name, description, workflowExecutionRetentionPeriodInDays: retention, tags = [] }) {
    const { limits } = s.config;
    if (tags.length > limits.domainTags) return fault('TooManyTagsFault', `${tags.length} tags`);
    if (get(s.domains, name)) return fault('DomainAlreadyExistsFault', name);
    if (s.domains.size >= limits.domains) return fault('LimitExceededFault', 'Limit on domains reached');
    return changesOnly([
      { kind: 'domain registered', domain: { name, description, retention, tags: Object.freeze(tags.map(frozenTag)) } },
    ]);
  },
};

/** The rule of DescribeDomain (docs/swf.md 2.1). */
export const describeDomain: Operation<'DescribeDomain'> = {
  target: (_s, input) => targetNamed(input),
  conditionKeys: [],
  decide(s, { name }) {
    const domain = get(s.domains, name);
    if (!domain) return unknownDomain(name);
    const configuration = { workflowExecutionRetentionPeriodInDays: domain.retention };
    return replyOnly({ domainInfo: domainInfo(s, domain), configuration });
  },
};

/** The rule of DeprecateDomain: deprecates the domain and its types (docs/swf.md 2.1). */
export const deprecateDomain: Operation<'DeprecateDomain'> = {
  target: (_s, input) => targetNamed(input),
  conditionKeys: [],
  decide(s, { name }) {
    const domain = get(s.domains, name);
    if (!domain) return unknownDomain(name);
    if (domain.status === 'DEPRECATED') return fault('DomainDeprecatedFault', name);
    return changesOnly([{ kind: 'domain deprecated', name, at: s.now }]);
  },
};

/** The rule of UndeprecateDomain: the types of the domain stay deprecated (docs/swf.md 2.1, 12 doubt 14). */
export const undeprecateDomain: Operation<'UndeprecateDomain'> = {
  target: (_s, input) => targetNamed(input),
  conditionKeys: [],
  decide(s, { name }) {
    const domain = get(s.domains, name);
    if (!domain) return unknownDomain(name);
    if (domain.status === 'REGISTERED') return fault('DomainAlreadyExistsFault', name);
    return changesOnly([{ kind: 'domain undeprecated', name }]);
  },
};

/** The rule of ListDomains: sorted by name (docs/swf.md 2.1). */
export const listDomains: Operation<'ListDomains'> = {
  // Its resource for IAM is every domain (docs/swf.md 2, IAM).
  target: () => ({ domain: '*' }),
  conditionKeys: [],
  decide(s, input) {
    const matching = [...values(s.domains)].filter(({ status }) => status === input.registrationStatus);
    const sorted = matching.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const page = listPage(s, 'domains page', sorted, input);
    if ('fault' in page) return page;
    const domainInfos = page.items.map((domain) => domainInfo(s, domain));
    return replyOnly(withDefined({ domainInfos }, { nextPageToken: page.nextPageToken }));
  },
};

function domainInfo(s: State, { name, status, description }: Domain) {
  const { region, accountId } = s.config;
  return withDefined({ name, status, arn: domainArn(region, accountId, name) }, { description });
}

/** Returns a domain in which types can be registered and executions started, or the fault of any other. */
export function activeDomain(s: State, name: string): Domain | Fault {
  const domain = get(s.domains, name);
  if (!domain) return unknownDomain(name);
  // Only DeprecateDomain declares this fault; the one of the service is not known (docs/swf.md, doubt 6).
  return domain.status === 'DEPRECATED' ? fault('DomainDeprecatedFault', name) : domain;
}
