import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Outcome } from '../action/Outcome.js';
import { useAction } from '../action/useAction.js';
import { runHash } from '../source/address.js';
import type { ConsoleProps } from '../source/props.js';
import { StartForm } from './StartForm.js';
import { type StartFields, startInput } from './startInput.js';
import { useDomains } from './useDomains.js';

/** Starts a workflow: the registered types are offered. */
export function StartPage({ api, source, model }: ConsoleProps): JSX.Element {
  const { domains, problem } = useDomains(api, model);
  const [started, setStarted] = useState<string>();
  const action = useAction(source);
  const start = async (fields: StartFields): Promise<void> => {
    const call = () => api.call(model.place, 'StartWorkflowExecution', startInput(fields));
    const answer = await action.run(call, `The run of '${fields.workflowId}' was started.`);
    setStarted('reply' in answer ? String(answer.reply.runId) : undefined);
  };
  const run = [...model.runs.values()].find(({ runId }) => runId === started);
  if (!domains && !problem) return <p class="faint">No data yet.</p>;
  return (
    <>
      <h2>Start a workflow</h2>
      {problem && (
        <p class="console-problem" role="alert">
          The workflow types could not be read. {problem}
        </p>
      )}
      {domains?.some(({ workflowTypes }) => workflowTypes.length > 0) && (
        <StartForm domains={domains} isBusy={action.isBusy} start={(fields) => void start(fields)} />
      )}
      {domains?.every(({ workflowTypes }) => workflowTypes.length === 0) && (
        <p>No workflow type is registered. Register one with a client, or with the flag --register.</p>
      )}
      <Outcome {...action} />
      {run && (
        <p>
          <a href={runHash(run.number)}>Show the run of {run.workflowId}</a>
        </p>
      )}
    </>
  );
}
