import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { serve } from '../../../src/http/index.js';
import { SwfFake } from '../../../src/index.js';
import { stopwatch } from '../measure.js';
import type { Row } from '../row.js';

const CALLS = 300;
const BODY = '{"name":"shop"}';

const REQUEST = [
  'POST / HTTP/1.1',
  'host: 127.0.0.1',
  'content-type: application/x-amz-json-1.0',
  'x-amz-target: SimpleWorkflowService.DescribeDomain',
  'authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/swf/aws4_request, SignedHeaders=host, Signature=0',
  `content-length: ${BODY.length}`,
  '',
  BODY,
].join('\r\n');

export const httpRow: Row = {
  name: 'http',
  subject: 'DescribeDomain through serve(), one connection',
  limit: 'a bare node:http server that answers {}',
  goal: 2.6,
  unit: 'ms',
  warmUps: 15,
  prepare: async () => {
    const bare = await listening(createServer((_request, response) => response.end('{}')));
    const swf = new SwfFake();
    swf.register({ domain: 'shop' });
    const served = await serve(swf);
    const limit = connect((bare.address() as AddressInfo).port, '127.0.0.1');
    const subject = connect(served.port, '127.0.0.1');
    const close = (): Promise<void> => {
      limit.destroy();
      subject.destroy();
      bare.close();
      return served.close();
    };
    return { limit: () => calling(limit), subject: () => calling(subject), close };
  },
};

async function calling(socket: Socket): Promise<number> {
  const stop = stopwatch(CALLS);
  for (let i = 0; i < CALLS; i += 1) {
    socket.write(REQUEST);
    await response(socket);
  }
  return stop();
}

/** Resolves when a whole response has come. Both servers send one in a single packet, or in two. */
function response(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    let text = '';
    const take = (chunk: Buffer): void => {
      text += chunk.toString('latin1');
      if (!isWhole(text)) return;
      socket.off('data', take);
      resolve();
    };
    socket.on('data', take);
  });
}

function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return false;
  if (!text.startsWith('HTTP/1.1 200')) throw new Error(`bench: the server answered ${text}`);
  const length = /content-length: (\d+)/i.exec(text)?.[1] ?? 0;
  return text.length >= end + 4 + Number(length);
}

const listening = (server: Server): Promise<Server> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
