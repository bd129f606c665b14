import { isLoopback } from '../../http/hostNames.js';
import type { SwfServer } from '../../http/index.js';
import type { ServeFlags } from './flags.js';
import type { ServerFakes } from './serverFakes.js';

/** Returns the lines that a server prints when it has started. */
export function startLines({ url, uiUrl }: SwfServer, flags: ServeFlags, fakes: ServerFakes): readonly string[] {
  const { clock, ui, state } = flags;
  const admin = flags.admin || ui;
  return [
    `swfake listens on ${url} (${clock} clock)${audience(url)}`,
    'Any credentials will do. To call it with the AWS CLI, set AWS_ACCESS_KEY_ID=swfake,',
    'AWS_SECRET_ACCESS_KEY=swfake and AWS_DEFAULT_REGION=us-east-1, and run',
    `  aws swf list-domains --registration-status REGISTERED --endpoint-url ${url}`,
    ...(state === undefined ? [] : [stateLine(state, fakes)]),
    ...(admin ? [`GET ${url}/_swfake/ lists the requests of the admin path`] : []),
    ...(uiUrl === undefined ? [] : [`Open the console at ${uiUrl}`]),
    ...(clock === 'virtual' && !admin ? ['The clock stands still: with --admin, clients can move it'] : []),
  ];
}

const audience = (url: string): string =>
  isLoopback(new URL(url).hostname.replaceAll(/[[\]]/g, ''))
    ? ''
    : '. This is not only this machine: every machine that reaches it can call it';

function stateLine(file: string, { all, given }: ServerFakes): string {
  const runs = all.reduce((count, swf) => count + swf.runs().length, 0);
  return given.states.length === 0
    ? `The state is saved in '${file}'`
    : `The state of '${file}' was loaded: ${runs} run${runs === 1 ? '' : 's'}. It is saved there`;
}
