import { domainArn } from '../access.js';
import { type Fault, fault } from '../faults.js';
import { keptTag } from '../kept.js';
import type { Domain, State, Tag } from '../state.js';
import { get } from '../store/table.js';
import { answer, effect, type Operation, type Target } from './plan.js';

// Only domains can be tagged; the ARN says which (swf-behaviour 2.6).
const byArn = (_s: State, { resourceArn }: { readonly resourceArn: string }): Target => ({
  domain: resourceArn.slice(resourceArn.lastIndexOf('/') + 1),
});

export const tagResource: Operation<'TagResource'> = {
  target: byArn,
  conditionKeys: [],
  decide(s, { resourceArn, tags }) {
    const domain = tagged(s, resourceArn);
    if ('fault' in domain) return domain;
    const merged = new Map<string, Tag>([...domain.tags, ...tags.map(keptTag)].map((tag) => [tag.key, tag]));
    if (merged.size > s.config.limits.domainTags) return fault('TooManyTagsFault', `${merged.size} tags`);
    return effect([{ kind: 'domain tagged', name: domain.name, tags: Object.freeze([...merged.values()]) }]);
  },
};

export const untagResource: Operation<'UntagResource'> = {
  target: byArn,
  conditionKeys: [],
  decide(s, { resourceArn, tagKeys }) {
    const domain = tagged(s, resourceArn);
    if ('fault' in domain) return domain;
    const tags = Object.freeze(domain.tags.filter(({ key }) => !tagKeys.includes(key)));
    return effect([{ kind: 'domain tagged', name: domain.name, tags }]);
  },
};

export const listTagsForResource: Operation<'ListTagsForResource'> = {
  target: byArn,
  conditionKeys: [],
  decide(s, { resourceArn }) {
    const domain = tagged(s, resourceArn);
    return 'fault' in domain ? domain : answer({ tags: domain.tags });
  },
};

// A fake is one region of one account: the ARN of another is unknown here.
function tagged(s: State, arn: string): Domain | Fault {
  const { region, accountId } = s.config;
  const domain = get(s.domains, arn.slice(arn.lastIndexOf('/') + 1));
  if (domain && domainArn(region, accountId, domain.name) === arn) return domain;
  return fault('UnknownResourceFault', `Unknown resource: ${arn}`);
}
