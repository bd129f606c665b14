import { cutText } from '../render/values.js';
import { type Assertable, counted, withReport } from '../results/report.js';
import type { VerdictOfRule } from './model/finding.js';
import type { RuleKind } from './model/rule.js';

/** An event that a judgement is about. */
export interface JudgedEvent {
  /** The name of the run. */
  readonly run: string;
  /** The id of the event. */
  readonly eventId: number;
  /** The type of the event. */
  readonly eventType: string;
}

/** The verdict of one rule for one run or one family. */
export interface Judgement {
  /** The name of the rule. */
  readonly rule: string;
  /** The verdict. */
  readonly verdict: VerdictOfRule;
  /** The name of the run or the family. */
  readonly of: string;
  /** The number of cases of the rule in it. */
  readonly cases: number;
  /** The reason in words. Empty if the rule is kept. */
  readonly reason: string;
  /** The events that the reason is about. */
  readonly events: readonly JudgedEvent[];
  /** The time at which a broken rule became certain. Absent for other verdicts, and without times. */
  readonly certainAt?: Date;
  /** The timeline around the events. Empty without events. */
  readonly timeline: string;
  /** Returns the verdict, the reason and the timeline. */
  toString(): string;
}

/** The counts of one rule over all histories. */
export interface RuleCounts {
  /** The name of the rule. */
  readonly name: string;
  /** The kind of the rule. */
  readonly kind: RuleKind;
  /** The number of cases. A rule without cases never applied, and shows nothing. */
  readonly cases: number;
  /** The number of runs or families that keep it. */
  readonly kept: number;
  /** The number of runs or families that break it. */
  readonly broken: number;
  /** The number of runs or families for which it is undecided. */
  readonly undecided: number;
  /** The number of runs or families for which it cannot be judged. */
  readonly notJudged: number;
  /** The largest part of its limit that a kept case took, from 0 to 1. Absent for a rule without a limit. */
  readonly nearness?: number;
}

/** The result of rules over histories. */
export interface RulesReport extends Assertable {
  /** True if no rule is broken. Look at `rules`, too: a rule can be undecided, not judged, or without cases. */
  readonly ok: boolean;
  /** The number of histories. */
  readonly histories: number;
  /** The counts of each rule, in the order of the rules. */
  readonly rules: readonly RuleCounts[];
  /** The broken rules, in the order of the histories. */
  readonly broken: readonly Judgement[];
  /** The undecided rules. */
  readonly undecided: readonly Judgement[];
  /** The rules that could not be judged. */
  readonly notJudged: readonly Judgement[];
}

/** Returns the result with its report. */
export const rulesReport = (report: Omit<RulesReport, keyof Assertable | 'ok'>): RulesReport =>
  withReport(
    { ok: report.broken.length === 0, ...report },
    () => reportText(report),
    () => report.broken.length > 0,
  );

/** The most judgements of a verdict that a report shows. */
const MOST = 10;

function reportText(report: Omit<RulesReport, keyof Assertable | 'ok'>): string {
  const { broken, undecided, notJudged } = report;
  return [
    headText(report),
    ...firstTexts(broken, MOST, String),
    ...firstTexts(undecided, MOST, judgementLine),
    ...firstTexts(notJudged, MOST, judgementLine),
    ...report.rules.map(countsLine),
  ].join('\n');
}

/** Returns the first line of a report. */
export function headText({ histories, rules, broken }: Pick<RulesReport, 'histories' | 'rules' | 'broken'>): string {
  const judged = `${histories === 1 ? '1 history' : `${histories} histories`}, ${counted(rules.length, 'rule')}`;
  const names = new Set(broken.map(({ rule }) => rule));
  return names.size === 0 ? `${judged}: none broken` : `${judged}: ${names.size} broken`;
}

/** Returns the texts of the first judgements of a verdict, at most `most` of them, and a line that counts the rest. */
export function firstTexts(
  judgements: readonly Judgement[],
  most: number,
  text: (one: Judgement) => string,
): readonly string[] {
  const more = judgements.length - most;
  return [...judgements.slice(0, most).map(text), ...(more > 0 ? [`and ${more} more: ${judgements[0]?.verdict}`] : [])];
}

/** Returns a judgement in one line. */
export const judgementLine = ({ rule, verdict, of, reason, certainAt }: Omit<Judgement, 'timeline'>): string =>
  `${verdict}: '${rule}' in ${cutText(of)}: ${reason}${certainAt ? ` (certain at ${certainAt.toISOString()})` : ''}`;

/** Returns a broken rule with its reason and the timeline around it. */
export const brokenText = (judgement: Judgement): string => String(judgement).replace(/^broken: /, '');

/** Returns the sums of two lists of counts of the same rules. The first list can be empty. */
export const addedCounts = (before: readonly RuleCounts[], more: readonly RuleCounts[]): readonly RuleCounts[] =>
  more.map((counts, index) => {
    const { cases = 0, kept = 0, broken = 0, undecided = 0, notJudged = 0 } = before[index] ?? {};
    return {
      ...counts,
      cases: counts.cases + cases,
      kept: counts.kept + kept,
      broken: counts.broken + broken,
      undecided: counts.undecided + undecided,
      notJudged: counts.notJudged + notJudged,
      ...nearer(counts, before[index]),
    };
  });

/** Returns the larger nearness of two counts, if one has any. */
export function nearer(
  a: Pick<RuleCounts, 'nearness'>,
  b: Pick<RuleCounts, 'nearness'> = {},
): Pick<RuleCounts, 'nearness'> {
  const nearness = Math.max(a.nearness ?? -1, b.nearness ?? -1);
  return nearness < 0 ? {} : { nearness };
}

/** Returns the counts of a rule in one line. A rule without a case is named as such. */
export function countsLine({ name, cases, kept, broken, undecided, notJudged }: RuleCounts): string {
  const parts = [
    counted(cases, 'case'),
    `${kept} kept`,
    `${broken} broken`,
    `${undecided} undecided`,
    `${notJudged} not judged`,
  ];
  return cases === 0 ? `'${name}' never applied: ${parts.join(', ')}` : `'${name}': ${parts.join(', ')}`;
}
