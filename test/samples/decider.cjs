// A decider as people write them: it reads the history and answers with decisions.
const TYPE = { name: 'Charge', version: '1' };

function decide({ events }) {
  const types = events.map(({ eventType }) => eventType);
  if (types.includes('ActivityTaskCompleted')) {
    const { result } = events.find(
      ({ eventType }) => eventType === 'ActivityTaskCompleted',
    ).activityTaskCompletedEventAttributes;
    return [{ decisionType: 'CompleteWorkflowExecution', completeWorkflowExecutionDecisionAttributes: { result } }];
  }
  const attempts = types.filter((type) => type === 'ActivityTaskScheduled').length;
  return [
    {
      decisionType: 'ScheduleActivityTask',
      scheduleActivityTaskDecisionAttributes: {
        activityId: `charge-${attempts + 1}`,
        activityType: TYPE,
        input: 'card 7',
      },
    },
  ];
}

/** Polls once and answers, if there is something to decide. */
async function decideOnce(client, { domain, taskList }) {
  const task = await client.pollForDecisionTask({ domain, taskList: { name: taskList } });
  if (task.taskToken) await client.respondDecisionTaskCompleted({ taskToken: task.taskToken, decisions: decide(task) });
}

module.exports = { decideOnce };
