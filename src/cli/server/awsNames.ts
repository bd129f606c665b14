type Settings = Readonly<Record<string, unknown>>;

/** The name of a setting in `register()`, and how its value is written there. */
interface OwnName {
  readonly name: string;
  readonly isTimeout: boolean;
  readonly value: (given: unknown) => unknown;
}

const setting = (name: string, value: OwnName['value'] = (given) => given): OwnName => ({
  name,
  isTimeout: false,
  value,
});

// AWS's timeouts are whole seconds as text, or NONE.
const inSeconds = (given: unknown): unknown => (/^\d+$/.test(String(given)) ? `${String(given)}s` : given);
const timeout = (name: string): OwnName => ({ name, isTimeout: true, value: inSeconds });

const OF_ALL_TYPES: Readonly<Record<string, OwnName>> = {
  defaultTaskList: setting('taskList', (given) => (Object(given) as Settings).name ?? given),
  defaultTaskPriority: setting('taskPriority', Number),
};

/** The names in RegisterWorkflowType and RegisterActivityType of the settings of a type. */
const TYPE_NAMES = {
  workflows: {
    ...OF_ALL_TYPES,
    defaultChildPolicy: setting('childPolicy'),
    defaultLambdaRole: setting('lambdaRole'),
    defaultExecutionStartToCloseTimeout: timeout('execution'),
    defaultTaskStartToCloseTimeout: timeout('decision'),
  },
  activities: {
    ...OF_ALL_TYPES,
    defaultTaskScheduleToStartTimeout: timeout('scheduleToStart'),
    defaultTaskScheduleToCloseTimeout: timeout('scheduleToClose'),
    defaultTaskStartToCloseTimeout: timeout('startToClose'),
    defaultTaskHeartbeatTimeout: timeout('heartbeat'),
  },
};

/** The names in RegisterDomain. */
const DOMAIN_NAMES: Readonly<Record<string, OwnName>> = {
  name: setting('domain'),
  workflowExecutionRetentionPeriodInDays: setting('retention', (days) =>
    /^\d+$/.test(String(days)) ? `${String(days)}d` : days,
  ),
};

/**
 * Returns the settings of a type with the names of `register()` in place of AWS's.
 *
 * @throws Error if one setting has both names.
 */
export const ownTypeSettings = (kind: keyof typeof TYPE_NAMES, settings: Settings): Settings =>
  renamed(TYPE_NAMES[kind], settings);

/**
 * Returns the settings of a domain with the names of `register()` in place of AWS's.
 *
 * @throws Error if one setting has both names.
 */
export const ownDomainSettings = (settings: Settings): Settings => renamed(DOMAIN_NAMES, settings);

function renamed(names: Readonly<Record<string, OwnName>>, settings: Settings): Settings {
  const result: Record<string, unknown> = {};
  const timeouts: Record<string, unknown> = { ...(Object(settings.timeouts) as Settings) };
  for (const [name, given] of Object.entries(settings)) {
    const own = Object.hasOwn(names, name) ? names[name] : undefined;
    const place = own?.isTimeout ? timeouts : result;
    if (own && Object.hasOwn(own.isTimeout ? timeouts : settings, own.name))
      throw new Error(`swfake: '${name}' and '${own.name}' are both given; leave one of them out`);
    if (name !== 'timeouts') place[own?.name ?? name] = own ? own.value(given) : given;
  }
  return Object.keys(timeouts).length > 0 ? { ...result, timeouts } : { ...result, ...pick(settings, 'timeouts') };
}

const pick = (settings: Settings, name: string): Settings =>
  Object.hasOwn(settings, name) ? { [name]: settings[name] } : {};
