import { TYPE_KEYS } from '../access.js';
import { type Fault, fault, type TypeId, type TypeKind, typeText, unknownDomain, unknownType } from '../faults.js';
import { withGiven } from '../given.js';
import { keptList, keptType } from '../kept.js';
import type { RegisteredType, State, TypeDefaults } from '../state.js';
import { typeKey, typeOf } from '../state.js';
import { get, type Table, values } from '../store/table.js';
import type { Input, OperationName, Reply } from '../types.js';
import { activeDomain } from './domains.js';
import { listPage } from './pages.js';
import { answer, effect, inDomain, type Operation, type Plan } from './plan.js';

const NEW_TYPE_KEYS = ['defaultTaskList.name', 'name', 'version'];

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

export const undeprecateWorkflowType: Operation<'UndeprecateWorkflowType'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: TYPE_KEYS('workflowType'),
  decide: (s, { domain, workflowType }) => undeprecateType(s, 'WorkflowType', domain, workflowType),
};

export const undeprecateActivityType: Operation<'UndeprecateActivityType'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: TYPE_KEYS('activityType'),
  decide: (s, { domain, activityType }) => undeprecateType(s, 'ActivityType', domain, activityType),
};

export const deleteWorkflowType: Operation<'DeleteWorkflowType'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: TYPE_KEYS('workflowType'),
  decide: (s, { domain, workflowType }) => deleteType(s, 'WorkflowType', domain, workflowType),
};

export const deleteActivityType: Operation<'DeleteActivityType'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: TYPE_KEYS('activityType'),
  decide: (s, { domain, activityType }) => deleteType(s, 'ActivityType', domain, activityType),
};

export const listWorkflowTypes: Operation<'ListWorkflowTypes'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: [],
  decide: (s, input) => listTypes(s, 'WorkflowType', 'workflowType', input) as Listed<'ListWorkflowTypes'>,
};

export const listActivityTypes: Operation<'ListActivityTypes'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: [],
  decide: (s, input) => listTypes(s, 'ActivityType', 'activityType', input) as Listed<'ListActivityTypes'>,
};

type Listed<O extends OperationName> = Plan<Reply<O>> | Fault;

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

const defaultsOf = (input: Registration): TypeDefaults =>
  Object.freeze(
    withGiven(
      {},
      {
        defaultTaskList: input.defaultTaskList && keptList(input.defaultTaskList),
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

function undeprecateType(s: State, kind: TypeKind, domain: string, type: TypeId): Plan<Record<never, never>> | Fault {
  const found = lookUp(s, kind, domain, type);
  if ('fault' in found) return found;
  if (found.status === 'REGISTERED') return fault('TypeAlreadyExistsFault', typeText(kind, type));
  return effect([{ kind: 'type undeprecated', type: { kind, domain, type: found.type } }]);
}

// Then it is gone, and may be registered anew; what runs of it goes on (swf-behaviour 1.2).
function deleteType(s: State, kind: TypeKind, domain: string, type: TypeId): Plan<Record<never, never>> | Fault {
  const found = lookUp(s, kind, domain, type);
  if ('fault' in found) return found;
  if (found.status === 'REGISTERED') {
    return fault(
      'TypeNotDeprecatedFault',
      'The type is currently registered and cannot be deleted in its current state',
    );
  }
  return effect([{ kind: 'type deleted', type: { kind, domain, type: found.type } }]);
}

function lookUp(s: State, kind: TypeKind, domain: string, type: TypeId): RegisteredType | Fault {
  if (!get(s.domains, domain)) return unknownDomain(domain);
  return typeOf(s, kind, domain, type) ?? unknownType(kind, type);
}

// Defaults that were not registered are absent, and without any the configuration is empty (recorded).
const describe = (type: RegisteredType, member: TypeMember) => ({
  typeInfo: typeInfo(type, member),
  configuration: type.defaults,
});

type TypeMember = 'workflowType' | 'activityType';

const typeInfo = ({ type, status, description, createdAt, deprecatedAt }: RegisteredType, member: TypeMember) =>
  withGiven({ [member]: type, status, creationDate: createdAt }, { description, deprecationDate: deprecatedAt });

// By name, then version (swf-behaviour 2.2).
function listTypes(
  s: State,
  kind: TypeKind,
  member: TypeMember,
  input: Input<'ListWorkflowTypes' | 'ListActivityTypes'>,
) {
  const domain = get(s.domains, input.domain);
  const page = listPage(
    s,
    `${kind === 'WorkflowType' ? 'workflow' : 'activity'} types page`,
    domain ? matching(domain[kind], input) : [],
    input,
  );
  if ('fault' in page) return page;
  if (!domain) return unknownDomain(input.domain);
  const typeInfos = page.items.map((type) => typeInfo(type, member));
  return answer(withGiven({ typeInfos }, { nextPageToken: page.nextPageToken }));
}

const matching = (types: Table<RegisteredType>, { name, registrationStatus }: Input<'ListWorkflowTypes'>) =>
  [...values(types)]
    .filter(({ type, status }) => status === registrationStatus && (name === undefined || type.name === name))
    .toSorted((a, b) => (typeKey(a.type) < typeKey(b.type) ? -1 : 1));
