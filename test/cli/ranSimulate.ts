import type { FileSystem } from '../../src/cli/line/environment.js';
import { ranLine, type World } from './inMemory.js';

/** Runs `swfake simulate` with files that stay, and returns what it wrote too. Nothing interrupts it, but for `until`. */
export async function ranSimulate(line: string, world: World) {
  const disks: FileSystem[] = [];
  const disk = (system: FileSystem): void => void disks.push(system);
  const never = () => new Promise(() => undefined);
  const { code, printed, complaints } = await ranLine(`simulate ${line}`, { until: never, ...world, disk });
  const written = (name: string): string => new TextDecoder().decode(disks[0]?.read(name));
  return { code, text: printed.join('\n'), complaints, written };
}

/** Returns a file of --out without its times. */
export const timeless = (text: string): string => text.replace(/"times":\{[^}]*\}/, '');

/** Returns what is printed without the last line, which has the time and the number of threads. */
export const withoutRate = (text: string): string => text.replace(/\n\d+ runs? in .*$/, '');
