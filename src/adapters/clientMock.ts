import type { Send } from './clientOptions.js';
import { createSdkSend } from './sdkCommand.js';

/** A stub that `mockClient()` of aws-sdk-client-mock returns: the part that `swf.attach()` needs. */
export interface AnyStub {
  /** The sinon stub of the client's `send`. */
  readonly send: { callsFake(fake: never): unknown };
}

/** The fake that a stub is attached to: the part that the next fake needs. */
export interface StubOwner {
  /** The warning to print at the next call on this fake, because its stub is now attached to another fake. */
  readonly detachedStub: { warning: string | undefined };
}

// On the stub itself, the owner is found by another copy of this package too.
const OWNER = Symbol.for('swfake.owner');

type AttachedStub<S> = S & { [OWNER]?: StubOwner | undefined; reset?: unknown };

/**
 * Attaches a stub to a fake. A command that the test has configured with `.on(Command)` does not reach the fake. After
 * `stub.reset()` every call rejects until the stub is attached again. A fake that loses its stub to another fake prints a
 * warning when it is used again.
 *
 * @throws TypeError if `stub` is not a stub.
 */
export function attachStub<S extends AnyStub>(stub: S, send: Send, owner: StubOwner): S {
  if (typeof stub?.send?.callsFake !== 'function') {
    throw new TypeError(
      'swfake: attach() wants the stub that mockClient(SWFClient) of aws-sdk-client-mock returns; it was given ' +
        `${describe(stub)}. For a client without a stub there is swf.client().`,
    );
  }
  const attached = stub as AttachedStub<S>;
  const other = attached[OWNER];
  if (other && other !== owner) other.detachedStub.warning = TWO_FAKES;
  owner.detachedStub.warning = undefined;
  if (!Object.hasOwn(attached, OWNER)) rejectAfterReset(attached);
  Object.defineProperty(attached, OWNER, { value: owner, enumerable: false, configurable: true, writable: true });
  stub.send.callsFake(createSdkSend(send) as never);
  return stub;
}

const TWO_FAKES =
  'swfake: this fake is used, but the stub that led to it leads to another fake now, where it was attached later: one stub ' +
  'cannot lead to two. Give each fake a stub or a swf.client() of its own; a fake that is done with is closed by swf.close().';

const RESET =
  'swfake: this stub was reset, and leads to no fake any more: attach it again, swf.attach(stub), after each stub.reset().';

// After a reset, the stub would return undefined for every command, and the test would fail far from the cause. A stub
// whose reset() keeps its `send` is still attached.
function rejectAfterReset<S extends AnyStub>(stub: AttachedStub<S>): void {
  const { reset } = stub;
  if (typeof reset !== 'function') return;
  const resetAndReject = (...args: readonly unknown[]): unknown => {
    const before = stub.send;
    const result: unknown = reset.apply(stub, args);
    if (stub.send === before) return result;
    stub[OWNER] = undefined;
    stub.send.callsFake(createSdkSend(() => Promise.reject(new Error(RESET))) as never);
    return result;
  };
  Object.defineProperty(stub, 'reset', {
    value: resetAndReject,
    enumerable: false,
    configurable: true,
    writable: true,
  });
}

function describe(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const name = value.constructor?.name || 'no class';
  if ('middlewareStack' in value) return `a client itself (${name}): wrap it, swf.attach(mockClient(client))`;
  return `an object of ${name} without send.callsFake`;
}
