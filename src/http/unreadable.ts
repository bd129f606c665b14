import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Refusal, rawResponse, refusal, refusalResponse } from './responses.js';

type Log = (line: string) => void;

// The refusals of requests that Node could not parse or that did not arrive in time.
const UNREADABLE: Readonly<Record<string, readonly [Refusal, string]>> = {
  HPE_HEADER_OVERFLOW: [
    refusal(431, 'HeadersTooLargeException', 'the headers are too large; send fewer or shorter headers'),
    'Request Header Fields Too Large',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [
    refusal(
      408,
      'RequestTimeoutException',
      'the request took too long to arrive; send it faster, or raise the option requestTimeout of serve()',
    ),
    'Request Timeout',
  ],
};
const NO_HTTP = [
  refusal(400, 'BadRequestException', 'this is no HTTP request; check that the client uses http, not https'),
  'Bad Request',
] as const;

/** Answers a request that Node could not parse or that did not arrive in time, and ends its connection. */
export function refuseUnreadable(log: Log, { code = '' }: NodeJS.ErrnoException, socket: Duplex): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [refused, reason] = UNREADABLE[code] ?? NO_HTTP;
  refuseRaw(log, '-', refused, reason, socket);
}

const NO_PROXY = refusal(
  405,
  'MethodNotAllowedException',
  'this server is no proxy; set it as the endpoint of the client, and unset HTTP_PROXY and HTTPS_PROXY for it',
);

/** Answers CONNECT, by which a client asks a proxy for a connection, and ends the connection. */
export const refuseConnect = (log: Log, socket: Duplex): void =>
  refuseRaw(log, 'CONNECT', NO_PROXY, 'Method Not Allowed', socket);

function refuseRaw(log: Log, subject: string, refused: Refusal, reason: string, socket: Duplex): void {
  log(`${subject} ${refused.status} ${refused.name} 0 ms`);
  socket.on('error', () => undefined);
  socket.end(rawResponse(refused, reason), () => socket.destroy());
}

const FOREIGN_EXPECT = refusal(
  417,
  'ExpectationFailedException',
  'the request has an Expect header that is not 100-continue; send it without that header',
);

/** Answers a request that expects something of the server which it does not do, and ends the connection. */
export function refuseExpectation(log: Log, request: IncomingMessage, response: ServerResponse): void {
  const isSdk = request.headers['x-amz-target'] !== undefined;
  const { status, headers, body } = refusalResponse(FOREIGN_EXPECT, isSdk);
  log(`- ${status} ${FOREIGN_EXPECT.name} 0 ms`);
  response.writeHead(status, { ...headers, connection: 'close' }).end(body);
}
