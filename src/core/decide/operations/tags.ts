import { domainArn } from '../../../tables/arns.js';
import type { Target } from '../../authorize/call.js';
import type { Domain, Tag } from '../../model/domain.js';
import { type Fault, fault } from '../../model/faults.js';
import { frozenTag } from '../../model/frozen.js';
import type { State } from '../../model/state.js';
import { get } from '../../store/table.js';
import { changesOnly, type Operation, replyOnly } from '../plan.js';

// Only domains can have tags (docs/swf.md 2.6).
const targetOfArn = (_s: State, { resourceArn }: { readonly resourceArn: string }): Target => ({
  domain: resourceArn.slice(resourceArn.lastIndexOf('/') + 1),
});

/** The rule of TagResource: adds tags to a domain, or replaces those of the same key (docs/swf.md 2.6). */
export const tagResource: Operation<'TagResource'> = {
  target: targetOfArn,
  conditionKeys: [],
  decide(s, { resourceArn, tags }) {
    const domain = domainOfArn(s, resourceArn);
    if ('fault' in domain) return domain;
    const merged = new Map<string, Tag>([...domain.tags, ...tags.map(frozenTag)].map((tag) => [tag.key, tag]));
    if (merged.size > s.config.limits.domainTags) return fault('TooManyTagsFault', `${merged.size} tags`);
    return changesOnly([{ kind: 'domain tagged', name: domain.name, tags: Object.freeze([...merged.values()]) }]);
  },
};

/** The rule of UntagResource: a key that the domain does not have is no error (docs/swf.md 2.6). */
export const untagResource: Operation<'UntagResource'> = {
  target: targetOfArn,
  conditionKeys: [],
  decide(s, { resourceArn, tagKeys }) {
    const domain = domainOfArn(s, resourceArn);
    if ('fault' in domain) return domain;
    const tags = Object.freeze(domain.tags.filter(({ key }) => !tagKeys.includes(key)));
    return changesOnly([{ kind: 'domain tagged', name: domain.name, tags }]);
  },
};

/** The rule of ListTagsForResource (docs/swf.md 2.6). */
export const listTagsForResource: Operation<'ListTagsForResource'> = {
  target: targetOfArn,
  conditionKeys: [],
  decide(s, { resourceArn }) {
    const domain = domainOfArn(s, resourceArn);
    return 'fault' in domain ? domain : replyOnly({ tags: domain.tags });
  },
};

// A state is one region of one account, so it does not have the ARN of another region or account.
function domainOfArn(s: State, arn: string): Domain | Fault {
  const { region, accountId } = s.config;
  const domain = get(s.domains, arn.slice(arn.lastIndexOf('/') + 1));
  if (domain && domainArn(region, accountId, domain.name) === arn) return domain;
  return fault('UnknownResourceFault', `Unknown resource: ${arn}`);
}
