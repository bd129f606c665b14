import type { SearchSnapshot } from './guidedSearch.js';
import { failuresOf, joined, limitOf, type Range, type RangeResult, upTo } from './ranges.js';

/** The identity of a campaign. Results of two campaigns that differ in it cannot be merged. */
export interface CampaignIdentity {
  /** The file name of the module, without its folder. */
  readonly module: string;
  /** A digest of the options of the module: start, plan, outcomes, names. */
  readonly options: string;
  /** The kind of plays that the numbers count. */
  readonly of: 'seeds' | 'crash points' | 'guided runs';
  /** The version of this package. */
  readonly swfake: string;
}

/** A failure with as little as it needs. */
export interface MinimizedFailure {
  /** The number of the play that failed. */
  readonly number: number;
  readonly report: string;
}

/** A guided search of a campaign, as it was when it last learned. */
export interface GuidedState extends SearchSnapshot {
  /** A digest of the corpus with which it began. */
  readonly given: string;
}

/** The results of a campaign, or of a part of it. As JSON it is the file of `--out`. */
export interface Campaign extends CampaignIdentity, Range {
  /** The faults of the plan as text. */
  readonly plan: readonly string[];
  /** The number of failures after which higher numbers do not count. 0 for all failures. */
  readonly untilFailures: number;
  /** The results, in order. */
  readonly ranges: readonly RangeResult[];
  /** The lowest failure, minimized. Absent if nothing failed, or if it was not minimized. */
  readonly minimized?: MinimizedFailure;
  /** The search, if it is a guided one. */
  readonly guided?: GuidedState;
  /** Everything that depends on the machine. */
  readonly times: { readonly seconds: number };
}

const KIND = 'swfake campaign';
const VERSION = 1;

/** Returns the number of failures after which a campaign ends. */
export const failuresWanted = ({ untilFailures }: Pick<Campaign, 'untilFailures'>): number =>
  untilFailures === 0 ? Number.POSITIVE_INFINITY : untilFailures;

/** Returns the campaign in the form that does not depend on who ran which numbers, and in which order. */
export function canonical({ minimized, ...campaign }: Campaign): Campaign {
  const all = joined(campaign.ranges);
  const ranges = upTo(all, limitOf(all, failuresWanted(campaign)));
  const isLowest = minimized !== undefined && minimized.number === failuresOf(ranges)[0]?.number;
  return { ...campaign, ranges, ...(isLowest && { minimized }) };
}

/** Returns the text of the file of a campaign. */
export function fileText(campaign: Campaign): string {
  const whole = canonical(campaign);
  const members = MEMBERS.map((name) => [name, whole[name]] as const);
  return `${JSON.stringify({ kind: KIND, version: VERSION, ...Object.fromEntries(members) })}\n`;
}

/** The members of a campaign, in the order of its file. */
const MEMBERS = [
  ...(['module', 'options', 'of', 'swfake', 'from', 'to', 'plan', 'untilFailures'] as const),
  ...(['ranges', 'minimized', 'guided', 'times'] as const),
] satisfies readonly (keyof Campaign)[];

/** Returns the campaign of a JSON document. Returns a reason if it is none: the rest of a sentence about the file. */
export function campaignOf(document: unknown): Campaign | string {
  const { kind, version, ...campaign } = Object(document) as Partial<Campaign> & { kind?: unknown; version?: unknown };
  if (kind !== KIND) return "is no result of 'swfake simulate --out'";
  if (version !== VERSION) return `has version ${String(version)}, but this swfake reads version ${VERSION}`;
  if (!Array.isArray(campaign.ranges) || !campaign.times) return 'is damaged: it has no ranges';
  if (campaign.of === 'guided runs' && !isGuidedState(campaign.guided)) return 'is damaged: it has no guided search';
  return campaign as Campaign;
}

const isGuidedState = (guided: Partial<GuidedState> | undefined): boolean =>
  [guided?.hits, guided?.entries, guided?.earlier].every((member) => Array.isArray(member));

const IDENTITY: { readonly [K in keyof CampaignIdentity]: string } = {
  module: 'the module',
  of: 'the numbers',
  options: 'start, plan, outcomes or types of the module',
  swfake: 'the version of swfake',
};

/** Returns the first thing in which two campaigns differ, as the rest of a sentence; `undefined` if they can be merged. */
export function differenceOf(a: CampaignIdentity, b: CampaignIdentity): string | undefined {
  const name = (Object.keys(IDENTITY) as (keyof CampaignIdentity)[]).find((one) => a[one] !== b[one]);
  return name && `${IDENTITY[name]} (${a[name]} and ${b[name]})`;
}
