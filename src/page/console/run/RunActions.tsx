import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ConsoleOperation, ConsoleRun } from '../../../render/html/consoleData.js';
import { Outcome } from '../action/Outcome.js';
import { type Action, useAction } from '../action/useAction.js';
import type { ConsoleProps } from '../source/props.js';

type ActionsProps = ConsoleProps & { readonly run: ConsoleRun };
type Do = (op: ConsoleOperation, input: object, done: string) => Promise<boolean>;
type Name = 'signal' | 'terminate';

/** The actions for an open run. */
export function RunActions({ api, source, model, run }: ActionsProps): JSX.Element {
  const [open, setOpen] = useState<Name>();
  const action = useAction(source);
  const { domain, workflowId, runId } = run;
  const act: Do = async (op, input, done) => {
    const call = () => api.call(model.place, op, { domain, workflowId, runId, ...input });
    const isDone = 'reply' in (await action.run(call, done));
    if (isDone) setOpen(undefined);
    return isDone;
  };
  const toggle = (name: Name): void => setOpen(open === name ? undefined : name);
  return (
    <section class="console-actions" aria-label="Actions">
      <div class="console-buttons">
        <button type="button" aria-expanded={open === 'signal'} onClick={() => toggle('signal')}>
          Signal…
        </button>
        <button
          type="button"
          disabled={action.isBusy}
          onClick={() => void act('RequestCancelWorkflowExecution', {}, 'The cancellation was requested.')}
        >
          Request cancel
        </button>
        <button type="button" aria-expanded={open === 'terminate'} onClick={() => toggle('terminate')}>
          Terminate…
        </button>
      </div>
      {open === 'signal' && <SignalForm act={act} action={action} />}
      {open === 'terminate' && <TerminateForm act={act} action={action} />}
      <Outcome {...action} />
    </section>
  );
}

interface FormProps {
  readonly act: Do;
  readonly action: Action;
}

function SignalForm({ act, action }: FormProps): JSX.Element {
  const [signalName, setName] = useState('');
  const [input, setInput] = useState('');
  const send = (): Promise<boolean> => {
    const more = input === '' ? {} : { input };
    return act('SignalWorkflowExecution', { signalName, ...more }, `The signal '${signalName}' was received.`);
  };
  return (
    <form class="console-form" onSubmit={(event) => submitted(event, send)}>
      <label>
        Signal name <input value={signalName} required onInput={({ currentTarget }) => setName(currentTarget.value)} />
      </label>
      <label>
        Input{' '}
        <textarea class="mono" rows={2} value={input} onInput={({ currentTarget }) => setInput(currentTarget.value)} />
      </label>
      <button type="submit" disabled={action.isBusy}>
        Send the signal
      </button>
    </form>
  );
}

function TerminateForm({ act, action }: FormProps): JSX.Element {
  const [reason, setReason] = useState('');
  const [childPolicy, setPolicy] = useState('');
  const terminate = (): Promise<boolean> => {
    const input = { ...(reason !== '' && { reason }), ...(childPolicy !== '' && { childPolicy }) };
    return act('TerminateWorkflowExecution', input, 'The run was terminated.');
  };
  return (
    <form class="console-form" onSubmit={(event) => submitted(event, terminate)}>
      <label>
        Reason <input value={reason} onInput={({ currentTarget }) => setReason(currentTarget.value)} />
      </label>
      <label>
        Children{' '}
        <select value={childPolicy} onChange={({ currentTarget }) => setPolicy(currentTarget.value)}>
          <option value="">as the run says</option>
          <option>TERMINATE</option>
          <option>REQUEST_CANCEL</option>
          <option>ABANDON</option>
        </select>
      </label>
      <button type="submit" class="console-danger" disabled={action.isBusy}>
        Terminate the run
      </button>
    </form>
  );
}

function submitted(event: Event, act: () => Promise<boolean>): void {
  event.preventDefault();
  void act();
}
