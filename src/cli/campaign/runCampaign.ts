import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { failuresWanted } from '../../campaign/document.js';
import type { CampaignDescription, CampaignSetup } from '../../campaign/messages.js';
import { type Range, sizeOf } from '../../campaign/ranges.js';
import { type Shard, shardOf } from '../../campaign/shards.js';
import { readJson } from '../files/readJson.js';
import type { Environment } from '../line/environment.js';
import { type RunProgress, runProgress } from '../output/runProgress.js';
import { readCampaign, writeCampaign } from './campaignFile.js';
import { jobsOf, type SimulateFlags, timeOf } from './flags.js';
import { Lane, type LaneSettings } from './lane.js';
import { minimizeFailure } from './minimizeFailure.js';
import { Pool, type PoolWork } from './pool.js';
import { RunningCampaign } from './runningCampaign.js';
import { shardFrom } from './shardFlag.js';

/** A campaign that ran, to its end or to an interruption. */
export interface RanCampaign extends Settings {
  readonly running: RunningCampaign;
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
  const state: CampaignState = { running: undefined, planned: 0, interrupted: false };
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
    const running = await begun(settings, flags, environment, description ?? NOTHING_KNOWN);
    const missing = running.missing();
    Object.assign(state, { running, planned: sizeOf(missing) });
    await pool.run(missing);
    if (description) save(state, flags, environment);
    pool.stop();
    if (running.missing().length === 0) {
      await minimizeFailure(running, lane, flags.minimize, progress, environment);
      save(state, flags, environment);
    }
    return { ...settings, running, interrupted: state.interrupted && running.missing().length > 0 };
  } finally {
    clearInterval(saving);
    progress.hide();
    pool.stop();
  }
}

/** The description of a campaign that was interrupted before its module was imported. */
const NOTHING_KNOWN: CampaignDescription = { plan: [], options: '' };

interface CampaignState {
  readonly running: RunningCampaign | undefined;
  readonly planned: number;
  interrupted: boolean;
}

function save({ running }: CampaignState, { out }: SimulateFlags, environment: Environment): void {
  if (running && out !== undefined) writeCampaign(out, running.campaign(), environment);
}

function workOf(
  state: CampaignState,
  flags: SimulateFlags,
  { printError }: Environment,
  progress: RunProgress,
): PoolWork {
  const nameOf = (number: number): string => `${flags['crash-points'] ? 'crash point' : 'seed'} ${number}`;
  return {
    limit: () => state.running?.limit ?? Number.POSITIVE_INFINITY,
    stopAfter: failuresWanted({ untilFailures: untilFailuresOf(flags) }),
    add(results) {
      const { running, planned } = state;
      running?.add(results);
      if (running) progress.show(running.done, planned, running.seconds(), running.failures);
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
  };
}

async function setupOf(module: string, flags: SimulateFlags, environment: Environment): Promise<CampaignSetup> {
  const crashPoints = flags['crash-points'];
  if (flags.plan === undefined) return { module, crashPoints };
  return { module, crashPoints, plan: await readJson(flags.plan, environment) };
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
async function begun(
  { lanes, shard }: Settings,
  flags: SimulateFlags,
  environment: Environment,
  { plan, options, range }: CampaignDescription,
): Promise<RunningCampaign> {
  const { from, seeds, out, resume } = flags;
  const whole: Range = range ?? { from, to: from + seeds - 1 };
  const identity = {
    module: basename(lanes.setup.module),
    options: createHash('sha256').update(options).digest('hex').slice(0, DIGEST_LENGTH),
    of: range ? ('crash points' as const) : ('seeds' as const),
    swfake: environment.version(),
  };
  const parts = shardOf(whole, shard);
  const running = new RunningCampaign({ identity, plan, untilFailures: untilFailuresOf(flags), whole, parts });
  const isKnown = options !== NOTHING_KNOWN.options;
  if (resume && isKnown && out !== undefined && environment.files.kindOf(out) !== undefined)
    running.resume(await readCampaign(out, environment), out);
  return running;
}

const DIGEST_LENGTH = 16;
