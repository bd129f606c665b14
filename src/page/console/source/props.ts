import type { Api } from './api.js';
import type { Model } from './model.js';
import type { Source } from './source.js';

/** The props of every part of the console. */
export interface ConsoleProps {
  readonly source: Source;
  readonly api: Api;
  readonly model: Model;
}
