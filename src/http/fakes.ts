import type { SwfRequestHandler } from '../adapters/requestHandler.js';
import { wrongAnswer } from '../args/checkAnswer.js';
import { quoted } from '../args/quoted.js';
import type { SwfFake } from '../fake.js';

/** A region of an account. */
export interface Place {
  /** The region, such as `us-east-1`. */
  readonly region: string;
  /** The id of the account: twelve digits. */
  readonly accountId: string;
}

/** Returns the fake of a region of an account. */
export type FakeFor = (place: Place) => SwfFake;

/** A fake that a server serves. */
export interface ServedFake {
  readonly place: Place;
  readonly swf: SwfFake;
  readonly requestHandler: SwfRequestHandler;
}

/** The fakes of a server: one for each region and account, or one for all. */
export class Fakes {
  readonly #home: ServedFake;
  readonly #fakes = new Map<string, ServedFake>();
  /** The fakes that a client has called. */
  readonly #called = new Set<ServedFake>();

  /**
   * Takes the fakes that exist when the server starts, and a function that creates others.
   *
   * @throws TypeError if one of them is no fake, or if two are of one region and account.
   */
  constructor(
    home: SwfFake,
    others: readonly SwfFake[],
    readonly fakeFor: FakeFor | undefined,
  ) {
    for (const swf of [home, ...others]) this.#addGiven(swf);
    this.#home = this.#fakes.get(placeText(placeOf(home))) as ServedFake;
  }

  /** Returns the fake that a client calls, by its Authorization header. */
  calledBy(authorization: string | undefined): ServedFake {
    const fake = this.#at({ ...this.#home.place, ...placeIn(authorization) });
    this.#called.add(fake);
    return fake;
  }

  /**
   * Returns the fake of a region and an account. Without them, it is the only one that clients have called.
   *
   * @throws Error if there is no such fake, or more than one.
   */
  named(wanted: Partial<Place>): ServedFake {
    const [first, ...others] = this.#candidates(wanted);
    if (first && others.length === 0) return first;
    const text = (fakes: Iterable<ServedFake>): string => [...fakes].map(({ place }) => placeText(place)).join(', ');
    if (first) throw new Error(`clients have called ${text([first, ...others])}; add region=… or account=…`);
    throw new Error(`no client has called ${placeText(wanted)}; expected one of ${text(this.#fakes.values())}`);
  }

  /** Returns every fake: those that clients have called come first. */
  all(): readonly ServedFake[] {
    return [...new Set([...this.#called, ...this.#fakes.values()])];
  }

  #candidates({ region, accountId }: Partial<Place>): readonly ServedFake[] {
    if (region === undefined && accountId === undefined)
      return this.#called.size === 0 ? [this.#home] : [...this.#called];
    return [...this.#fakes.values()].filter(
      ({ place }) => (region ?? place.region) === place.region && (accountId ?? place.accountId) === place.accountId,
    );
  }

  #at(place: Place): ServedFake {
    const known = this.#fakes.get(placeText(place));
    if (known) return known;
    if (!this.fakeFor) return this.#home;
    const swf: unknown = this.fakeFor(place);
    if (isFake(swf)) return this.#add(place, swf);
    throw wrongAnswer('fakeFor()', swf, 'a SwfFake');
  }

  #addGiven(swf: unknown): void {
    if (!isFake(swf)) throw new TypeError(`swfake: serve() was given ${quoted(swf)}; expected a SwfFake`);
    const place = placeOf(swf);
    if (this.#fakes.has(placeText(place))) {
      throw new TypeError(
        `swfake: two fakes of ${placeText(place)} were given to serve(); expected one; create it with another region`,
      );
    }
    this.#add(place, swf);
  }

  #add(place: Place, swf: SwfFake): ServedFake {
    const fake = { place, swf, requestHandler: swf.requestHandler({ polls: 'long' }) };
    this.#fakes.set(placeText(place), fake);
    return fake;
  }
}

/** Returns a region of an account, for a message. */
export const placeText = ({ region, accountId }: Partial<Place>): string =>
  [region && `region ${region}`, accountId && `account ${accountId}`].filter(Boolean).join(' of ');

const isFake = (value: unknown): value is SwfFake =>
  typeof value === 'object' && value !== null && Symbol.for('swfake') in value;

// The fake can be of another copy of this package.
const STATE: unique symbol = Symbol.for('swfake.state') as never;

function placeOf(swf: SwfFake): Place {
  const { region, accountId } = (swf as unknown as { readonly [STATE]: { readonly config: Place } })[STATE].config;
  return { region, accountId };
}

// The access key id, and the scope of the credential: date, region, service (AWS Signature Version 4). A key id of twelve
// digits is the id of an account, by a convention of emulators of AWS.
const CREDENTIAL = /\bCredential=([^/,\s]+)\/\d{8}\/([a-z\d-]{1,64})\//;
const ACCOUNT = /^\d{12}$/;

/** Returns the region and the account that a client names, as far as it does. */
function placeIn(authorization = ''): Partial<Place> {
  const [, keyId = '', region] = CREDENTIAL.exec(authorization) ?? [];
  return { ...(region !== undefined && { region }), ...(ACCOUNT.test(keyId) && { accountId: keyId }) };
}
