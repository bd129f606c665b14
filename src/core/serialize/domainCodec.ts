import {
  blockOf,
  type Domain,
  noRunCounts,
  type Ready,
  type RegisteredType,
  type Status,
  type Tag,
  type TaskList,
  withClosed,
  withStarted,
} from '../model/domain.js';
import type { TypeId, TypeKind } from '../model/faults.js';
import { type Run, settingsOf } from '../model/run.js';
import { readyBefore } from '../model/taskLists.js';
import { itemsOf } from '../store/heap.js';
import type { Owner } from '../store/ownership.js';
import { type Codec, choice, list, optional, plain, record, text, whole } from './codec.js';
import { heap, owned, table } from './storeCodecs.js';

const status = choice<Status>(['REGISTERED', 'DEPRECATED']);
const typeId = plain<TypeId>();
const tags: Codec<readonly Tag[]> = {
  save: list(plain<Tag>()).save,
  load: (saved, path) => Object.freeze(list(plain<Tag>()).load(saved, path)),
};
const ready = record<Ready>({ priority: whole(), order: whole(), run: whole(), scheduledId: whole() });

const registeredType = (owner: Owner): Codec<RegisteredType> =>
  owned<RegisteredType>(
    owner,
    record<Omit<RegisteredType, 'owner'>>({
      kind: choice<TypeKind>(['WorkflowType', 'ActivityType']),
      domain: text,
      type: typeId,
      description: optional(text),
      defaults: plain(),
      createdAt: whole(),
      status,
      deprecatedAt: optional(whole()),
    }),
  );

const savedList = record<Pick<TaskList, 'ready' | 'count'>>({ ready: heap(readyBefore, ready), count: whole() });

const taskList = (owner: Owner): Codec<TaskList> => ({
  save: (saved) => savedList.save(saved),
  load(saved, path) {
    const loaded = savedList.load(saved, path);
    return { owner, ...loaded, readyCount: [...itemsOf(loaded.ready)].length };
  },
});

// The counts of runs are made from the runs.
type Saved = Omit<Domain, 'owner' | 'runCounts'>;

const savedDomain = (owner: Owner): Codec<Saved> =>
  record<Saved>({
    name: text,
    description: optional(text),
    retention: text,
    tags,
    status,
    WorkflowType: table(owner, registeredType(owner)),
    ActivityType: table(owner, registeredType(owner)),
    openRuns: table(owner, whole()),
    decision: table(owner, taskList(owner)),
    activity: table(owner, taskList(owner)),
  });

/** A domain with its types, its open runs and its task lists. A loaded one counts no run yet: see `countRun`. */
export function domain(owner: Owner): Codec<Domain> {
  const members = savedDomain(owner);
  return {
    save: (of) => members.save(of),
    load: (saved, path) => ({ owner, ...members.load(saved, path), runCounts: noRunCounts(owner) }),
  };
}

/** Counts a run of a loaded state in its domain, in place. */
export function countRun({ runCounts: { blocks } }: Domain, run: Run): void {
  const block = blockOf(run.number);
  const { workflowType } = settingsOf(run);
  const started = withStarted(blocks[block], workflowType, run.startedAt);
  blocks[block] = run.closed ? withClosed(started, workflowType) : started;
}
