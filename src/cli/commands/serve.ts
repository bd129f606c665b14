import type { SwfFake } from '../../fake.js';
import { type SwfServer, serve as startServer } from '../../http/index.js';
import { command } from '../line/command.js';
import { CommandError } from '../line/commandError.js';
import type { Environment } from '../line/environment.js';
import { durationIn } from '../line/time.js';
import { fakeOptions, SERVE_FLAGS, type ServeFlags, serveNames } from '../server/flags.js';
import { loadLambda } from '../server/lambdaModule.js';
import { readRegistrations } from '../server/registrations.js';
import { ServerFakes } from '../server/serverFakes.js';
import { startLines } from '../server/startLines.js';
import { readStates } from '../server/stateFile.js';
import { StateSaver } from '../server/stateSaver.js';

/** The command `swfake serve`. */
export const serve = command({
  name: 'serve',
  summary: 'Starts an HTTP server, through which clients of any language reach a fake.',
  description: [
    'It runs until a signal stops it: Ctrl-C, or SIGTERM. Each region and each account gets a fake of its own: the region that',
    'a client is set to, and the account that its access key id names if that has twelve digits.',
    'A FILE of --register holds {"domain": "shop", "workflows": {"Order@1": {}}, "activities": {"Charge@1": {}}}.',
    ...serveNames(),
  ],
  takesFiles: false,
  flags: SERVE_FLAGS,
  examples: [
    'swfake serve --register shop.json',
    'swfake serve --clock virtual --ui',
    'swfake serve --port 0 --clock virtual --admin --log',
  ],
  exitCodes: {
    0: 'A signal stopped the server.',
    2: 'The server cannot listen, a file cannot be read or written, or the command line is wrong.',
  },
  async run({ flags, environment }) {
    const fakes = await fakesOf(flags, environment);
    const saver = saverOf(flags, fakes, environment);
    saver?.start();
    try {
      await serveUntilSignal(flags, fakes, saver, environment);
    } finally {
      saver?.stop();
    }
    return 0;
  },
});

async function fakesOf(flags: ServeFlags, environment: Environment): Promise<ServerFakes> {
  const { register, lambda, state = '' } = flags;
  const options = fakeOptions(flags);
  const functions = lambda === undefined ? undefined : await loadLambda(lambda, environment);
  const registrations = await readRegistrations(register, environment);
  const states = flags.state === undefined ? [] : await readStates(state, environment);
  return new ServerFakes({
    options: { ...options, ...(functions && { lambda: functions }) },
    registrations,
    states,
    file: state,
  });
}

function saverOf(flags: ServeFlags, fakes: ServerFakes, environment: Environment): StateSaver | undefined {
  if (flags.state === undefined) return undefined;
  if (flags.state.trim() === '')
    throw new CommandError(
      "serve: flag '--state' expects a FILE, but it was given a blank text; is a variable not set?",
    );
  return new StateSaver(flags.state, durationIn('serve', 'save-every', flags['save-every']), fakes, environment);
}

async function serveUntilSignal(
  flags: ServeFlags,
  fakes: ServerFakes,
  saver: StateSaver | undefined,
  environment: Environment,
): Promise<void> {
  const server = await started(flags, fakes, (line) => {
    saver?.noteChange();
    if (flags.log) environment.print(line);
  });
  // Before the first line is printed: its reader may send the signal at once.
  const interrupted = environment.interrupted();
  for (const line of startLines(server, flags, fakes)) environment.print(line);
  await interrupted;
  await server.close();
  saver?.save();
}

function started(flags: ServeFlags, { all, create }: ServerFakes, log: (line: string) => void): Promise<SwfServer> {
  const { port, host, name: names, admin, ui } = flags;
  const [home, ...others] = all as [SwfFake, ...SwfFake[]];
  return startServer(home, {
    port,
    host,
    names,
    admin,
    ui,
    others,
    fakeFor: create,
    pollTimeout: durationIn('serve', 'poll-timeout', flags['poll-timeout']),
    requestTimeout: durationIn('serve', 'request-timeout', flags['request-timeout']),
    ...((flags.log || flags.state !== undefined) && { log }),
  });
}
