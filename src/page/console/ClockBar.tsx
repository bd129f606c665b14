import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ConsoleNext } from '../../render/html/consoleData.js';
import { durationText } from '../../render/timeline.js';
import { utcText } from '../shared/times.js';
import { Outcome } from './action/Outcome.js';
import { useAction } from './action/useAction.js';
import { advanceBy } from './advanceBy.js';
import { runHash } from './source/address.js';
import type { Model } from './source/model.js';
import type { ConsoleProps } from './source/props.js';

/** The clock: the time, what is due next, and how far it is moved. */
export function ClockBar(props: ConsoleProps): JSX.Element {
  const { now, isReal, next } = props.model;
  return (
    <section class="console-clock" aria-label="Clock">
      <p class="console-now">
        <span class="mono">{utcText(now)}</span> <span class="faint">{isReal ? 'real clock' : 'virtual clock'}</span>
      </p>
      <p class="console-next">{next ? <Next next={next} model={props.model} /> : <span>Nothing becomes due.</span>}</p>
      {!isReal && <Move {...props} />}
    </section>
  );
}

function Next({ next, model }: { readonly next: ConsoleNext; readonly model: Model }): JSX.Element {
  const { at, what, run } = next;
  const name = run === undefined ? undefined : model.runs.get(run)?.workflowId;
  return (
    <>
      Next in <span class="mono">{durationText(Math.max(0, at - model.now))}</span>: {what}
      {run !== undefined && (
        <>
          {' '}
          of run <a href={runHash(run)}>{name ?? run}</a>
        </>
      )}{' '}
      <span class="faint mono">{utcText(at)}</span>
    </>
  );
}

function Move({ api, source, model }: ConsoleProps): JSX.Element {
  const [text, setText] = useState('30s');
  const [waits, setWaits] = useState(false);
  const action = useAction(source);
  const move = (parameters: Readonly<Record<string, string>>): void => {
    void action.run(() => api.advance(model.place, parameters), '');
  };
  return (
    <>
      <form
        class="console-move"
        onSubmit={(event) => {
          event.preventDefault();
          move(advanceBy(text, waits));
        }}
      >
        <label>
          Duration or time{' '}
          <input
            class="mono"
            value={text}
            spellcheck={false}
            autocomplete="off"
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
        <button type="submit" disabled={action.isBusy}>
          Advance
        </button>
        <label title="Stops at each due time until the poll loops wait again. For durations.">
          <input type="checkbox" checked={waits} onChange={({ currentTarget }) => setWaits(currentTarget.checked)} />{' '}
          let workers run
        </label>
        <button type="button" disabled={action.isBusy || !model.next} onClick={() => move({})}>
          To the next
        </button>
      </form>
      <Outcome {...action} />
    </>
  );
}
