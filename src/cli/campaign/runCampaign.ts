import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { CorpusHead } from '../../campaign/corpora.js';
import { type Campaign, failuresWanted } from '../../campaign/document.js';
import type { BatchResults, CampaignDescription, CampaignSetup } from '../../campaign/messages.js';
import { type Range, sizeOf } from '../../campaign/ranges.js';
import { type Shard, shardOf } from '../../campaign/shards.js';
import { readJson } from '../files/readJson.js';
import { CommandError } from '../line/commandError.js';
import type { Environment } from '../line/environment.js';
import { type RunProgress, runProgress } from '../output/runProgress.js';
import { readCampaign, writeCampaign } from './campaignFile.js';
import { checkSameCorpus, type GivenCorpus, givenCorpus, writeSearch } from './corpusFile.js';
import { jobsOf, type SimulateFlags, timeOf } from './flags.js';
import { GuidedCampaign } from './guidedCampaign.js';
import { Lane, type LaneSettings } from './lane.js';
import { minimizeFailure } from './minimizeFailure.js';
import { Pool, type PoolWork } from './pool.js';
import { RunningCampaign } from './runningCampaign.js';
import { shardFrom } from './shardFlag.js';

/** A campaign that ran, to its end or to an interruption. */
export interface RanCampaign extends Settings {
  readonly running: RunningCampaign;
  /** Its results. */
  readonly campaign: Campaign;
  readonly interrupted: boolean;
}

/**
 * Runs what the flags ask for.
 *
 * @throws CommandError if a flag, a file or the module cannot be used.
 */
export async function runCampaign(
  module: string,
  flags: SimulateFlags,
  environment: Environment,
): Promise<RanCampaign> {
  const settings = await settingsOf(module, flags, environment);
  const state: CampaignState = { planned: 0, interrupted: false };
  const progress = runProgress(environment);
  const pool = new Pool(settings.jobs, settings.lanes, workOf(state, flags, environment, progress));
  const lane = new Lane(settings.lanes);
  void environment.interrupted().then(() => {
    state.interrupted = true;
    pool.stop();
    lane.stop();
  });
  const saving = setInterval(() => save(state, flags, environment), timeOf('save-every', flags));
  try {
    const description = await pool.start();
    if (!description) throw new CommandError(`simulate was interrupted before '${module}' was imported: nothing ran`);
    const begun = await beginningOf(settings, flags, environment, description);
    const { running, guided } = begun;
    const missing = running.missing();
    Object.assign(state, { ...begun, planned: sizeOf(missing) });
    await (guided ? guided.run(pool, flags.out ?? '') : pool.run(missing));
    save(state, flags, environment);
    pool.stop();
    if (running.missing().length === 0) {
      await minimizeFailure(running, lane, flags.minimize, progress, environment);
      save(state, flags, environment);
    }
    const campaign = running.campaign(guided?.state());
    return { ...settings, running, campaign, interrupted: state.interrupted && running.missing().length > 0 };
  } finally {
    clearInterval(saving);
    progress.hide();
    pool.stop();
  }
}

/** A campaign at its beginning. */
interface Beginning {
  readonly running: RunningCampaign;
  readonly guided?: GuidedCampaign;
  readonly corpusHead?: CorpusHead;
}

interface CampaignState extends Partial<Beginning> {
  readonly planned: number;
  interrupted: boolean;
}

function save(
  { running, guided, corpusHead }: CampaignState,
  { out, corpus }: SimulateFlags,
  environment: Environment,
): void {
  if (running && out !== undefined) writeCampaign(out, running.campaign(guided?.state()), environment);
  // The corpus comes last: a search that goes on has all that its corpus has.
  if (guided && corpusHead && corpus !== undefined) writeSearch(corpus, corpusHead, guided.state(), environment);
}

function workOf(
  state: CampaignState,
  flags: SimulateFlags,
  { printError }: Environment,
  progress: RunProgress,
): PoolWork {
  const kind = flags['crash-points'] ? 'crash point' : 'seed';
  const nameOf = (number: number): string => state.guided?.nameOf(number) ?? `${kind} ${number}`;
  return {
    limit: () => (state.guided ?? state.running)?.limit ?? Number.POSITIVE_INFINITY,
    // A batch of a guided search can be of entries that failed before.
    stopAfter: flags.guided ? Number.POSITIVE_INFINITY : failuresWanted({ untilFailures: untilFailuresOf(flags) }),
    variantsOf: (range) => state.guided?.variantsOf(range),
    add(batch: BatchResults) {
      const { running, guided, planned } = state;
      if (!running) return;
      if (guided) guided.add(batch);
      else running.add(batch.results);
      progress.show(running.done + (guided?.done ?? 0), planned, running.seconds(), running.failures);
    },
    replaced: (number, reason) =>
      printError(
        `swfake: a thread ended in ${nameOf(number)}: it ${reason.split('\n')[0]}; another one runs its batch again`,
      ),
    nameOf,
  };
}

interface Settings {
  readonly lanes: LaneSettings;
  readonly jobs: number;
  readonly shard: Shard;
  readonly corpus: GivenCorpus;
}

async function settingsOf(module: string, flags: SimulateFlags, environment: Environment): Promise<Settings> {
  const { shard, seeds, 'crash-points': crashPoints } = flags;
  const jobs = Math.min(jobsOf(flags, environment), crashPoints ? Number.POSITIVE_INFINITY : seeds);
  const timeout = timeOf('seed-timeout', flags);
  const setup = await setupOf(module, flags, environment);
  return {
    lanes: { setup, timeout, start: environment.startThread, megabytes: megabytesOf(jobs, environment) },
    jobs,
    shard: shard === undefined ? { place: 1, count: 1 } : shardFrom(shard, environment.variables),
    corpus: await givenCorpus(flags.corpus, environment),
  };
}

async function setupOf(module: string, flags: SimulateFlags, environment: Environment): Promise<CampaignSetup> {
  const { guided, 'crash-points': crashPoints } = flags;
  if (flags.plan === undefined) return { module, crashPoints, guided };
  return { module, crashPoints, guided, plan: await readJson(flags.plan, environment) };
}

const LEAST_MEGABYTES = 512;
const MOST_MEGABYTES = 2048;

// All threads together may take three quarters of the memory.
function megabytesOf(jobs: number, { memoryMegabytes }: Environment): number {
  const share = Math.floor((memoryMegabytes * 3) / 4 / jobs);
  return Math.min(MOST_MEGABYTES, Math.max(LEAST_MEGABYTES, share));
}

const untilFailuresOf = (flags: SimulateFlags): number => flags['until-failures'] ?? (flags['crash-points'] ? 0 : 1);

/** Returns the campaign at its beginning, or with the results of the file that `--resume` reads. */
async function beginningOf(
  settings: Settings,
  flags: SimulateFlags,
  environment: Environment,
  description: CampaignDescription,
): Promise<Beginning> {
  const running = newCampaign(settings, flags, environment, description);
  const resumed = await resumedFile(flags, environment);
  if (resumed) running.resume(resumed, flags.out ?? '');
  if (!flags.guided) return { running };
  const guided = new GuidedCampaign(running, settings.corpus, resumed?.guided);
  if (resumed?.guided) checkSameCorpus(flags.corpus ?? '', settings.corpus, resumed.guided);
  const { module, swfake } = running.settings.identity;
  return { running, guided, corpusHead: { module, swfake, definition: description.types } };
}

function newCampaign(
  { lanes, shard }: Settings,
  flags: SimulateFlags,
  environment: Environment,
  { plan, options, range }: CampaignDescription,
): RunningCampaign {
  const { from, seeds } = flags;
  const whole: Range = range ?? { from, to: from + seeds - 1 };
  const identity = {
    module: basename(lanes.setup.module),
    options: createHash('sha256').update(options).digest('hex').slice(0, DIGEST_LENGTH),
    of: kindOf(flags),
    swfake: environment.version(),
  };
  const parts = shardOf(whole, shard);
  return new RunningCampaign({ identity, plan, untilFailures: untilFailuresOf(flags), whole, parts });
}

function kindOf({ guided, 'crash-points': crashPoints }: SimulateFlags): Campaign['of'] {
  if (guided) return 'guided runs';
  return crashPoints ? 'crash points' : 'seeds';
}

/** Returns the campaign of the file that `--resume` reads, if it exists. */
async function resumedFile({ out, resume }: SimulateFlags, environment: Environment): Promise<Campaign | undefined> {
  const exists = resume && out !== undefined && environment.files.kindOf(out) !== undefined;
  return exists ? readCampaign(out, environment) : undefined;
}

const DIGEST_LENGTH = 16;
