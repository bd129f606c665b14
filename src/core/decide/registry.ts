import { domainArn, TYPE_KEYS } from '../access.js';
import { type Fault, fault, type TypeId, type TypeKind, typeText, unknownDomain, unknownType } from '../faults.js';
import { withGiven } from '../given.js';
import { keptList, keptType } from '../kept.js';
import type { Domain, RegisteredType, State, TypeDefaults } from '../state.js';
import { typeOf } from '../state.js';
import { get } from '../store/table.js';
import type { Reply } from '../types.js';
import { answer, effect, inDomain, type Operation, type Plan } from './plan.js';

const byName = ({ name }: { readonly name: string }) => ({ domain: name });
const NEW_TYPE_KEYS = ['defaultTaskList.name', 'name', 'version'];

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

const keptTag = ({ key, value }: Domain['tags'][number]) => Object.freeze({ key, value });

export const describeDomain: Operation<'DescribeDomain'> = {
  target: (_s, input) => byName(input),
  conditionKeys: [],
  decide(s, { name }) {
    const domain = get(s.domains, name);
    if (!domain) return unknownDomain(name);
    const { region, accountId } = s.config;
    const { status, description, retention } = domain;
    return answer({
      domainInfo: withGiven({ name, status, arn: domainArn(region, accountId, name) }, { description }),
      configuration: { workflowExecutionRetentionPeriodInDays: retention },
    });
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

export const registerWorkflowType: Operation<'RegisterWorkflowType'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: NEW_TYPE_KEYS,
  decide: (s, input) => registerType(s, 'WorkflowType', input),
};

export const registerActivityType: Operation<'RegisterActivityType'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: NEW_TYPE_KEYS,
  decide: (s, input) => registerType(s, 'ActivityType', input),
};

export const describeWorkflowType: Operation<'DescribeWorkflowType'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: TYPE_KEYS('workflowType'),
  decide(s, { domain, workflowType }) {
    const found = lookUp(s, 'WorkflowType', domain, workflowType);
    if ('fault' in found) return found;
    return answer(describe(found, 'workflowType') as Reply<'DescribeWorkflowType'>);
  },
};

export const describeActivityType: Operation<'DescribeActivityType'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: TYPE_KEYS('activityType'),
  decide(s, { domain, activityType }) {
    const found = lookUp(s, 'ActivityType', domain, activityType);
    if ('fault' in found) return found;
    return answer(describe(found, 'activityType') as Reply<'DescribeActivityType'>);
  },
};

export const deprecateWorkflowType: Operation<'DeprecateWorkflowType'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: TYPE_KEYS('workflowType'),
  decide: (s, { domain, workflowType }) => deprecateType(s, 'WorkflowType', domain, workflowType),
};

export const deprecateActivityType: Operation<'DeprecateActivityType'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: TYPE_KEYS('activityType'),
  decide: (s, { domain, activityType }) => deprecateType(s, 'ActivityType', domain, activityType),
};

/** The domain, if things can still be begun in it. */
export function activeDomain(s: State, name: string): Domain | Fault {
  const domain = get(s.domains, name);
  if (!domain) return unknownDomain(name);
  // Declared by DeprecateDomain alone; what else the service says here is not known (swf-behaviour, doubt 6).
  return domain.status === 'DEPRECATED' ? fault('DomainDeprecatedFault', name) : domain;
}

interface Registration extends TypeId, TypeDefaults {
  readonly domain: string;
  readonly description?: string | undefined;
}

function registerType(s: State, kind: TypeKind, input: RegistrationInput): Plan<Record<never, never>> | Fault {
  const { domain: domainName, name, version, description } = input;
  const domain = activeDomain(s, domainName);
  if ('fault' in domain) return domain;
  const type = { name, version };
  if (typeOf(s, kind, domainName, type)) return fault('TypeAlreadyExistsFault', typeText(kind, type));
  const { workflowTypes, activityTypes } = s.config.limits;
  const limit = kind === 'WorkflowType' ? workflowTypes : activityTypes;
  if (domain[kind].size >= limit) return fault('LimitExceededFault', `Limit on ${kind} per domain reached`);
  const defaults = defaultsOf(input as Registration);
  const registered = { kind, domain: domainName, type: keptType(type), description, defaults, createdAt: s.now };
  return effect([{ kind: 'type registered', type: registered }]);
}

type RegistrationInput = Parameters<typeof registerWorkflowType.decide | typeof registerActivityType.decide>[1];

const defaultsOf = ({ defaultTaskList, ...input }: Registration): TypeDefaults =>
  Object.freeze(
    withGiven(
      {},
      {
        defaultTaskList: defaultTaskList && keptList(defaultTaskList),
        defaultTaskPriority: input.defaultTaskPriority,
        defaultTaskStartToCloseTimeout: input.defaultTaskStartToCloseTimeout,
        defaultExecutionStartToCloseTimeout: input.defaultExecutionStartToCloseTimeout,
        defaultChildPolicy: input.defaultChildPolicy,
        defaultLambdaRole: input.defaultLambdaRole,
        defaultTaskHeartbeatTimeout: input.defaultTaskHeartbeatTimeout,
        defaultTaskScheduleToStartTimeout: input.defaultTaskScheduleToStartTimeout,
        defaultTaskScheduleToCloseTimeout: input.defaultTaskScheduleToCloseTimeout,
      },
    ),
  );

function deprecateType(s: State, kind: TypeKind, domain: string, type: TypeId): Plan<Record<never, never>> | Fault {
  const found = lookUp(s, kind, domain, type);
  if ('fault' in found) return found;
  if (found.status === 'DEPRECATED') return fault('TypeDeprecatedFault', typeText(kind, type));
  return effect([{ kind: 'type deprecated', type: { kind, domain, type: found.type }, at: s.now }]);
}

function lookUp(s: State, kind: TypeKind, domain: string, type: TypeId): RegisteredType | Fault {
  if (!get(s.domains, domain)) return unknownDomain(domain);
  return typeOf(s, kind, domain, type) ?? unknownType(kind, type);
}

// Defaults that were not registered are absent, and without any the configuration is empty (recorded).
const describe = (
  { type, status, description, createdAt, deprecatedAt, defaults }: RegisteredType,
  member: string,
) => ({
  typeInfo: withGiven(
    { [member]: type, status, creationDate: createdAt },
    { description, deprecationDate: deprecatedAt },
  ),
  configuration: defaults,
});
