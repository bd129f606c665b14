import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ConsoleRun } from '../../../render/html/consoleData.js';
import { ANY_RUN, type RunFilter, STATUSES, valuesOf } from './filter.js';

interface FiltersProps {
  readonly runs: ReadonlyMap<number, ConsoleRun>;
  readonly filter: RunFilter;
  change(filter: RunFilter): void;
}

/** The filters of the executions. A filter with one value at most is left out. */
export function ExecutionFilters({ runs, filter, change }: FiltersProps): JSX.Element {
  const set = (part: Partial<RunFilter>): void => change({ ...filter, ...part });
  const values = useMemo(() => valuesIn(runs), [runs]);
  return (
    <search class="console-filters">
      <label>
        Id{' '}
        <input
          type="search"
          value={filter.id}
          placeholder="part of an id"
          onInput={({ currentTarget }) => set({ id: currentTarget.value })}
        />
      </label>
      <Choice label="Status" value={filter.status} values={STATUSES} set={(status) => set({ status })} />
      <Choice label="Domain" value={filter.domain} values={values.domains} set={(domain) => set({ domain })} />
      <Choice label="Type" value={filter.type} values={values.types} set={(type) => set({ type })} />
      <Choice label="Tag" value={filter.tag} values={values.tags} set={(tag) => set({ tag })} />
      {filter !== ANY_RUN && (
        <button type="button" onClick={() => change(ANY_RUN)}>
          Show all
        </button>
      )}
    </search>
  );
}

const valuesIn = (runs: FiltersProps['runs']) => ({
  domains: valuesOf(runs.values(), ({ domain }) => [domain]),
  types: valuesOf(runs.values(), ({ workflowType }) => [workflowType]),
  tags: valuesOf(runs.values(), ({ tags }) => tags),
});

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly values: readonly string[];
  set(value: string): void;
}

function Choice({ label, value, values, set }: ChoiceProps): JSX.Element | null {
  if (values.length === 0) return null;
  return (
    <label>
      {label}{' '}
      <select value={value} onChange={({ currentTarget }) => set(currentTarget.value)}>
        <option value="">any</option>
        {values.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </label>
  );
}
