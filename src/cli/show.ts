import { timeline } from '../render/index.js';
import { historiesIn } from './files.js';

/** Prints the timeline of every history in the files. If there are several, each follows a line with its name. */
export function showFiles(
  files: readonly string[],
  read: (file: string) => string,
  print: (line: string) => void,
  options: { readonly all: boolean },
): void {
  const histories = files.flatMap((file) => historiesIn(file, read(file)));
  for (const { id, events } of histories) {
    if (histories.length > 1) print(`${id}:`);
    print(timeline(events, options));
  }
}
