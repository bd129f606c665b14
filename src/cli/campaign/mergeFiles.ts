import { corporaText, mergedCorpora } from '../../campaign/corpora.js';
import type { Campaign } from '../../campaign/document.js';
import { hasCorpusKind } from '../../campaign/guidedSearch.js';
import { MergeError, merged } from '../../campaign/merge.js';
import { type CampaignSummary, summaryOf } from '../../campaign/summary.js';
import { expandPaths } from '../files/paths.js';
import { readJson } from '../files/readJson.js';
import type { ExitCode } from '../line/command.js';
import { CommandError } from '../line/commandError.js';
import type { Environment } from '../line/environment.js';
import { campaignIn, writeCampaign } from './campaignFile.js';
import { corpusIn, writeCorpus } from './corpusFile.js';
import type { SimulateFlags } from './flags.js';

/** Prints the result of a campaign. Returns the exit code. */
type Report = (
  campaign: Campaign,
  summary: CampaignSummary,
  flags: SimulateFlags,
  environment: Environment,
) => ExitCode;

/** A JSON document with the name of its file. */
interface NamedDocument {
  readonly file: string;
  readonly document: unknown;
}

/**
 * Merges the files of `--merge`: all of `--out`, or all of `--corpus`.
 *
 * @throws CommandError if one cannot be read, or if they cannot be merged.
 */
export async function mergeFiles(
  args: readonly string[],
  flags: SimulateFlags,
  environment: Environment,
  report: Report,
): Promise<ExitCode> {
  const { paths, problems } = expandPaths(args, environment.files);
  if (problems[0]) throw new CommandError(problems[0].message);
  const documents: NamedDocument[] = [];
  for (const file of paths) documents.push({ file, document: await readJson(file, environment) });
  const corpus = documents.find(({ document }) => hasCorpusKind(document));
  const other = documents.find(({ document }) => !hasCorpusKind(document));
  if (corpus && other)
    throw new CommandError(
      `simulate: --merge was given the corpus '${corpus.file}' and '${other.file}', which is none; merge each kind by itself`,
    );
  if (corpus) return mergeCorpora(documents, flags, environment);
  const campaigns = documents.map(({ file, document }) => ({ file, campaign: campaignIn(document, file) }));
  const campaign = mergedOrRefused(() => merged(campaigns));
  if (flags.out !== undefined) writeCampaign(flags.out, campaign, environment);
  return report(campaign, summaryOf(campaign, [campaign]), flags, environment);
}

/** Merges, or refuses with the sentence of a MergeError. */
function mergedOrRefused<T>(merge: () => T): T {
  try {
    return merge();
  } catch (error) {
    if (error instanceof MergeError) throw new CommandError(`simulate: ${error.message}`);
    throw error;
  }
}

function mergeCorpora(
  documents: readonly NamedDocument[],
  { out, json }: SimulateFlags,
  environment: Environment,
): ExitCode {
  const named = documents.map(({ file, document }) => ({ file, corpus: corpusIn(document, file) }));
  const corpus = mergedOrRefused(() => mergedCorpora(named, environment.version()));
  if (out !== undefined) writeCorpus(out, corpus, environment);
  const { module, entries } = corpus;
  const found = { command: 'simulate', exitCode: 0, module, corpora: named.length, entries: entries.length };
  environment.print(json ? JSON.stringify(found, undefined, 2) : corporaText(named.length, corpus));
  return 0;
}
