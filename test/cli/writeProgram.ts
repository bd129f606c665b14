import { rolldown } from 'rolldown';

/** Writes the program `swfake` and that of its threads into a folder, which is two below a package.json. */
export async function writeProgram(folder: string): Promise<void> {
  const input = { main: 'src/cli/main.ts', campaignThread: 'src/cli/campaignThread.ts' };
  // The SDK is inside: a process that starts reads two files, not hundreds.
  const bundle = await rolldown({ input, platform: 'node', external: [/^node:/, 'jiti'] });
  await bundle.write({ dir: folder, format: 'esm', entryFileNames: '[name].js' });
  await bundle.close();
}
