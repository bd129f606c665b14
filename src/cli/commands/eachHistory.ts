import { joinPages } from '../../history/historyPages.js';
import { type FileProblem, historiesIn, type NamedHistory } from '../files/histories.js';
import { expandPaths } from '../files/paths.js';
import { readDocuments } from '../files/readJson.js';
import { userMessage } from '../line/commandError.js';
import type { Environment } from '../line/environment.js';
import { type FileProgress, fileProgress } from '../output/progress.js';

/** Handles one history. Resolves to its verdict, which the progress counts. */
export type HandleHistory = (history: NamedHistory) => string | Promise<string>;

/**
 * Handles every history in the files, folders and patterns, one after the other. A file or a history that cannot be used
 * is reported on standard error, and the rest is handled. Resolves to those problems.
 */
export async function eachHistory(
  args: readonly string[],
  environment: Environment,
  handle: HandleHistory,
): Promise<readonly FileProblem[]> {
  const { paths, problems } = expandPaths(args, environment.files);
  const all: FileProblem[] = [];
  const progress = fileProgress(paths.length, environment.showProgress?.bind(environment));
  const report = (problem: FileProblem): void => {
    all.push(problem);
    environment.printError(`swfake: ${problem.message}`);
  };
  problems.forEach(report);
  for (const file of paths) await handleFile(file, environment, handle, progress, report);
  progress.hide();
  return all;
}

async function handleFile(
  file: string,
  environment: Environment,
  handle: HandleHistory,
  progress: FileProgress,
  report: (problem: FileProblem) => void,
): Promise<void> {
  const entries = await contentOf(file, environment);
  progress.beginFile(entries.length);
  for (const entry of entries) {
    const verdict = 'message' in entry ? entry : await verdictOf(entry, handle, environment);
    if (typeof verdict === 'string') progress.countHistory(verdict);
    else report(verdict);
  }
}

async function contentOf(file: string, environment: Environment): Promise<readonly (NamedHistory | FileProblem)[]> {
  try {
    return historiesIn(file, await readDocuments(file, environment));
  } catch (error) {
    return [{ file, message: messageOrThrow(error) }];
  }
}

async function verdictOf(
  history: NamedHistory,
  handle: HandleHistory,
  environment: Environment,
): Promise<string | FileProblem> {
  try {
    if (joinPages(history.exported).continues) environment.printError(`swfake: ${cutText(history)}`);
    return await handle(history);
  } catch (error) {
    return { file: history.file, message: `${history.place}: ${messageOrThrow(error)}` };
  }
}

const cutText = ({ place }: NamedHistory): string =>
  `${place} is cut: it has a token for a next page; export it without --max-items, or add its other pages`;

function messageOrThrow(error: unknown): string {
  const message = userMessage(error);
  if (message === undefined) throw error;
  return message;
}
