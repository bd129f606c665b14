import { SwfFake } from '../fake.js';
import { type ServeOptions, type SwfServer, serve } from '../http/index.js';
import type { Registration } from '../shell/setup/register.js';
import { parseJson } from './files.js';

/** The flags of `swfake serve`. */
export interface ServeFlags {
  readonly port: number;
  readonly host: string;
  readonly names: readonly string[];
  readonly clock: 'real' | 'virtual';
  readonly seed: number;
  readonly admin: boolean;
  readonly log: boolean;
  readonly register: readonly string[];
}

/** Creates a fake, and starts a server for it. */
export async function serveFake(
  { port, host, names, clock, seed, admin, log, register }: ServeFlags,
  read: (file: string) => string,
  print: (line: string) => void,
): Promise<SwfServer> {
  const swf = new SwfFake({ clock, seed });
  for (const file of register) for (const registration of registrationsIn(file, read(file))) swf.register(registration);
  const options: ServeOptions = { port, host, names, admin, ...(log && { log: print }) };
  const server = await serve(swf, options);
  for (const line of startLines(server, clock, admin)) print(line);
  return server;
}

function registrationsIn(file: string, text: string): readonly Registration[] {
  const content = parseJson(file, text);
  const all = Array.isArray(content) ? content : [content];
  if (all.every((one) => typeof one?.domain === 'string')) return all;
  throw new TypeError(
    `swfake: ${file} registers nothing: expected {"domain": "shop", "workflows": {"Order@1": {}}}, or a list of those`,
  );
}

const startLines = ({ url }: SwfServer, clock: string, admin: boolean): readonly string[] => [
  `swfake listens on ${url} (${clock} clock)`,
  'Any credentials will do. The AWS CLI reaches it with',
  '  AWS_ACCESS_KEY_ID=swfake AWS_SECRET_ACCESS_KEY=swfake AWS_DEFAULT_REGION=us-east-1 \\',
  `  aws swf list-domains --registration-status REGISTERED --endpoint-url ${url}`,
  ...(admin ? [`GET ${url}/_swfake/ says what the admin path can do`] : []),
  ...(clock === 'virtual' && !admin ? ['The clock stands still: --admin lets clients move it'] : []),
];
