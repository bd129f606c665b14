import { judgementOf } from './judgement.js';
import type { Finding, VerdictOfRule } from './model/finding.js';
import { findingOf, type Rule } from './model/rule.js';
import { type Judgement, nearer, type RuleCounts, type RulesReport, rulesReport } from './report.js';
import { familiesOf } from './runs/families.js';
import type { JudgedRun } from './runs/judgedRun.js';
import { type Scope, scopeOf } from './runs/scope.js';

type Counts = { -readonly [K in keyof RuleCounts]: RuleCounts[K] };

const COUNTED = {
  kept: 'kept',
  broken: 'broken',
  undecided: 'undecided',
  'not judged': 'notJudged',
} as const satisfies Readonly<Record<VerdictOfRule, keyof RuleCounts>>;

/** Judges runs one after the other. Rules of a family are judged at the end: all runs may belong to it. */
export class Auditor {
  readonly #rules: readonly Rule[];
  readonly #now: number | undefined;
  readonly #counts: ReadonlyMap<Rule, Counts>;
  readonly #found: { readonly [V in Exclude<VerdictOfRule, 'kept'>]: Judgement[] } = {
    broken: [],
    undecided: [],
    'not judged': [],
  };
  readonly #ofFamily: readonly Rule[];
  readonly #ofRun: readonly Rule[];
  /** The runs, if a rule is about families. */
  readonly #runs: JudgedRun[] = [];
  #histories = 0;

  /** `now` is the time up to which runs are judged, in milliseconds since the epoch. Default: the last event's time of each. */
  constructor(rules: readonly Rule[], now: number | undefined) {
    this.#rules = rules;
    this.#now = now;
    this.#ofFamily = rules.filter(({ of }) => of === 'family');
    this.#ofRun = rules.filter(({ of }) => of === 'run');
    const zero = { cases: 0, kept: 0, broken: 0, undecided: 0, notJudged: 0 };
    this.#counts = new Map(rules.map((rule) => [rule, { name: rule.name, kind: rule.kind, ...zero }]));
  }

  /** Judges a run by the rules of one run. Returns the judgements that are not kept. */
  add(run: JudgedRun): readonly Judgement[] {
    this.#histories += 1;
    if (this.#ofFamily.length > 0) this.#runs.push(run);
    return this.#judge(this.#ofRun, scopeOf(run, this.#now));
  }

  /** Judges the families, and returns the report. */
  finish(): RulesReport {
    for (const scope of familiesOf(this.#runs, this.#now)) this.#judge(this.#ofFamily, scope);
    const { broken, undecided, 'not judged': notJudged } = this.#found;
    const rules = this.#rules.map((rule) => this.#counts.get(rule) as RuleCounts);
    return rulesReport({ histories: this.#histories, rules, broken, undecided, notJudged });
  }

  #judge(rules: readonly Rule[], scope: Scope): readonly Judgement[] {
    return rules.flatMap((rule) => this.#note(rule, scope, findingOf(rule, scope)) ?? []);
  }

  #note(rule: Rule, scope: Scope, finding: Finding): Judgement | undefined {
    const counts = this.#counts.get(rule) as Counts;
    counts.cases += finding.cases;
    counts[COUNTED[finding.verdict]] += 1;
    Object.assign(counts, nearer(counts, finding));
    if (finding.verdict === 'kept') return undefined;
    const judgement = judgementOf(rule, scope, finding);
    this.#found[finding.verdict].push(judgement);
    return judgement;
  }
}
