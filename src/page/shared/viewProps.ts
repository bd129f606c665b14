import type { PageData } from '../../render/html/pageData.js';
import type { LoadedRun } from './loadedRun.js';
import type { Go, Place } from './place.js';

/** The properties of every view. */
export interface ViewProps {
  readonly data: PageData;
  readonly runs: readonly LoadedRun[];
  readonly place: Place;
  readonly go: Go;
}
