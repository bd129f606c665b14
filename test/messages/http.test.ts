import { serve } from '../../src/http/index.js';
import type { ServeOptions, SwfServer } from '../../src/http/serve.js';
import { requestText, sent } from '../support/http/raw.js';
import { shop } from '../support/shop.js';
import { messageTable, type Row } from './frame.js';

/** Does something with a server of its own. */
async function served(act: (server: SwfServer) => Promise<string>, options: ServeOptions = {}): Promise<string> {
  const server = await serve(shop(), { admin: true, ...options });
  try {
    return (await act(server)).trimEnd();
  } finally {
    await server.close();
  }
}

const ADMIN = { 'x-swfake-admin': 'true' };
const asked =
  (path: string, method = 'GET', options: ServeOptions = {}) =>
  () =>
    served(async ({ url }) => (await fetch(`${url}${path}`, { method, headers: ADMIN })).text(), options);

const sentRaw =
  (text: string, options: ServeOptions = {}) =>
  () =>
    served(async ({ port }) => (await sent(port, text)).body, options);

/** Returns a port that is free now. */
const freePort = (): Promise<number> => served(async ({ port }) => String(port)).then(Number);

/** Calls the service in a region, and returns the message of its fault. */
async function called({ url }: SwfServer, region: string): Promise<string> {
  const authorization = `AWS4-HMAC-SHA256 Credential=swfake/20200101/${region}/swf/aws4_request, Signature=x`;
  const headers = { 'x-amz-target': 'SimpleWorkflowService.DescribeDomain', authorization };
  const response = await fetch(url, { method: 'POST', headers, body: '{"name":"shop"}' });
  return `swfake: ${(((await response.json()) as { message?: string }).message ?? '').replace('swfake: ', '')}`;
}

const headers = (more: object) =>
  sentRaw(requestText('POST', '/', { host: 'localhost', connection: 'close', ...more }));

const admin = (path: string, method = 'GET') => asked(`/_swfake/${path}`, method);

/** Sends a request to the console, with its token unless the headers have another. */
const ui =
  (path: string, more: Readonly<Record<string, string>> = {}, method = 'GET', body = '') =>
  () =>
    served(
      async ({ port, uiUrl = '' }) => {
        const token = { 'x-swfake-token': uiUrl.split('#token=')[1] ?? '' };
        const all = { host: 'localhost', connection: 'close', ...token, 'content-type': 'application/json', ...more };
        return (await sent(port, requestText(method, `/_swfake/ui/${path}`, all, body))).body;
      },
      { ui: true },
    );

const rows: readonly Row[] = [
  [
    'a Host header of another machine',
    headers({ host: 'evil.example' }),
    "swfake: the request has the Host header 'evil.example'; expected one name of this machine, or one of the option 'names' (--name)",
  ],
  [
    'a request of a web page',
    headers({ origin: 'http://localhost' }),
    'swfake: the request comes from a web page; only programs can call this server',
  ],
  [
    'the admin path, if it is off',
    asked('/_swfake/', 'GET', { admin: false }),
    'swfake: the admin path is off; turn it on with serve(swf, { admin: true }) or --admin',
  ],
  ['another path', asked('/health'), 'swfake: there is nothing at this path; the path of SWF is /'],
  [
    'another method',
    asked('/'),
    "swfake: the method is 'GET'; expected POST from an AWS SDK, or from the AWS CLI with --endpoint-url",
  ],
  [
    'too large a body',
    headers({ 'content-length': '2000000' }),
    'swfake: the body is too large; expected at most 1048576 bytes',
  ],
  [
    'too large headers',
    headers({ 'x-large': 'x'.repeat(100_000) }),
    'swfake: the headers are too large; send fewer or shorter headers',
  ],
  [
    'no HTTP',
    sentRaw('\u0016\u0003\u0001 hello\r\n\r\n'),
    'swfake: this is no HTTP request; check that the client uses http, not https',
  ],
  [
    'a request that does not arrive',
    sentRaw('POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 10\r\n\r\n', { requestTimeout: '100ms' }),
    'swfake: the request took too long to arrive; send it faster, or raise the option requestTimeout of serve()',
  ],
  [
    'the page of the admin path',
    admin(''),
    [
      "GET  /_swfake/clock  the time of the fake's clock",
      'POST /_swfake/advance?by&to&wait  advances the clock: by=31s, to=2020-01-02T00:00:00Z, or to the next event; by=3d&wait=true waits for poll loops',
      'GET  /_swfake/runs?domain&workflowId&status  every run, oldest first',
      'GET  /_swfake/history?workflowId&runId&domain  the history of a run as JSON, for swfake show and swfake verify',
      'GET  /_swfake/timeline?workflowId&runId&domain  the history of a run as text',
      'GET  /_swfake/explain?workflowId&runId&domain  an explanation of the state of a run',
      '',
      'Every request takes region and account too. POST needs the header x-swfake-admin: true.',
    ].join('\n'),
  ],
  [
    'an unknown page',
    admin('nonsense'),
    [
      'swfake: there is nothing at this path; expected one of',
      "GET  /_swfake/clock  the time of the fake's clock",
      'POST /_swfake/advance?by&to&wait  advances the clock: by=31s, to=2020-01-02T00:00:00Z, or to the next event; by=3d&wait=true waits for poll loops',
      'GET  /_swfake/runs?domain&workflowId&status  every run, oldest first',
      'GET  /_swfake/history?workflowId&runId&domain  the history of a run as JSON, for swfake show and swfake verify',
      'GET  /_swfake/timeline?workflowId&runId&domain  the history of a run as text',
      'GET  /_swfake/explain?workflowId&runId&domain  an explanation of the state of a run',
      '',
      'Every request takes region and account too. POST needs the header x-swfake-admin: true.',
    ].join('\n'),
  ],
  ['a page by another method', admin('advance?by=1s'), 'swfake: the method is GET; expected POST'],
  [
    'a misspelt parameter',
    admin('advance?By=1s', 'POST'),
    "swfake: unknown parameter 'By'; expected 'by', 'to', 'wait', 'region', 'account'",
  ],
  [
    'a parameter where there is none',
    admin('clock?at=1'),
    "swfake: unknown parameter 'at'; expected 'region', 'account'",
  ],
  [
    'a parameter that is missing',
    admin('timeline'),
    "swfake: the parameter 'workflowId' is missing; add ?workflowId=…",
  ],
  ['advance without a unit', admin('advance?by=1', 'POST'), "swfake: the duration '1' has no unit; did you mean '1s'?"],
  [
    'two ways to advance',
    admin('advance?by=1s&to=2020-01-02', 'POST'),
    'swfake: by and to are both given; expected by=31s or to=2020-01-02T00:00:00Z',
  ],
  [
    'another value of wait',
    admin('advance?by=1s&wait=yes', 'POST'),
    "swfake: wait was given as 'yes'; expected true or false",
  ],
  [
    'a POST without the header of the admin path',
    sentRaw(requestText('POST', '/_swfake/advance?by=1s', { host: 'localhost', connection: 'close' })),
    "swfake: the request has no header x-swfake-admin, which no form of a web page can send; add -H 'x-swfake-admin: true'",
  ],
  [
    'a region that no client has called',
    admin('clock?region=eu-west-1&account=210987654321'),
    'swfake: no client has called region eu-west-1 of account 210987654321; expected one of region us-east-1 of account ' +
      '123456789012',
  ],
  [
    'several regions to choose from',
    () =>
      served(
        async (server) => {
          await called(server, 'eu-west-1');
          await called(server, 'us-east-1');
          return (await fetch(`${server.url}/_swfake/clock`)).text();
        },
        { fakeFor: (place) => shop(place) },
      ),
    'swfake: clients have called region eu-west-1 of account 123456789012, region us-east-1 of account 123456789012; add ' +
      'region=… or account=…',
  ],
  [
    'fakeFor() that is async',
    () => served((server) => called(server, 'eu-west-1'), { fakeFor: (async () => shop()) as never }),
    'swfake: fakeFor() returned a promise; expected a SwfFake. It must answer at once: make it a function that is not async',
  ],
  ['a health check by POST', asked('/_swfake/health', 'POST'), "swfake: the method is 'POST'; expected GET or HEAD"],
  [
    'CONNECT',
    sentRaw('CONNECT swf.us-east-1.amazonaws.com:443 HTTP/1.1\r\nhost: localhost\r\n\r\n'),
    'swfake: this server is no proxy; set it as the endpoint of the client, and unset HTTP_PROXY and HTTPS_PROXY for it',
  ],
  [
    'an Expect header that is foreign',
    headers({ expect: 'miracles' }),
    'swfake: the request has an Expect header that is not 100-continue; send it without that header',
  ],
  [
    'a blank host',
    () => serve(shop(), { host: ' ' }),
    "swfake: host was given as ' '; expected an address, such as '127.0.0.1', or '0.0.0.0' for every address of this machine; is a variable not set?",
  ],
  ['no fake', () => serve({} as never), 'swfake: serve() was given {}; expected a SwfFake'],
  [
    'two fakes of one region',
    () => serve(shop(), { others: [shop()] }),
    'swfake: two fakes of region us-east-1 of account 123456789012 were given to serve(); expected one; create it with another region',
  ],
  [
    'a port that is none',
    () => serve(shop(), { port: Number.NaN }),
    'swfake: port was given as NaN; expected a whole number from 0 to 65535; 0 takes any port that is free',
  ],
  [
    'a port in use',
    async () => {
      const port = await freePort();
      return served(async () => String(await serve(shop(), { port })), { port }).catch((error: Error) => {
        error.message = error.message.replace(String(port), 'PORT');
        throw error;
      });
    },
    "swfake: cannot listen on port PORT of '127.0.0.1': the port is in use; stop the other program, or choose another port (0 takes any that is free)",
  ],
  [
    'the console, if it is off',
    asked('/_swfake/ui'),
    'swfake: the console is off; turn it on with serve(swf, { ui: true }) or --ui',
  ],
  [
    'a request of another page to the console',
    ui('changes', { origin: 'http://evil.example' }),
    'swfake: the request comes from another web page; only the page of the console can make it',
  ],
  [
    'a request with the token of another server',
    ui('changes', { 'x-swfake-token': 'x' }),
    'swfake: the request has the token of another server, or a wrong one; open the address that the server printed when it started',
  ],
  [
    'a form that is sent to the console',
    ui('call', { 'content-type': 'text/plain' }, 'POST'),
    'swfake: the body is not JSON; expected content-type application/json',
  ],
  ['a body that is no JSON', ui('call', {}, 'POST', '['), 'swfake: the body is no JSON object; expected one'],
  [
    'an unknown path of the console',
    ui('nonsense'),
    'swfake: the console has nothing at this path, or not by this method',
  ],
  [
    'a log that throws',
    asked('/', 'GET', {
      log: () => {
        throw new Error('the disk is full');
      },
    }),
    "swfake: the log of serve() threw the error 'Error: the disk is full'; lines of the log are lost; catch the error in the function",
  ],
  ['wait without by', admin('advance?wait=true', 'POST'), 'swfake: wait is given without by; expected by=3d&wait=true'],
];

messageTable('the HTTP server', {
  of: ['src/http'],
  rows,
  builders: { refusal: 2, TypeError: 0 },
  unreached: [
    ['new TypeError(', 'becomes the body of a response: the rows have it'],
    ['new Error(`clients have called', 'becomes the body of a response: the rows have it'],
    ['new Error(`no client has called', 'becomes the body of a response: the rows have it'],
  ],
});
