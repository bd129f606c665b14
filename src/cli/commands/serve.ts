import { SwfFake } from '../../fake.js';
import { type SwfServer, serve as startServer } from '../../http/index.js';
import type { Registration } from '../../shell/setup/register.js';
import { fileWords, readJson } from '../files/readJson.js';
import { command } from '../line/command.js';
import { CommandError } from '../line/commandError.js';
import type { Environment } from '../line/environment.js';

/** The command `swfake serve`. */
export const serve = command({
  name: 'serve',
  summary: 'Starts an HTTP server, through which clients of any language reach a fake.',
  description: [
    'It runs until a signal stops it: Ctrl-C, or SIGTERM.',
    'A FILE of --register holds {"domain": "shop", "workflows": {"Order@1": {}}, "activities": {"Charge@1": {}}}.',
  ],
  takesFiles: false,
  flags: {
    port: { kind: 'number', most: 65_535, default: 8080, description: 'The port. 0 takes any port that is free.' },
    host: {
      kind: 'text',
      value: 'ADDRESS',
      default: '127.0.0.1',
      description: 'The address to listen on. Only this machine reaches the default.',
    },
    name: { kind: 'list', value: 'NAME', description: 'A further name of the server, such as that of a container.' },
    clock: {
      kind: 'choice',
      values: ['real', 'virtual'],
      description: 'A virtual clock moves through the admin path.',
    },
    seed: {
      kind: 'number',
      most: Number.MAX_SAFE_INTEGER,
      default: 1,
      description: 'Ids, run ids and tokens come from it.',
    },
    register: { kind: 'list', value: 'FILE', description: 'A file of domains and types.' },
    admin: { kind: 'switch', description: 'Turns on the admin path /_swfake/: it shows runs, and moves the clock.' },
    log: { kind: 'switch', description: 'Prints a line for each request.' },
  },
  examples: ['swfake serve --register shop.json', 'swfake serve --port 0 --clock virtual --admin --log'],
  exitCodes: {
    0: 'A signal stopped the server.',
    2: 'The server cannot listen, a file cannot be read, or the command line is wrong.',
  },
  async run({ flags, environment }) {
    const { port, host, name: names, clock, seed, register, admin, log } = flags;
    const swf = new SwfFake({ clock, seed });
    for (const file of register) {
      for (const registration of await registrationsIn(file, environment)) registerAll(swf, file, registration);
    }
    const options = { port, host, names, admin, ...(log && { log: environment.print.bind(environment) }) };
    const server = await startServer(swf, options).catch((error) => {
      throw cannotListen(error, port, host);
    });
    // Before the first line is printed: its reader may send the signal at once.
    const interrupted = environment.interrupted();
    for (const line of startLines(server, clock, admin)) environment.print(line);
    await interrupted;
    await server.close();
    return 0;
  },
});

async function registrationsIn(file: string, environment: Environment): Promise<readonly Registration[]> {
  const content = await readJson(file, environment);
  const all: readonly unknown[] = Array.isArray(content) ? content : [content];
  const isRegistration = (one: unknown): boolean =>
    typeof (Object(one) as { readonly domain?: unknown }).domain === 'string';
  if (all.every(isRegistration)) return all as readonly Registration[];
  throw new CommandError(
    `${fileWords(file)} registers nothing; expected {"domain": "shop", "workflows": {"Order@1": {}}}, or a list of those`,
  );
}

function registerAll(swf: SwfFake, file: string, registration: Registration): void {
  try {
    swf.register(registration);
  } catch (error) {
    const reason = (error as Error).message.replace(/^swfake: /, '');
    throw new CommandError(`${fileWords(file)}: ${reason}`, { cause: error });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is in use; stop the other program, or choose another port (--port 0 takes a free one)',
  EACCES: 'this user may not open the port; choose one from 1024 on',
  EADDRNOTAVAIL: 'this machine does not have the address',
  ENOTFOUND: 'there is no such host',
};

function cannotListen(error: NodeJS.ErrnoException, port: number, host: string): CommandError {
  const reason = REASONS[error.code ?? ''] ?? error.message;
  return new CommandError(`cannot listen on port ${port} of '${host}': ${reason}`, { cause: error });
}

const startLines = ({ url }: SwfServer, clock: string, admin: boolean): readonly string[] => [
  `swfake listens on ${url} (${clock} clock)`,
  'Any credentials will do. To call it with the AWS CLI, set AWS_ACCESS_KEY_ID=swfake,',
  'AWS_SECRET_ACCESS_KEY=swfake and AWS_DEFAULT_REGION=us-east-1, and run',
  `  aws swf list-domains --registration-status REGISTERED --endpoint-url ${url}`,
  ...(admin ? [`GET ${url}/_swfake/ lists the requests of the admin path`] : []),
  ...(clock === 'virtual' && !admin ? ['The clock stands still: with --admin, clients can move it'] : []),
];
