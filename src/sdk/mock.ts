import { sendOf } from './command.js';
import type { Send } from './types.js';

/** What `mockClient()` of aws-sdk-client-mock returns, as far as it matters here. */
export interface AnyStub {
  readonly send: { callsFake(fake: never): unknown };
}

/**
 * Leads a stub to the fake. It goes below every `.on(Command)`: what a test says there comes first, and what it leaves
 * open comes here. `stub.reset()` takes it away: attach again.
 */
export function attachTo<S extends AnyStub>(stub: S, send: Send): S {
  if (typeof stub?.send?.callsFake !== 'function') {
    throw new TypeError(
      'swfake: attach() wants the stub that mockClient(SWFClient) of aws-sdk-client-mock returns; it was given ' +
        `${describe(stub)}. For a client without a stub there is swf.client().`,
    );
  }
  stub.send.callsFake(sendOf(send) as never);
  return stub;
}

function describe(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return `an object of ${value.constructor.name || 'no class'} without send.callsFake`;
}
