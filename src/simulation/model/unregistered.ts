import { nearest } from '../../args/didYouMean.js';
import { quoted, quotedNames } from '../../args/quoted.js';
import {
  type Change,
  type CoreEvent,
  type Run,
  runAt,
  type State,
  settingsOf,
  type TypeId,
  type TypeKind,
  typeName,
  typesIn,
} from '../../core/index.js';
import { unregisteredTypeText } from '../../shell/diagnose/failures.js';
import { kindOfCause } from '../../tables/causes.js';
import type { Definition } from './definition.js';
import { NO_SUCH_FUNCTION } from './noSuchFunction.js';

/** A failure because of a name that is not registered. */
interface Unregistered {
  /** The cause of the failure, or its reason. */
  readonly cause: string;
  /** The event and the name, with a similar name that is registered. */
  readonly text: string;
}

/** The names in the failures of one run that are not registered: with them, a decider repeats itself for ever. */
export class UnregisteredNames {
  readonly #functions: readonly string[];
  readonly #expectedFailures: ReadonlySet<string>;
  readonly #found: Unregistered[] = [];

  constructor({ fake = {}, expectedFailures = [] }: Pick<Definition, 'fake' | 'expectedFailures'>) {
    this.#functions = Object.keys(fake.lambda ?? {});
    this.#expectedFailures = new Set(expectedFailures);
  }

  /** Records a change if it is a failure because of such a name. `decisions` are those of the last batch. */
  note(s: State, change: Change, decisions: readonly unknown[]): void {
    if (change.kind !== 'event' || !change.event.type.endsWith('Failed')) return;
    const found = failureIn(s, runAt(s, change.run) as Run, change.event, this.#functions, decisions);
    if (found && !this.#expectedFailures.has(found.cause)) this.#found.push(found);
  }

  /** Returns the end of the simulation, if there is such a name. */
  end(): { readonly how: 'unregistered'; readonly what: string } | undefined {
    return this.#found.length === 0 ? undefined : { how: 'unregistered', what: unregisteredText(this.#found) };
  }
}

function failureIn(
  s: State,
  run: Run,
  event: CoreEvent,
  functions: readonly string[],
  decisions: readonly unknown[],
): Unregistered | undefined {
  const { cause, reason } = event.attributes as Members;
  if (event.type === 'LambdaFunctionFailed' && reason === NO_SUCH_FUNCTION) {
    return { cause: NO_SUCH_FUNCTION, text: `${eventText(event)}: ${functionText(run, event, functions)}` };
  }
  if (typeof cause !== 'string' || kindOfCause(cause) !== 'type missing') return undefined;
  const { kind, type } = namedType(run, event, decisions);
  const isRegistered = [...typesIn(s, run.domain, kind)].some((one) => typeName(one.type) === typeName(type));
  // An `inject` of the test can give the cause for a type that is registered.
  return isRegistered ? undefined : { cause, text: `${eventText(event)}: ${unregisteredTypeText(s, run, kind, type)}` };
}

interface Members {
  readonly cause?: unknown;
  readonly reason?: unknown;
  readonly activityType?: TypeId;
  readonly workflowType?: TypeId;
  readonly scheduledEventId?: number;
}

const eventText = ({ id, type }: CoreEvent): string => `${type} (event ${id})`;

interface NamedType {
  readonly kind: TypeKind;
  readonly type: TypeId;
}

function namedType(run: Run, { attributes }: CoreEvent, decisions: readonly unknown[]): NamedType {
  const { activityType, workflowType } = attributes as Members;
  if (activityType) return { kind: 'ActivityType', type: activityType };
  return { kind: 'WorkflowType', type: workflowType ?? successorType(run, decisions) };
}

/**
 * Returns the type of the next run that a batch asked for. The event of a ContinueAsNewWorkflowExecution that failed does not
 * show it: the name is the run's own, and the version is in the decision.
 */
export function successorType(run: Run, decisions: readonly unknown[]): TypeId {
  const { name, version } = settingsOf(run).workflowType;
  const [asked] = decisions.flatMap((decision) => versionIn(decision) ?? []);
  return { name, version: asked ?? version };
}

const versionIn = (decision: unknown): string | undefined =>
  (
    decision as {
      readonly continueAsNewWorkflowExecutionDecisionAttributes?: { readonly workflowTypeVersion?: string };
    }
  ).continueAsNewWorkflowExecutionDecisionAttributes?.workflowTypeVersion;

function functionText(run: Run, { attributes }: CoreEvent, known: readonly string[]): string {
  const scheduled = run.events[Number((attributes as Members).scheduledEventId) - 1];
  const name = scheduled?.type === 'LambdaFunctionScheduled' ? scheduled.attributes.name : '';
  const near = nearest(name, known);
  const advice = known.length === 0 ? 'no function is registered' : `registered are ${quotedNames(known)}`;
  return `the Lambda function ${quoted(name)} is not registered; ${near ? `did you mean ${quoted(near.name)}?` : advice}`;
}

const ADVICE: Readonly<Record<string, string>> = {
  ACTIVITY_TYPE_DOES_NOT_EXIST:
    "Add an activity type to 'activities' of the definition, or to 'defaults.activities' if a poll loop does its work.",
  WORKFLOW_TYPE_DOES_NOT_EXIST:
    "Add a workflow type to 'workflows' of the definition, or to 'defaults.workflows' if it needs no decider.",
  [NO_SUCH_FUNCTION]: "Add a Lambda function to 'lambda' in 'fake' of the definition.",
};

function unregisteredText(found: readonly Unregistered[]): string {
  const causes = [...new Set(found.map(({ cause }) => cause))];
  return [
    ...found.map(({ text }) => text),
    ...causes.flatMap((cause) => ADVICE[cause] ?? []),
    `If the run copes with the failure, add ${quotedNames(causes)} to 'expectedFailures' of the definition.`,
  ].join('\n');
}
