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

const asked =
  (path: string, method = 'GET', options: ServeOptions = {}) =>
  () =>
    served(async ({ url }) => (await fetch(`${url}${path}`, { method })).text(), options);

const sentRaw =
  (text: string, options: ServeOptions = {}) =>
  () =>
    served(async ({ port }) => (await sent(port, text)).body, options);

const headers = (more: object) =>
  sentRaw(requestText('POST', '/', { host: 'localhost', connection: 'close', ...more }));

const admin = (path: string, method = 'GET') => asked(`/_swfake/${path}`, method);

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
    ].join('\n'),
  ],
  ['a page by another method', admin('advance?by=1s'), 'swfake: the method is GET; expected POST'],
  [
    'a misspelt parameter',
    admin('advance?By=1s', 'POST'),
    "swfake: unknown parameter 'By'; expected 'by', 'to', 'wait'",
  ],
  ['a parameter where there is none', admin('clock?at=1'), "swfake: unknown parameter 'at'; expected none"],
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
  ['wait without by', admin('advance?wait=true', 'POST'), 'swfake: wait is given without by; expected by=3d&wait=true'],
];

messageTable('the HTTP server', {
  of: ['src/http'],
  rows,
  builders: { refusal: 2, TypeError: 0 },
  unreached: [['new TypeError(', 'becomes the body of a response: the rows have it']],
});
