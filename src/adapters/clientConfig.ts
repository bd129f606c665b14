import type { SWFClientConfig } from '@aws-sdk/client-swf';
import { checkFunction, checkNames, checkValue } from '../args/checkOptions.js';
import { checkRequestContext } from '../args/checkRequestContext.js';
import type { ClientOptions } from './clientOptions.js';

/** The options of the SDK's client that choose a network, which a client of the fake does not have. */
type NetworkOption =
  | 'requestHandler'
  | 'endpoint'
  | 'endpointProvider'
  | 'tls'
  | 'urlParser'
  | 'useDualstackEndpoint'
  | 'useFipsEndpoint'
  | 'ignoreConfiguredEndpointUrls'
  | 'serviceConfiguredEndpoint';

/** The options of the SDK's client that `client()` accepts: all but those that choose a network. */
export type ClientConfig = Omit<SWFClientConfig, NetworkOption>;

const NETWORK_OPTIONS: Readonly<Record<NetworkOption, true>> = {
  requestHandler: true,
  endpoint: true,
  endpointProvider: true,
  tls: true,
  urlParser: true,
  useDualstackEndpoint: true,
  useFipsEndpoint: true,
  ignoreConfiguredEndpointUrls: true,
  serviceConfiguredEndpoint: true,
};

/** The options that no call depends on: a client with only these calls the fake directly. */
const INERT_OPTIONS: Readonly<Record<string, true>> = {
  region: true,
  credentials: true,
  apiVersion: true,
  credentialDefaultProvider: true,
  profile: true,
  cacheMiddleware: true,
};

// A new option of the SDK, which is in no table, does not compile here.
const SDK_OPTIONS: { readonly [K in keyof Required<ClientConfig>]: true } = {
  apiVersion: true,
  authSchemePreference: true,
  base64Decoder: true,
  base64Encoder: true,
  bodyLengthChecker: true,
  cacheMiddleware: true,
  credentialDefaultProvider: true,
  credentials: true,
  customUserAgent: true,
  defaultUserAgentProvider: true,
  defaultsMode: true,
  disableClockSkewCorrection: true,
  disableHostPrefix: true,
  extensions: true,
  httpAuthSchemeProvider: true,
  httpAuthSchemes: true,
  logger: true,
  maxAttempts: true,
  profile: true,
  protocol: true,
  protocolSettings: true,
  region: true,
  retryMode: true,
  retryStrategy: true,
  runtime: true,
  serviceId: true,
  sha256: true,
  signer: true,
  signerConstructor: true,
  signingEscapePath: true,
  signingRegion: true,
  streamCollector: true,
  systemClockOffset: true,
  userAgentAppId: true,
  utf8Decoder: true,
  utf8Encoder: true,
};

/**
 * Checks the options of a way to connect: `polls`, `authorize`, `requestContext` and those in `more`.
 *
 * @throws TypeError if one is unknown or has a wrong value.
 */
export function checkConnection(owner: string, options: ClientOptions, more: object = {}): void {
  checkNames(owner, options, { polls: true, authorize: true, requestContext: true, ...more });
  checkValue('polls', options.polls, ['immediate', 'long']);
  checkFunction('authorize', options.authorize);
  checkRequestContext(options.requestContext);
}

/**
 * Checks the options of `client()`.
 *
 * @throws TypeError if an option is unknown, has a wrong value, or chooses a network.
 */
export function checkClientOptions(options: ClientOptions & ClientConfig): void {
  const network = Object.keys(options ?? {}).find((name) => Object.hasOwn(NETWORK_OPTIONS, name));
  if (network !== undefined) {
    throw new TypeError(
      `swfake: client() cannot use the option '${network}': its calls reach the fake without a network. Create the client ` +
        'yourself: new SWFClient({ requestHandler: swf.requestHandler(), … })',
    );
  }
  checkConnection('client()', options, SDK_OPTIONS);
}

/** Returns true if the options change how the SDK handles a call: then each call takes the SDK's middleware stack. */
export const changesStack = (config: ClientConfig): boolean =>
  Object.entries(config).some(([name, value]) => value !== undefined && !Object.hasOwn(INERT_OPTIONS, name));
