import { Agent, request } from 'node:http';
import { headersFor } from '../../support/http/raw.js';

/** Calls a server as an SDK does, on connections that it keeps, and without all else that an SDK does. */
export class Caller {
  calls = 0;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(readonly port: number) {}

  /** The answer. @throws Error with what the server says if it refuses. */
  call<T = Readonly<Record<string, unknown>>>(op: string, input: object): Promise<T> {
    const body = JSON.stringify(input);
    const headers = { ...headersFor(op), 'content-length': Buffer.byteLength(body) };
    return new Promise((resolve, reject) => {
      const sending = request({ port: this.port, method: 'POST', agent: this.#agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          this.calls += 1;
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve(text === '' ? {} : JSON.parse(text));
          else reject(new Error(`${op}: ${response.statusCode} ${text}`));
        });
      });
      sending.on('error', reject);
      sending.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
