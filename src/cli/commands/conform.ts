import {
  conform as ask,
  CHECKS,
  type Check,
  type Conformance,
  checksPage,
  countOf,
  DOMAIN,
  documentOf,
  isNamed,
  isOfAws,
  listLines,
  networkTarget,
  recordedFiles,
  reportLines,
  selfTarget,
  type Target,
} from '../../conform/index.js';
import { type CommandCall, command, type ExitCode } from '../line/command.js';
import { CommandError } from '../line/commandError.js';
import type { Environment } from '../line/environment.js';
import type { Flags, FlagValues } from '../line/flags.js';
import { writePage } from '../output/htmlPage.js';
import { painter } from '../output/style.js';

const FLAGS = {
  self: { kind: 'switch', description: 'Asks the fake of this package, with a virtual clock.' },
  endpoint: { kind: 'text', value: 'URL', description: 'The address of an emulator, or of swfake serve.' },
  only: { kind: 'text', value: 'NAMES', description: 'The areas or checks to ask, with commas: timeouts,polls.held.' },
  list: { kind: 'switch', description: 'Prints all checks, and what they cover. Asks the fake of this package.' },
  domain: {
    kind: 'text',
    value: 'NAME',
    default: DOMAIN,
    description: 'The domain. It is registered if it is missing.',
  },
  region: { kind: 'text', value: 'REGION', description: 'The region. Without it, that of the configuration of AWS.' },
  concurrency: { kind: 'number', most: 200, default: 20, description: 'The number of checks side by side.' },
  json: { kind: 'text', value: 'FILE', description: 'Writes the report as JSON.' },
  html: { kind: 'text', value: 'FILE', description: 'Writes the report as a page of HTML, to look at in a browser.' },
  record: {
    kind: 'text',
    value: 'FOLDER',
    description: 'Writes calls and histories, for swfake verify. It must exist.',
  },
  yes: { kind: 'switch', description: 'Does not ask before it calls Amazon SWF itself.' },
} as const satisfies Flags;
type ConformFlags = FlagValues<typeof FLAGS>;

/** The command `swfake conform`. */
export const conform = command({
  name: 'conform',
  summary: 'Asks Amazon SWF, an emulator or this fake the same questions, and prints what differs.',
  description: [
    'Without --self and --endpoint it calls Amazon SWF, with the credentials that the SDK finds. It says first what it will',
    'create, and asks. It registers one domain, and types and runs that it deletes and terminates at the end.',
  ],
  takesFiles: false,
  flags: FLAGS,
  examples: ['swfake conform --self', 'swfake conform --endpoint http://127.0.0.1:5000 --only timeouts,polls'],
  exitCodes: {
    0: 'Nothing differs.',
    1: 'Something differs.',
    2: 'The target could not be asked, or not to the end, or the command line is wrong.',
  },
  async run(call) {
    const { flags, environment } = call;
    const checks = chosen(flags.only);
    if (flags.list) return printList(checks, environment);
    const target = targetOf(flags);
    checkFolder(flags, environment);
    if (target.isLive && !(await consents(call, checks.length))) return 2;
    return report(await asked(call, target, checks), flags, environment);
  },
});

function chosen(only: string | undefined): readonly Check[] {
  if (only === undefined) return CHECKS;
  const patterns = only.split(',').map((pattern) => pattern.trim());
  for (const pattern of patterns) {
    if (!CHECKS.some((check) => isNamed(check, pattern)))
      throw new CommandError(`conform: flag '--only' names no check: '${pattern}'; see 'swfake conform --list'`);
  }
  return CHECKS.filter((check) => patterns.some((pattern) => isNamed(check, pattern)));
}

function targetOf({ self, endpoint, region }: ConformFlags): Target {
  if (!self) return networkTarget({ endpoint: checkedEndpoint(endpoint), region });
  if (endpoint !== undefined)
    throw new CommandError('conform: --self and --endpoint name two targets; leave one of them out');
  return selfTarget(region === undefined ? {} : { region });
}

function checkedEndpoint(endpoint: string | undefined): string | undefined {
  if (endpoint === undefined || /^https?:\/\/[^/]/.test(endpoint)) return endpoint;
  throw new CommandError(
    `conform: flag '--endpoint' expects a URL, such as http://127.0.0.1:8080, but it was given '${endpoint}'`,
  );
}

function checkFolder({ record }: ConformFlags, { files }: Environment): void {
  if (record === undefined || files.kindOf(record) === 'folder') return;
  throw new CommandError(`conform: there is no folder '${record}'; create it, or leave --record out`);
}

async function printList(checks: readonly Check[], { print }: Environment): Promise<ExitCode> {
  const seen = await ask({ target: selfTarget(), domain: DOMAIN, run: 'list', checks, concurrency: 1 });
  for (const line of listLines(checks, seen.results)) print(line);
  return 0;
}

/** Returns true if the user agrees to call Amazon SWF. */
async function consents({ flags, environment }: CommandCall<typeof FLAGS>, checks: number): Promise<boolean> {
  const { print, printError, confirm } = environment;
  const where =
    isOfAws(flags.endpoint) && flags.endpoint ? flags.endpoint : 'Amazon SWF, with the credentials of the SDK';
  for (const line of consentLines(where, flags.domain, checks)) print(line);
  if (flags.yes || (await confirm('Go on? [y/N] '))) return true;
  printError('swfake: conform asked nothing: the answer was not yes; --yes answers it beforehand');
  return false;
}

const consentLines = (where: string, domain: string, checks: number): readonly string[] => [
  `This calls ${where}: ${checks} checks, about 3,000 calls in 15 minutes, at most 5 calls a second.`,
  `It registers the domain '${domain}' if it is missing. A domain cannot be deleted; the next run uses it again.`,
  'It registers about 40 types, and deprecates and deletes them at the end. It tags the domain for a moment.',
  'It starts about 350 runs, and terminates those that are open at the end. Their histories stay for a day.',
  'It costs well under one US dollar. It touches nothing that it did not make.',
];

function asked({ flags, environment }: CommandCall<typeof FLAGS>, target: Target, checks: readonly Check[]) {
  const { domain, concurrency, self } = flags;
  const run = self ? 'self' : runName();
  let done = 0;
  environment.print(`swfake conform: ${target.name}, domain '${domain}', ${checks.length} checks, run '${run}'`);
  const onResult = (): void => {
    done += 1;
    environment.showProgress?.(`${done} of ${checks.length} checks`);
  };
  const interrupted = environment.interrupted();
  return ask({ target, domain, run, checks, concurrency: Math.max(1, concurrency), interrupted, onResult });
}

// Unique in the domain, for as long as that keeps histories.
const runName = (): string => `c${Date.now().toString(36)}${Math.floor(Math.random() * 36 ** 2).toString(36)}`;

function report(seen: Conformance, { json, html, record }: ConformFlags, environment: Environment): ExitCode {
  environment.showProgress?.('');
  for (const line of reportLines(seen, painter(environment.colors))) environment.print(line);
  const code = exitCodeOf(seen);
  if (json !== undefined) environment.files.write(json, `${JSON.stringify(documentOf(seen, code), undefined, 2)}\n`);
  if (html !== undefined) writePage(html, checksPage(seen), environment);
  if (record !== undefined) {
    for (const { name, text } of recordedFiles(seen)) environment.files.write(`${record}/${name}`, text);
  }
  return code;
}

function exitCodeOf({ results, stopped }: Conformance): ExitCode {
  if (stopped !== undefined || countOf(results, 'not asked') === results.length) return 2;
  const differs = results.some(({ verdict, inHistories }) => verdict === 'differs' || inHistories.length > 0);
  return differs ? 1 : 0;
}
