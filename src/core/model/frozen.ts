import type { Tag } from './domain.js';
import type { TypeId } from './faults.js';
import { withDefined } from './optional.js';

// The state keeps frozen copies of an input, so that neither the caller nor a reader of a reply can change it.

/** Returns a frozen copy of a name and version. */
export const frozenType = ({ name, version }: TypeId): TypeId => Object.freeze({ name, version });

/** Returns a frozen copy of a task list. */
export const frozenTaskList = ({ name }: { readonly name: string }): { readonly name: string } =>
  Object.freeze({ name });

/** Returns a frozen copy of a tag of a domain. */
export const frozenTag = ({ key, value }: { readonly key: string; readonly value?: string | undefined }): Tag =>
  Object.freeze(withDefined({ key }, { value }));

/** Returns a frozen copy of a list. */
export const frozenTags = <T>(tags: readonly T[] | undefined): readonly T[] | undefined =>
  tags && Object.freeze(tags.slice());
