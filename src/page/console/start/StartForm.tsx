import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ConsoleDomain } from '../../../render/html/consoleData.js';
import type { StartFields } from './startInput.js';

interface StartFormProps {
  readonly domains: readonly ConsoleDomain[];
  readonly isBusy: boolean;
  start(fields: StartFields): void;
}

const typesIn = (domains: readonly ConsoleDomain[], domain: string): ConsoleDomain['workflowTypes'] =>
  domains.find(({ name }) => name === domain)?.workflowTypes ?? [];

const EMPTY: Omit<StartFields, 'domain' | 'type'> = {
  workflowId: '',
  input: '',
  tags: '',
  taskList: '',
  executionTimeout: '',
  decisionTimeout: '',
  childPolicy: '',
  priority: '',
};

/** The form that starts a workflow. */
export function StartForm({ domains, isBusy, start }: StartFormProps): JSX.Element {
  const usable = domains.filter(({ workflowTypes }) => workflowTypes.length > 0);
  const home = usable[0]?.name ?? '';
  const [fields, setFields] = useState<StartFields>({ ...EMPTY, domain: home, type: firstType(domains, home) });
  const set = (part: Partial<StartFields>): void => setFields({ ...fields, ...part });
  const types = typesIn(domains, fields.domain).map(({ name, version }) => `${name}@${version}`);
  const chosen = typesIn(domains, fields.domain).find(({ name, version }) => `${name}@${version}` === fields.type);
  return (
    <form
      class="console-form console-start"
      onSubmit={(event) => {
        event.preventDefault();
        start(fields);
      }}
    >
      <Choice
        label="Domain"
        value={fields.domain}
        values={usable.map(({ name }) => name)}
        set={(domain) => set({ domain, type: firstType(domains, domain) })}
      />
      <Choice label="Workflow type" value={fields.type} values={types} set={(type) => set({ type })} />
      <Text label="Workflow id" value={fields.workflowId} isRequired set={(workflowId) => set({ workflowId })} />
      <label>
        Input{' '}
        <textarea
          class="mono"
          rows={3}
          value={fields.input}
          onInput={({ currentTarget }) => set({ input: currentTarget.value })}
        />
      </label>
      <Text label="Tags" value={fields.tags} hint="with commas between them" set={(tags) => set({ tags })} />
      <MoreFields fields={fields} set={set} taskList={chosen?.taskList} />
      <button type="submit" disabled={isBusy}>
        Start
      </button>
    </form>
  );
}

const firstType = (domains: readonly ConsoleDomain[], domain: string): string => {
  const [first] = typesIn(domains, domain);
  return first ? `${first.name}@${first.version}` : '';
};

interface MoreProps {
  readonly fields: StartFields;
  readonly taskList: string | undefined;
  set(part: Partial<StartFields>): void;
}

function MoreFields({ fields, taskList, set }: MoreProps): JSX.Element {
  const { executionTimeout, decisionTimeout, childPolicy, priority } = fields;
  return (
    <details>
      <summary>Other settings than those of the type</summary>
      <Text label="Task list" value={fields.taskList} hint={taskList} set={(list) => set({ taskList: list })} />
      <Text
        label="Execution timeout"
        value={executionTimeout}
        hint="seconds, such as 3600"
        set={(text) => set({ executionTimeout: text })}
      />
      <Text
        label="Decision task timeout"
        value={decisionTimeout}
        hint="seconds, or NONE"
        set={(text) => set({ decisionTimeout: text })}
      />
      <Choice
        label="Child policy"
        value={childPolicy}
        values={['', 'TERMINATE', 'REQUEST_CANCEL', 'ABANDON']}
        set={(policy) => set({ childPolicy: policy })}
      />
      <Text label="Task priority" value={priority} hint="0" set={(text) => set({ priority: text })} />
    </details>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  set(value: string): void;
}

function Text({
  label,
  value,
  hint,
  isRequired,
  set,
}: FieldProps & { readonly hint?: string | undefined; readonly isRequired?: boolean }): JSX.Element {
  return (
    <label>
      {label}{' '}
      <input
        value={value}
        placeholder={hint}
        required={isRequired ?? false}
        autocomplete="off"
        onInput={({ currentTarget }) => set(currentTarget.value)}
      />
    </label>
  );
}

function Choice({ label, value, values, set }: FieldProps & { readonly values: readonly string[] }): JSX.Element {
  return (
    <label>
      {label}{' '}
      <select value={value} onChange={({ currentTarget }) => set(currentTarget.value)}>
        {values.map((one) => (
          <option key={one} value={one}>
            {one === '' ? 'that of the type' : one}
          </option>
        ))}
      </select>
    </label>
  );
}
