import type { Asker } from '../../story/asker.js';
import type { Check } from '../../story/check.js';
import type { Kind, TypeName } from '../../target/ground.js';

const textOf = (kind: Kind, { name, version }: TypeName): string => `${kind}Type=[name=${name}, version=${version}]`;
const input = (ask: Asker, kind: Kind, type: TypeName): never =>
  ({ domain: ask.domain, [`${kind.toLowerCase()}Type`]: type }) as never;

/** Reads the status of a type. */
async function statusOf(ask: Asker, kind: Kind, type: TypeName): Promise<string | undefined> {
  const { typeInfo } = await ask.call(`Describe${kind}Type`, input(ask, kind, type));
  return typeInfo?.status;
}

const forKind = (kind: Kind): readonly Check[] => [
  {
    id: `types.again.${kind}`,
    question: `Is a ${kind.toLowerCase()} type refused that exists, with its name and version as the text?`,
    section: '2.2',
    async story(ask) {
      const type = await ask.register(kind, 'type');
      const again = { domain: ask.domain, ...type };
      await ask.expectFault(`Register${kind}Type`, again, {
        name: 'TypeAlreadyExistsFault',
        message: textOf(kind, type),
      });
    },
  },
  {
    id: `types.deprecate.${kind}`,
    question: `Does a ${kind.toLowerCase()} type become deprecated, and only once?`,
    section: '2.2',
    async story(ask) {
      const type = await ask.register(kind, 'type');
      await ask.call(`Deprecate${kind}Type`, input(ask, kind, type));
      await ask.expect('the status', () => statusOf(ask, kind, type), 'DEPRECATED');
      const { typeInfo } = await ask.call(`Describe${kind}Type`, input(ask, kind, type));
      await ask.expect('a date of deprecation', () => typeInfo?.deprecationDate instanceof Date, true);
      const fault = { name: 'TypeDeprecatedFault', message: textOf(kind, type) };
      await ask.expectFault(`Deprecate${kind}Type`, input(ask, kind, type), fault);
      await ask.expectFault(
        `Register${kind}Type`,
        { domain: ask.domain, ...type },
        {
          name: 'TypeAlreadyExistsFault',
          message: textOf(kind, type),
        },
      );
    },
  },
  {
    id: `types.undeprecate.${kind}`,
    question: `Is a ${kind.toLowerCase()} type registered again by Undeprecate${kind}Type, and only if it was deprecated?`,
    section: '2.2',
    async story(ask) {
      const type = await ask.register(kind, 'type');
      const fault = { name: 'TypeAlreadyExistsFault', message: textOf(kind, type) };
      await ask.expectFault(`Undeprecate${kind}Type`, input(ask, kind, type), fault);
      await ask.call(`Deprecate${kind}Type`, input(ask, kind, type));
      await ask.call(`Undeprecate${kind}Type`, input(ask, kind, type));
      await ask.expect('the status', () => statusOf(ask, kind, type), 'REGISTERED');
    },
  },
  {
    id: `types.delete.${kind}`,
    question: `Is a ${kind.toLowerCase()} type deleted only once it is deprecated, and can its name be registered again?`,
    section: '2.2',
    async story(ask) {
      const type = await ask.register(kind, 'type');
      await ask.expectFault(`Delete${kind}Type`, input(ask, kind, type), {
        name: 'TypeNotDeprecatedFault',
        message: 'The type is currently registered and cannot be deleted in its current state',
      });
      await ask.call(`Deprecate${kind}Type`, input(ask, kind, type));
      await ask.call(`Delete${kind}Type`, input(ask, kind, type));
      ask.ground.noteDeleted(type);
      await ask.expectFault(`Describe${kind}Type`, input(ask, kind, type), {
        name: 'UnknownResourceFault',
        message: `Unknown type: ${textOf(kind, type)}`,
      });
      await ask.register(kind, 'type');
      await ask.expect('the status', () => statusOf(ask, kind, type), 'REGISTERED');
    },
  },
  {
    id: `types.list.${kind}`,
    question: `Does List${kind}Types show a type by its exact name, under its status only?`,
    section: '2.2',
    async story(ask) {
      const type = await ask.register(kind, 'type', { description: 'of swfake conform' });
      const list = async (registrationStatus: 'REGISTERED' | 'DEPRECATED') => {
        const { typeInfos } = await ask.call(`List${kind}Types`, {
          domain: ask.domain,
          name: type.name,
          registrationStatus,
        });
        return typeInfos?.map(({ description, status }) => ({ description, status }));
      };
      const shown = { description: 'of swfake conform', status: 'REGISTERED' };
      await ask.expect('the registered types', () => list('REGISTERED'), [shown]);
      await ask.expect('the deprecated types', () => list('DEPRECATED'), []);
    },
  },
  {
    id: `types.pages.${kind}`,
    question: `Do the pages of List${kind}Types go by version, and the other way round if asked?`,
    section: '5.4',
    async story(ask) {
      const name = ask.name('type');
      for (const version of ['1', '2', '3']) await ask.ground.register(kind, { name, version }, {}, { log: ask.calls });
      const page = async (reverseOrder: boolean, nextPageToken?: string) => {
        const where = { domain: ask.domain, name, registrationStatus: 'REGISTERED', maximumPageSize: 2 } as const;
        const paged = { ...where, reverseOrder, ...(nextPageToken !== undefined && { nextPageToken }) };
        const { typeInfos = [], nextPageToken: next } = await ask.call(`List${kind}Types`, paged);
        const versions = typeInfos.map((one) => {
          const { activityType, workflowType } = one as { activityType?: TypeName; workflowType?: TypeName };
          return (activityType ?? workflowType)?.version;
        });
        return { versions, next };
      };
      const first = await ask.eventually(
        () => page(false),
        ({ versions }) => versions.length === 2,
      );
      await ask.expect('the first page', () => first.versions, ['1', '2']);
      await ask.expect('the last page', () => page(false, first.next), { versions: ['3'], next: undefined });
      await ask.expect('the first page, reversed', async () => (await page(true)).versions, ['3', '2']);
    },
  },
];

const CONFIGURATIONS: readonly Check[] = [
  {
    id: 'types.configuration.Workflow',
    question: 'Does DescribeWorkflowType show the defaults that were registered, and no other?',
    section: '2.2',
    async story(ask) {
      const type = await ask.register('Workflow', 'type', { defaultChildPolicy: 'ABANDON', defaultTaskPriority: '7' });
      const { configuration } = await ask.call('DescribeWorkflowType', input(ask, 'Workflow', type));
      const { defaultChildPolicy, defaultTaskPriority, ...others } = configuration ?? {};
      await ask.expect('the defaults', () => [defaultChildPolicy, defaultTaskPriority], ['ABANDON', '7']);
      await ask.expect('others', () => Object.values(others).filter((value) => value !== undefined), []);
    },
  },
  {
    id: 'types.configuration.Activity',
    question: 'Does DescribeActivityType show the defaults that were registered, and no other?',
    section: '2.3',
    async story(ask) {
      const defaults = { defaultTaskHeartbeatTimeout: 'NONE', defaultTaskList: { name: 'default' } };
      const type = await ask.register('Activity', 'type', defaults);
      const { configuration } = await ask.call('DescribeActivityType', input(ask, 'Activity', type));
      const { defaultTaskHeartbeatTimeout, defaultTaskList, ...others } = configuration ?? {};
      await ask.expect('the defaults', () => [defaultTaskHeartbeatTimeout, defaultTaskList?.name], ['NONE', 'default']);
      await ask.expect('others', () => Object.values(others).filter((value) => value !== undefined), []);
    },
  },
  {
    id: 'types.startDeprecated',
    question: 'Does StartWorkflowExecution refuse a type that is deprecated?',
    section: '2.4',
    async story(ask) {
      const type = await ask.register('Workflow', 'type');
      await ask.call('DeprecateWorkflowType', input(ask, 'Workflow', type));
      const start = { domain: ask.domain, workflowId: ask.name('run'), workflowType: type };
      await ask.expectFault('StartWorkflowExecution', start, {
        name: 'TypeDeprecatedFault',
        message: textOf('Workflow', type),
      });
    },
  },
  {
    id: 'types.deprecatedInUse',
    question: 'Does a run go on whose type is deprecated, with tasks of a type that is deprecated?',
    section: '1.2',
    async story(ask) {
      const defaults = { ...ORDER_DEFAULTS, defaultTaskList: { name: ask.list } };
      const type = await ask.register('Workflow', 'type', defaults);
      const run = await ask.start('run', { workflowType: type });
      await ask.call('DeprecateWorkflowType', input(ask, 'Workflow', type));
      await run.decide(ask.schedule('charge'));
      await ask.expect(
        'the events',
        () => run.types(3),
        'DecisionTaskStarted DecisionTaskCompleted ActivityTaskScheduled',
      );
    },
  },
];

const ORDER_DEFAULTS = {
  defaultExecutionStartToCloseTimeout: '600',
  defaultTaskStartToCloseTimeout: '300',
  defaultChildPolicy: 'TERMINATE',
} as const;

/** Checks of the registration of types. */
export const TYPE_CHECKS: readonly Check[] = [...forKind('Workflow'), ...forKind('Activity'), ...CONFIGURATIONS];
