import { decisionOf } from './decisions.js';
import { argsOf, inputOf, type Options, ofKind, texts, type Verb, type Words, wordsOf } from './words.js';
import { DOMAIN, type World } from './world.js';

const LAST_DECISION = 'decision task';

const RESPONSE: Options = {
  ...texts({ context: 'executionContext', listTimeout: 'taskListScheduleToStartTimeout' }),
  list: (name) => ({ taskList: { name } }),
};

const POLLS = { decision: pollDecision, activity: pollActivity };

/** The verbs of deciders and workers. `@name` names the task that was polled with that name, even after its end. */
export const TASKS: Readonly<Record<string, Verb<World>>> = {
  poll(world, words) {
    const [kind = '', name = ''] = argsOf(words, 'decision|activity', 'list');
    const input = { domain: DOMAIN, taskList: { name }, ...inputOf(words, POLL) };
    return ofKind(POLLS, kind)(world, words, input);
  },
  decide(world, words, batch) {
    const { args, name } = words;
    const taskToken = world.tokenOf(name === undefined ? LAST_DECISION : `@${name}`);
    // The options of the line belong to the decision in it, if there is one.
    const [verb = '', ...rest] = args;
    const own = args.length > 0 ? [{ ...words, verb, args: rest }] : [];
    const response = args.length > 0 ? {} : inputOf(words, RESPONSE);
    const decisions = [...own, ...batch.map(wordsOf)].map(decisionOf);
    return world.ask('RespondDecisionTaskCompleted', { taskToken, decisions, ...response });
  },
  heartbeat: (world, words) =>
    world.ask(
      'RecordActivityTaskHeartbeat',
      { taskToken: heldBy(world, words), ...inputOf(words, texts({ details: 'details' })) },
      ({ cancelRequested }) => [`cancelRequested=${cancelRequested}`],
    ),
  complete: (world, words) => world.ask('RespondActivityTaskCompleted', answerOf(world, words, { result: 'result' })),
  fail: (world, words) =>
    world.ask('RespondActivityTaskFailed', answerOf(world, words, { reason: 'reason', details: 'details' })),
  canceled: (world, words) => world.ask('RespondActivityTaskCanceled', answerOf(world, words, { details: 'details' })),
  lambda(world, words) {
    const [id = ''] = argsOf(words, 'lambda');
    world.lambdaAnswers(id, inputOf(words, texts({ result: 'result', reason: 'reason', details: 'details' })));
    return [];
  },
};

// `pick` is a member of the command, not of its input.
const POLL: Options = { ...texts({ identity: 'identity' }), pick: () => ({}) };

const pickOf = ({ options }: Words): number => Number(options.get('pick') ?? 0);

function pollDecision(world: World, words: Words, input: object): readonly string[] {
  return world.ask(
    'PollForDecisionTask',
    input,
    ({ taskToken = '', startedEventId, previousStartedEventId, workflowExecution, events = [] }) => {
      if (taskToken === '') return ['nothing to decide'];
      world.hold(LAST_DECISION, taskToken);
      if (words.name !== undefined) world.hold(`@${words.name}`, taskToken);
      const ids = `startedEventId=${startedEventId} previousStartedEventId=${previousStartedEventId}`;
      return [`${workflowExecution?.workflowId} ${ids} events=${events[0]?.eventId}..${events.at(-1)?.eventId}`];
    },
    pickOf(words),
  );
}

function pollActivity(world: World, words: Words, input: object): readonly string[] {
  return world.ask(
    'PollForActivityTask',
    input,
    ({ taskToken = '', startedEventId, activityId = '', workflowExecution, input: data }) => {
      if (taskToken === '') return ['nothing to do'];
      world.hold(activityId, taskToken);
      if (words.name !== undefined) world.hold(`@${words.name}`, taskToken);
      const given = data === undefined ? '' : ` input=${data}`;
      return [`${workflowExecution?.workflowId} ${activityId} startedEventId=${startedEventId}${given}`];
    },
    pickOf(words),
  );
}

/** Returns the token of the named task, or of the task of that activity id that was polled last. */
function heldBy(world: World, words: Words): string {
  if (words.name !== undefined) return world.tokenOf(`@${words.name}`);
  const [activityId = ''] = argsOf(words, 'activity');
  return world.tokenOf(activityId);
}

const answerOf = (world: World, words: Words, members: Readonly<Record<string, string>>): object => ({
  taskToken: heldBy(world, words),
  ...inputOf(words, texts(members)),
});
