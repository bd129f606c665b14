import type { Campaign } from '../../campaign/document.js';
import type { Failure } from '../../campaign/ranges.js';
import { type CampaignSummary, speedLine, summaryLines, summaryOf } from '../../campaign/summary.js';
import { checkSimulateFlags, SIMULATE_FLAGS, type SimulateFlags } from '../campaign/flags.js';
import { Lane } from '../campaign/lane.js';
import { mergeFiles } from '../campaign/mergeFiles.js';
import { type RanCampaign, runCampaign } from '../campaign/runCampaign.js';
import { checkModuleFile } from '../files/loadModule.js';
import { command, type ExitCode } from '../line/command.js';
import { CommandError } from '../line/commandError.js';
import type { Environment } from '../line/environment.js';
import { writePage } from '../output/htmlPage.js';

/** The command `swfake simulate`. */
export const simulate = command({
  name: 'simulate',
  summary: 'Simulates your deciders and workers with many seeds, on all processors.',
  description: [
    'MODULE exports by default { definition, start, plan }: a definition, as simulate() of swfake/simulation takes it, and the',
    'options. The command prints the lowest seed that fails, what the failure needs, and a test that repeats it. The number of',
    'threads does not change the result.',
    'With --guided it varies the runs that reached something new, which finds rare failures in fewer runs.',
    'With --merge it merges files: the results of shards, which --out wrote, or the corpora of guided searches.',
  ],
  takesFiles: true,
  operand: {
    usage: 'MODULE',
    missing: 'simulate expects a MODULE, such as ./order.simulation.js; or --merge and at least one FILE',
  },
  flags: SIMULATE_FLAGS,
  examples: [
    'swfake simulate ./order.simulation.ts --seeds 1000000',
    'swfake simulate ./order.simulation.js --guided --corpus order.corpus.json',
    'swfake simulate ./order.simulation.js --shard 3/8 --out 3.json --resume',
    'swfake simulate --merge *.json',
  ],
  exitCodes: {
    0: 'Every simulation passed.',
    1: 'A simulation failed.',
    2: 'Not everything ran: an interruption, a missing shard, a module or file that cannot be used, a wrong command line.',
  },
  async run({ flags, files, environment }) {
    checkSimulateFlags(flags);
    if (flags.merge) return mergeFiles(files, flags, environment, report);
    const [module = '', second] = files;
    if (second !== undefined)
      throw new CommandError(`simulate expects one MODULE, but it was given '${second}' too; --merge takes files`);
    checkModuleFile('MODULE', module, environment.files);
    return simulateModule(module, flags, environment);
  },
});

async function simulateModule(module: string, flags: SimulateFlags, environment: Environment): Promise<ExitCode> {
  const ran = await runCampaign(module, flags, environment);
  const { running, campaign, jobs, interrupted } = ran;
  const summary = summaryOf(campaign, running.settings.parts);
  const code = report(campaign, summary, flags, environment);
  if (!flags.json) environment.print(speedLine(running.done, running.seconds(), jobs));
  if (interrupted) environment.printError(`swfake: simulate was interrupted; ${resumeAdvice(flags)}`);
  await writeFailurePage(ran, summary, flags, environment);
  return code;
}

const resumeAdvice = ({ out }: SimulateFlags): string =>
  out === undefined
    ? 'with --out FILE, --resume goes on where it ended'
    : `the same command with --resume goes on with '${out}'`;

async function writeFailurePage(
  { lanes }: RanCampaign,
  { failures: [failure] }: CampaignSummary,
  { html }: SimulateFlags,
  environment: Environment,
): Promise<void> {
  if (html === undefined) return;
  if (!failure) return environment.printError('swfake: simulate wrote no page: nothing failed');
  const lane = new Lane(lanes);
  await lane.start();
  const page = await lane.page(failure);
  lane.stop();
  if (page !== undefined) writePage(html, page, environment);
  else environment.printError(`swfake: simulate wrote no page: ${failure.name} does not end`);
}

/** Prints the result. Returns the exit code. */
function report(campaign: Campaign, summary: CampaignSummary, flags: SimulateFlags, { print }: Environment): ExitCode {
  const { failures, missing, planned, tally, guided } = summary;
  const code = missing.length > 0 ? 2 : failures.length > 0 ? 1 : 0;
  if (flags.json) {
    const { module, of, plan, from, to, minimized, times } = campaign;
    const document = { command: 'simulate', exitCode: code, module, of, from, to, plan, planned, ...tally };
    print(JSON.stringify({ ...document, missing, failures, minimized, guided, times }, undefined, 2));
    return code;
  }
  for (const line of summaryLines(summary, campaign)) print(line);
  if (failures[0]) print(`\n${failureText(failures[0], campaign, flags)}\n`);
  return code;
}

/** Returns the report of a failure: minimized, unless the command asks for the whole run. */
function failureText({ number, report }: Failure, { minimized, of }: Campaign, { minimize }: SimulateFlags): string {
  if (!minimized || minimize === 0) return report;
  const command = of === 'seeds' ? `--from ${number} --seeds 1` : 'The same command with';
  return `${minimized.report}\n\n${command} --minimize 0 prints the run before it was minimized`;
}
