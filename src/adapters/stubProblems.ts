import { quoted } from '../args/quoted.js';

/** The part of a stub of aws-sdk-client-mock that shows if it is in place. */
interface PlacedStub {
  /** The client, or the prototype of the client's class. */
  readonly client?: { readonly send?: unknown } | undefined;
  readonly send: unknown;
}

/** Returns true if the stub has replaced `send` of its client. A stub of another kind has no client to read. */
const isInPlace = ({ client, send }: PlacedStub): boolean => client === undefined || client.send === send;

/**
 * Checks that `attach()` was given a stub.
 *
 * @throws TypeError if the value is no stub: the message names what it is.
 */
export function checkStub(value: unknown): void {
  const stub = value as { readonly send?: { readonly callsFake?: unknown } } | null | undefined;
  if (typeof stub?.send?.callsFake === 'function') return;
  throw new TypeError(
    `swfake: attach() was given ${describe(value)}; expected the stub that mockClient(SWFClient) of aws-sdk-client-mock ` +
      'returns. Without that package, use swf.client().',
  );
}

/**
 * Checks that a stub is in place: calls of its client reach it.
 *
 * @throws Error if it was restored, or replaced by a later `mockClient()`.
 */
export function checkInPlace(stub: unknown): void {
  if (isInPlace(stub as PlacedStub)) return;
  throw new Error(
    'swfake: attach() was given a stub that was restored or replaced: no call reaches it. Call mockClient() once for each ' +
      'client or class, and attach the last stub that it returned.',
  );
}

/**
 * Checks that `stub` has not removed an earlier stub of the same fake: `mockClient(client)` restores a stub of the class.
 *
 * @throws Error if it has.
 */
export function checkNoMix(stub: unknown, earlier: Iterable<unknown>): void {
  const { client } = stub as PlacedStub;
  for (const other of earlier) {
    const { client: prototype, send } = other as PlacedStub;
    if (!client || !prototype || prototype.send === send || !Object.hasOwn(prototype, 'constructor')) continue;
    if (!Object.prototype.isPrototypeOf.call(prototype, client)) continue;
    const name = quoted(prototype.constructor.name);
    throw new Error(
      `swfake: mockClient() of one client has removed the stub of its class ${name}: other clients of the class call AWS now. ` +
        `Stub either the class or each client. For a client of its own beside a stub of the class, use swf.client().`,
    );
  }
}

function describe(value: unknown): string {
  if (typeof value === 'function') return functionText(value);
  if (typeof value !== 'object' || value === null) return quoted(value);
  const name = value.constructor?.name;
  if ('middlewareStack' in value) {
    return `the client itself (class '${name}') and not swf.attach(mockClient(client))`;
  }
  return name ? `an object of the class '${name}'` : 'an object without a class';
}

// The text of a function is its source, which can be long.
function functionText(value: object & { readonly name?: string }): string {
  if ('_isMockFunction' in value || 'mock' in value) return 'a spy of the test runner (vi.fn, vi.spyOn or jest.spyOn)';
  if ('callsFake' in value) return 'the sinon stub of send()';
  return `the function '${value.name ?? ''}'`;
}
