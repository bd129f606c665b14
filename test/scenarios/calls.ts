import type { Reply } from '../../src/core/index.js';
import { argsOf, inputOf, type Options, texts, typeById, typeOf, type Verb, type Words } from './words.js';
import { DOMAIN, linesOf, type World } from './world.js';

const START: Options = {
  ...texts({
    execution: 'executionStartToCloseTimeout',
    task: 'taskStartToCloseTimeout',
    children: 'childPolicy',
    priority: 'taskPriority',
    role: 'lambdaRole',
    input: 'input',
  }),
  list: (name) => ({ taskList: { name } }),
  tags: (list) => ({ tagList: list.split(',') }),
  type: (text) => ({ workflowType: typeOf(text) }),
};

/** The verbs for whole runs. `run=1` names the first run of a workflow id; without it, SWF takes the open one. */
export const CALLS: Readonly<Record<string, Verb<World>>> = {
  start(world, words) {
    const [workflowId = ''] = argsOf(words, 'run');
    const workflowType = typeById(workflowId);
    return world.ask('StartWorkflowExecution', { domain: DOMAIN, workflowId, workflowType, ...inputOf(words, START) });
  },
  signal(world, words) {
    const [workflowId = '', signalName] = argsOf(words, 'run', 'signal');
    const options = { ...texts({ input: 'input' }), ...runOf(world, workflowId) };
    return world.ask('SignalWorkflowExecution', { domain: DOMAIN, workflowId, signalName, ...inputOf(words, options) });
  },
  cancel(world, words) {
    const [workflowId = ''] = argsOf(words, 'run');
    const options = runOf(world, workflowId);
    return world.ask('RequestCancelWorkflowExecution', { domain: DOMAIN, workflowId, ...inputOf(words, options) });
  },
  terminate(world, words) {
    const [workflowId = ''] = argsOf(words, 'run');
    const members = { reason: 'reason', details: 'details', children: 'childPolicy' };
    const options = { ...texts(members), ...runOf(world, workflowId) };
    return world.ask('TerminateWorkflowExecution', { domain: DOMAIN, workflowId, ...inputOf(words, options) });
  },
  describe: (world, words) =>
    world.ask('DescribeWorkflowExecution', executionOf(world, words), (reply) => described(world, reply)),
  history: (world, words) =>
    world.ask('GetWorkflowExecutionHistory', executionOf(world, words), ({ events = [] }) => linesOf(events)),
};

const runOf = (world: World, workflowId: string): Options => ({
  run: (nth) => ({ runId: world.runIdOf(workflowId, nth) }),
});

function executionOf(world: World, words: Words) {
  const [workflowId = ''] = argsOf(words, 'run');
  const options: Options = { run: (nth) => ({ runId: world.runIdOf(workflowId, nth) }) };
  return { domain: DOMAIN, execution: { workflowId, runId: world.runIdOf(workflowId), ...inputOf(words, options) } };
}

function described(world: World, reply: Reply<'DescribeWorkflowExecution'>): readonly string[] {
  const { executionInfo, executionConfiguration, openCounts, ...latest } = reply;
  const { execution: _execution, workflowType: _type, ...info } = executionInfo;
  return [info, executionConfiguration, openCounts, latest]
    .map((part) => Object.entries(part).map(([name, value]) => `${name}=${textOf(world, value)}`))
    .filter((words) => words.length > 0)
    .map((words) => words.join(' '));
}

function textOf(world: World, value: unknown): string {
  if (typeof value === 'string') return /^[\w-]+$/.test(value) ? value : JSON.stringify(value);
  // Times are the only large numbers of this reply.
  return typeof value === 'number' && value > 1e12 ? world.since(value) : JSON.stringify(value);
}
