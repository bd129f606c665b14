import type { JSX } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { Lanes, PageFinding } from '../../render/html/pageData.js';
import { FindingSteps } from '../findings/FindingSteps.js';
import { usePrinting } from '../shared/usePrinting.js';
import type { ViewProps } from '../shared/viewProps.js';
import { EntryDetail } from './EntryDetail.js';
import { LaneList } from './LaneList.js';
import { LanesOnPaper } from './LanesOnPaper.js';
import { type LanesFilter, LanesTools } from './LanesTools.js';
import { addedEvents, isUnusual, laneRows, mentions } from './laneRows.js';

const NO_LANES: Lanes = { lanes: [], entries: [] };
const NO_FILTER: LanesFilter = { text: '', isUnusual: false };

/** The calls of a simulation: a lane for each actor, the time down the page. */
export function LanesView({ data, runs, place }: ViewProps): JSX.Element {
  const { lanes = NO_LANES, findings = [] } = data;
  const { entries } = lanes;
  const [filter, setFilter] = useState(NO_FILTER);
  const [selected = -1, select] = useState<number>();
  const detail = useRef<HTMLElement>(null);
  const added = useMemo(() => addedEvents(entries), [entries]);
  const rows = useMemo(() => {
    const matches = mentions(filter.text.trim().toLowerCase());
    return laneRows(entries, (entry) => (!filter.isUnusual || isUnusual(entry)) && matches(entry));
  }, [entries, filter]);
  const entry = entries[selected];
  const began = entries[0]?.at ?? Number.NaN;
  const isBeside = entry !== undefined || findings.length > 0;
  const shown = rows.filter(({ kind }) => kind === 'entry').length;
  const enter = (): void => detail.current?.focus();
  const close = (): void => select(undefined);
  const list = { lanes, rows, added, histories: runs.length, isBeside, selected, select, enter };
  const known = { began, added: added[selected] ?? [], at: detail, close, runs, place };
  return (
    <section aria-label="Calls of a simulation">
      <LanesTools filter={filter} setFilter={setFilter} shown={shown} all={entries.length} />
      <div class={isBeside ? 'lanes-parts' : 'lanes-parts lanes-alone'}>
        <LaneList {...list} />
        <aside class="lanes-side" aria-label="Detail and findings">
          {entry && <EntryDetail entry={entry} {...known} />}
          {findings.length > 0 && <Findings findings={findings} />}
        </aside>
      </div>
      {usePrinting() && <LanesOnPaper rows={rows} began={began} />}
    </section>
  );
}

const Findings = ({ findings }: { readonly findings: readonly PageFinding[] }): JSX.Element => (
  <div class="lanes-findings">
    {findings.map((finding, index) => (
      <FindingSteps finding={finding} index={index} />
    ))}
  </div>
);
