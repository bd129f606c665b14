import type { OperationName } from '../../../tables/operations.js';
import { typeConditionKeys } from '../../authorize/accessRequest.js';
import type { Input, Reply } from '../../model/api.js';
import type { RegisteredType, TypeDefaults } from '../../model/domain.js';
import { typeKey } from '../../model/domain.js';
import {
  type Fault,
  fault,
  type TypeId,
  type TypeKind,
  typeText,
  unknownDomain,
  unknownType,
} from '../../model/faults.js';
import { frozenTaskList, frozenType } from '../../model/frozen.js';
import { withDefined } from '../../model/optional.js';
import type { State } from '../../model/state.js';
import { typeOf } from '../../model/state.js';
import { get, type Table, values } from '../../store/table.js';
import { changesOnly, inDomain, type Operation, type Plan, replyOnly } from '../plan.js';
import { activeDomain } from './domains.js';
import { listPage } from './pages.js';

const NEW_TYPE_KEYS = ['defaultTaskList.name', 'name', 'version'];

/** The rule of RegisterWorkflowType (docs/swf.md 2.2). */
export const registerWorkflowType: Operation<'RegisterWorkflowType'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: NEW_TYPE_KEYS,
  decide: (s, input) => registerType(s, 'WorkflowType', input),
};

/** The rule of RegisterActivityType (docs/swf.md 2.3). */
export const registerActivityType: Operation<'RegisterActivityType'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: NEW_TYPE_KEYS,
  decide: (s, input) => registerType(s, 'ActivityType', input),
};

/** The rule of DescribeWorkflowType: shows only the defaults that were registered (docs/swf.md 2.2). */
export const describeWorkflowType: Operation<'DescribeWorkflowType'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: typeConditionKeys('workflowType'),
  decide(s, { domain, workflowType }) {
    const found = registeredType(s, 'WorkflowType', domain, workflowType);
    if ('fault' in found) return found;
    return replyOnly(typeDetail(found, 'workflowType') as Reply<'DescribeWorkflowType'>);
  },
};

/** The rule of DescribeActivityType: shows only the defaults that were registered (docs/swf.md 2.3). */
export const describeActivityType: Operation<'DescribeActivityType'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: typeConditionKeys('activityType'),
  decide(s, { domain, activityType }) {
    const found = registeredType(s, 'ActivityType', domain, activityType);
    if ('fault' in found) return found;
    return replyOnly(typeDetail(found, 'activityType') as Reply<'DescribeActivityType'>);
  },
};

/** The rule of DeprecateWorkflowType (docs/swf.md 2.2). */
export const deprecateWorkflowType: Operation<'DeprecateWorkflowType'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: typeConditionKeys('workflowType'),
  decide: (s, { domain, workflowType }) => deprecateType(s, 'WorkflowType', domain, workflowType),
};

/** The rule of DeprecateActivityType (docs/swf.md 2.3). */
export const deprecateActivityType: Operation<'DeprecateActivityType'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: typeConditionKeys('activityType'),
  decide: (s, { domain, activityType }) => deprecateType(s, 'ActivityType', domain, activityType),
};

/** The rule of UndeprecateWorkflowType (docs/swf.md 2.2). */
export const undeprecateWorkflowType: Operation<'UndeprecateWorkflowType'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: typeConditionKeys('workflowType'),
  decide: (s, { domain, workflowType }) => undeprecateType(s, 'WorkflowType', domain, workflowType),
};

/** The rule of UndeprecateActivityType (docs/swf.md 2.3). */
export const undeprecateActivityType: Operation<'UndeprecateActivityType'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: typeConditionKeys('activityType'),
  decide: (s, { domain, activityType }) => undeprecateType(s, 'ActivityType', domain, activityType),
};

/** The rule of DeleteWorkflowType: only a deprecated type can be deleted (docs/swf.md 2.2). */
export const deleteWorkflowType: Operation<'DeleteWorkflowType'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: typeConditionKeys('workflowType'),
  decide: (s, { domain, workflowType }) => deleteType(s, 'WorkflowType', domain, workflowType),
};

/** The rule of DeleteActivityType: only a deprecated type can be deleted (docs/swf.md 2.3). */
export const deleteActivityType: Operation<'DeleteActivityType'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: typeConditionKeys('activityType'),
  decide: (s, { domain, activityType }) => deleteType(s, 'ActivityType', domain, activityType),
};

/** The rule of ListWorkflowTypes: sorted by name, then version (docs/swf.md 2.2). */
export const listWorkflowTypes: Operation<'ListWorkflowTypes'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: [],
  decide: (s, input) => listTypes(s, 'WorkflowType', 'workflowType', input) as ListPlan<'ListWorkflowTypes'>,
};

/** The rule of ListActivityTypes: sorted by name, then version (docs/swf.md 2.3). */
export const listActivityTypes: Operation<'ListActivityTypes'> = {
  target: (_s, input) => inDomain(input),
  conditionKeys: [],
  decide: (s, input) => listTypes(s, 'ActivityType', 'activityType', input) as ListPlan<'ListActivityTypes'>,
};

type ListPlan<O extends OperationName> = Plan<Reply<O>> | Fault;

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
  const registered = { kind, domain: domainName, type: frozenType(type), description, defaults, createdAt: s.now };
  return changesOnly([{ kind: 'type registered', type: registered }]);
}

type RegistrationInput = Parameters<typeof registerWorkflowType.decide | typeof registerActivityType.decide>[1];

const defaultsOf = (input: Registration): TypeDefaults =>
  Object.freeze(
    withDefined(
      {},
      {
        defaultTaskList: input.defaultTaskList && frozenTaskList(input.defaultTaskList),
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
  const found = registeredType(s, kind, domain, type);
  if ('fault' in found) return found;
  if (found.status === 'DEPRECATED') return fault('TypeDeprecatedFault', typeText(kind, type));
  return changesOnly([{ kind: 'type deprecated', type: { kind, domain, type: found.type }, at: s.now }]);
}

function undeprecateType(s: State, kind: TypeKind, domain: string, type: TypeId): Plan<Record<never, never>> | Fault {
  const found = registeredType(s, kind, domain, type);
  if ('fault' in found) return found;
  if (found.status === 'REGISTERED') return fault('TypeAlreadyExistsFault', typeText(kind, type));
  return changesOnly([{ kind: 'type undeprecated', type: { kind, domain, type: found.type } }]);
}

// A deleted type can be registered again. Its running executions and scheduled tasks continue (docs/swf.md 1.2).
function deleteType(s: State, kind: TypeKind, domain: string, type: TypeId): Plan<Record<never, never>> | Fault {
  const found = registeredType(s, kind, domain, type);
  if ('fault' in found) return found;
  if (found.status === 'REGISTERED') {
    return fault(
      'TypeNotDeprecatedFault',
      'The type is currently registered and cannot be deleted in its current state',
    );
  }
  return changesOnly([{ kind: 'type deleted', type: { kind, domain, type: found.type } }]);
}

function registeredType(s: State, kind: TypeKind, domain: string, type: TypeId): RegisteredType | Fault {
  if (!get(s.domains, domain)) return unknownDomain(domain);
  return typeOf(s, kind, domain, type) ?? unknownType(kind, type);
}

// A default that was not registered is absent. Without any, the configuration is empty (recorded).
const typeDetail = (type: RegisteredType, member: TypeMember) => ({
  typeInfo: typeInfo(type, member),
  configuration: type.defaults,
});

type TypeMember = 'workflowType' | 'activityType';

const typeInfo = ({ type, status, description, createdAt, deprecatedAt }: RegisteredType, member: TypeMember) =>
  withDefined({ [member]: type, status, creationDate: createdAt }, { description, deprecationDate: deprecatedAt });

// The order is by name, then by version (docs/swf.md 2.2).
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
  return replyOnly(withDefined({ typeInfos }, { nextPageToken: page.nextPageToken }));
}

const matching = (types: Table<RegisteredType>, { name, registrationStatus }: Input<'ListWorkflowTypes'>) =>
  [...values(types)]
    .filter(({ type, status }) => status === registrationStatus && (name === undefined || type.name === name))
    .toSorted((a, b) => (typeKey(a.type) < typeKey(b.type) ? -1 : 1));
