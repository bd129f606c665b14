import { sendOf } from './command.js';
import type { Send } from './types.js';

/** What `mockClient()` of aws-sdk-client-mock returns, as far as it matters here. */
export interface AnyStub {
  readonly send: { callsFake(fake: never): unknown };
}

/** The fake at the other end of a stub, as far as another one has to know. */
export interface Owner {
  /** What to say if somebody goes on using it, though its stub leads elsewhere. */
  readonly displaced: { words: string | undefined };
}

/** Where a stub leads. It is kept on the stub itself, where another copy of this package finds it as well. */
const OWNER = Symbol.for('swfake.owner');

type Led<S> = S & { [OWNER]?: Owner | undefined; reset?: unknown };

/**
 * Leads a stub to the fake. It goes below every `.on(Command)`: what a test says there comes first, and what it leaves
 * open comes here. After `stub.reset()` calls reject until the stub is attached again.
 *
 * A stub leads to one fake: another one that it led to says so when it is used again.
 *
 * @throws TypeError if it is no stub.
 */
export function attachTo<S extends AnyStub>(stub: S, send: Send, owner: Owner): S {
  if (typeof stub?.send?.callsFake !== 'function') {
    throw new TypeError(
      'swfake: attach() wants the stub that mockClient(SWFClient) of aws-sdk-client-mock returns; it was given ' +
        `${describe(stub)}. For a client without a stub there is swf.client().`,
    );
  }
  const led = stub as Led<S>;
  const other = led[OWNER];
  if (other && other !== owner) other.displaced.words = TWO_FAKES;
  owner.displaced.words = undefined;
  if (!Object.hasOwn(led, OWNER)) watchReset(led);
  Object.defineProperty(led, OWNER, { value: owner, enumerable: false, configurable: true, writable: true });
  stub.send.callsFake(sendOf(send) as never);
  return stub;
}

const TWO_FAKES =
  'swfake: this fake is used, but the stub that led to it leads to another fake now, where it was attached later: one stub ' +
  'cannot lead to two. Give each fake a stub or a swf.client() of its own; a fake that is done with is closed by swf.close().';

const RESET =
  'swfake: this stub was reset, and leads to no fake any more: attach it again, swf.attach(stub), after each stub.reset().';

// A reset stub answers undefined to everything, which surprises far away from here. A stub whose reset() leaves its send as
// it is still leads to the fake.
function watchReset<S extends AnyStub>(stub: Led<S>): void {
  const { reset } = stub;
  if (typeof reset !== 'function') return;
  const watched = (...args: readonly unknown[]): unknown => {
    const before = stub.send;
    const result: unknown = reset.apply(stub, args);
    if (stub.send === before) return result;
    stub[OWNER] = undefined;
    stub.send.callsFake(sendOf(() => Promise.reject(new Error(RESET))) as never);
    return result;
  };
  Object.defineProperty(stub, 'reset', { value: watched, enumerable: false, configurable: true, writable: true });
}

function describe(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const name = value.constructor?.name || 'no class';
  if ('middlewareStack' in value) return `a client itself (${name}): wrap it, swf.attach(mockClient(client))`;
  return `an object of ${name} without send.callsFake`;
}
