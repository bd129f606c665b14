import type { Send } from './clientOptions.js';
import { createSdkSend } from './sdkCommand.js';
import { checkInPlace, checkNoMix, checkStub } from './stubProblems.js';

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

// The stubs of each fake, without those that the test has restored.
const STUBS = new WeakMap<StubOwner, Set<AnyStub>>();

type AttachedStub<S> = S & {
  [OWNER]?: StubOwner | undefined;
  reset?: unknown;
  restore?: unknown;
  on?: unknown;
  onAnyCommand?: unknown;
};

/**
 * Attaches a stub to a fake. A command that the test configures with `.on(Command)`, before or after its first call, does
 * not reach the fake. After
 * `stub.reset()` every call rejects until the stub is attached again. A fake that loses its stub to another fake prints a
 * warning when it is used again.
 *
 * @throws TypeError if `stub` is not a stub.
 * @throws Error if the stub is not in place, or if it has removed the stub of its class.
 */
export function attachStub<S extends AnyStub>(stub: S, send: Send, owner: StubOwner): S {
  checkStub(stub);
  checkInPlace(stub);
  const attached = stub as AttachedStub<S>;
  const other = attached[OWNER];
  if (other && other !== owner) other.detachedStub.warning = TWO_FAKES;
  owner.detachedStub.warning = undefined;
  const stubs = STUBS.get(owner) ?? new Set();
  checkNoMix(stub, stubs);
  STUBS.set(owner, stubs.add(stub));
  if (!Object.hasOwn(attached, OWNER)) {
    rejectAfterReset(attached);
    forgetAfterRestore(attached);
    countFromConfiguration(attached);
  }
  Object.defineProperty(attached, OWNER, { value: owner, enumerable: false, configurable: true, writable: true });
  stub.send.callsFake(createSdkSend(send) as never);
  return stub;
}

const TWO_FAKES =
  'swfake: this fake was used, but its stub is now attached to another fake; calls no longer reach this one. A stub has one ' +
  'fake: use a stub or a swf.client() for each fake, and call swf.close() when a test no longer needs its fake.';

const RESET =
  'swfake: the stub was reset after it was attached, so it is attached to no fake; call swf.attach(stub) after each ' +
  'stub.reset()';

// After a reset, the stub would return undefined for every command, and the test would fail far from the cause. A stub
// whose reset() keeps its `send` is still attached.
function rejectAfterReset<S extends AnyStub>(stub: AttachedStub<S>): void {
  const { reset } = stub;
  if (typeof reset !== 'function') return;
  replaceMethod(stub, 'reset', (...args) => {
    const before = stub.send;
    const result: unknown = reset.apply(stub, [...args]);
    if (stub.send === before) return result;
    stub[OWNER] = undefined;
    stub.send.callsFake(createSdkSend(() => Promise.reject(new Error(RESET))) as never);
    return result;
  });
}

// A stub that the test restores was not removed by another stub.
function forgetAfterRestore<S extends AnyStub>(stub: AttachedStub<S>): void {
  const { restore } = stub;
  if (typeof restore !== 'function') return;
  replaceMethod(stub, 'restore', (...args) => {
    const owner = stub[OWNER];
    if (owner) STUBS.get(owner)?.delete(stub);
    return restore.apply(stub, [...args]);
  });
}

interface CommandBehavior {
  /** The sinon stub of the commands that match. It has counted the calls that came before. */
  readonly send?: { resetHistory?(): void };
}

// `resolvesOnce()` and the like are for the first call of a command, by the count of sinon. The fake has answered calls
// before, and without this a configuration that comes later would have no effect.
function countFromConfiguration<S extends AnyStub>(stub: AttachedStub<S>): void {
  for (const name of ['on', 'onAnyCommand'] as const) {
    const configure = stub[name];
    if (typeof configure !== 'function') continue;
    replaceMethod(stub, name, (...args) => {
      const behavior = configure.apply(stub, [...args]) as CommandBehavior | undefined;
      behavior?.send?.resetHistory?.();
      return behavior;
    });
  }
}

const replaceMethod = (stub: object, name: string, method: (...args: readonly unknown[]) => unknown): void =>
  void Object.defineProperty(stub, name, { value: method, enumerable: false, configurable: true, writable: true });
