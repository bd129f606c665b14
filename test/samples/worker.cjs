// A worker as people write them, in the format that every runner takes. SAMPLE_BROKEN breaks it on purpose.
const {
  PollForActivityTaskCommand,
  RecordActivityTaskHeartbeatCommand,
  RespondActivityTaskCompletedCommand,
} = require('@aws-sdk/client-swf');

const broken = process.env.SAMPLE_BROKEN;

/** Polls once; charges in three steps that take a while each, with a heartbeat between, and answers. */
async function chargeOnce(client, { domain, taskList, pause }) {
  const list = broken === 'wrong list' ? `${taskList}s` : taskList;
  const poll = { domain, taskList: { name: list }, identity: 'worker-1' };
  const { taskToken, input } = await client.send(new PollForActivityTaskCommand(poll));
  if (!taskToken) return;
  for (const step of ['authorise', 'capture', 'receipt']) {
    pause();
    if (broken === 'late answer' && step === 'receipt') pause();
    else if (broken !== 'no heartbeat')
      await client.send(new RecordActivityTaskHeartbeatCommand({ taskToken, details: step }));
  }
  await client.send(new RespondActivityTaskCompletedCommand({ taskToken, result: `charged ${input}` }));
  if (broken !== 'double completion') return;
  await client.send(new RespondActivityTaskCompletedCommand({ taskToken, result: `charged ${input}` }));
}

module.exports = { chargeOnce };
