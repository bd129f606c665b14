import type { TypeId } from './faults.js';
import { withGiven } from './given.js';
import type { Tag } from './state.js';

/** What the state keeps of an input: copies, frozen, so that neither the caller nor a reader of a reply can change it. */

export const keptType = ({ name, version }: TypeId): TypeId => Object.freeze({ name, version });

export const keptList = ({ name }: { readonly name: string }): { readonly name: string } => Object.freeze({ name });

export const keptTag = ({ key, value }: { readonly key: string; readonly value?: string | undefined }): Tag =>
  Object.freeze(withGiven({ key }, { value }));

export const keptTags = <T>(tags: readonly T[] | undefined): readonly T[] | undefined =>
  tags && Object.freeze(tags.slice());
