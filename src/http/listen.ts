import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { quoted } from '../args/quoted.js';

const HIGHEST_PORT = 65_535;

/**
 * Checks where a server is to listen. An empty host would mean every address.
 *
 * @throws TypeError if the host is blank or no text, or if the port is no port.
 */
export function checkAddress(port: unknown, host: unknown): void {
  if (typeof host !== 'string' || host.trim() === '') {
    throw new TypeError(
      `swfake: host was given as ${quoted(host)}; expected an address, such as '127.0.0.1', or '0.0.0.0' for every address of ` +
        'this machine; is a variable not set?',
    );
  }
  if (Number.isInteger(port) && (port as number) >= 0 && (port as number) <= HIGHEST_PORT) return;
  throw new TypeError(
    `swfake: port was given as ${quoted(port)}; expected a whole number from 0 to ${HIGHEST_PORT}; 0 takes any port that is free`,
  );
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is in use; stop the other program, or choose another port (0 takes any that is free)',
  EACCES: 'this user may not open the port; choose one from 1024 on',
  EADDRNOTAVAIL: 'this machine does not have the address; choose one that it has, such as 127.0.0.1',
  ENOTFOUND: 'there is no such host; choose an address of this machine, such as 127.0.0.1',
};

/**
 * Lets a server listen. Resolves to its address.
 *
 * @throws Error if it cannot: the message has the reason, and `code` is that of Node.
 */
export function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => reject(cannotListen(error, port, host));
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      resolve(server.address() as AddressInfo);
    });
  });
}

function cannotListen(error: NodeJS.ErrnoException, port: number, host: string): Error {
  const { code = '', message } = error;
  const sentence = `swfake: cannot listen on port ${port} of '${host}': ${REASONS[code] ?? message}`;
  return Object.assign(new Error(sentence, { cause: error }), { code });
}
