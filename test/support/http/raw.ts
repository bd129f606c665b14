import { connect, type Socket } from 'node:net';

/** The headers of a call that is well made. */
export const headersFor = (operation: string): Readonly<Record<string, string>> => ({
  'x-amz-target': `SimpleWorkflowService.${operation}`,
  'content-type': 'application/x-amz-json-1.0',
  authorization: 'AWS4-HMAC-SHA256 Credential=swfake',
});

/** An HTTP request down to the bytes; a header of several values is a list. */
export function requestText(
  method: string,
  path: string,
  headers: Readonly<Record<string, string | readonly string[]>>,
  body = '',
): string {
  const lines = Object.entries({ 'content-length': String(Buffer.byteLength(body)), ...headers }).flatMap(
    ([name, values]) => [values].flat().map((value) => `${name}: ${value}`),
  );
  return [`${method} ${path} HTTP/1.1`, ...lines, '', body].join('\r\n');
}

export interface RawResponse {
  /** 0: the connection was closed without a word. */
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

export const connected = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.on('error', reject);
  });

/** Everything that comes on a connection until the server closes it. */
export function untilClosed(socket: Socket): Promise<RawResponse> {
  return new Promise((resolve) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => {
      text += chunk;
    });
    // Whoever is refused while it sends may find the connection reset; what came before counts.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(parsed(text)));
  });
}

/** Sends bytes as they are, and gives what comes back; the server has to close the connection. */
export async function sent(port: number, text: string | Uint8Array): Promise<RawResponse> {
  const socket = await connected(port);
  const response = untilClosed(socket);
  socket.write(text);
  return response;
}

function parsed(text: string): RawResponse {
  const [head = '', ...rest] = text.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '').split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0), head, body: rest.join('\r\n\r\n') };
}
