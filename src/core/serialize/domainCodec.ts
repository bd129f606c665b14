import type { Domain, Ready, RegisteredType, Status, Tag, TaskList } from '../model/domain.js';
import type { TypeId, TypeKind } from '../model/faults.js';
import { readyBefore } from '../model/taskLists.js';
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

const taskList = (owner: Owner): Codec<TaskList> =>
  owned<TaskList>(owner, record<Omit<TaskList, 'owner'>>({ ready: heap(readyBefore, ready), count: whole() }));

/** A domain with its types, its open runs and its task lists. */
export const domain = (owner: Owner): Codec<Domain> =>
  owned<Domain>(
    owner,
    record<Omit<Domain, 'owner'>>({
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
    }),
  );
