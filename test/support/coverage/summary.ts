import type { Model } from './model.js';

export interface Summary {
  /** A row for each kind of part: how many are shown, of how many. */
  readonly table: readonly string[];
  /** What no test has shown, and what tests say that they show and the model does not know. */
  readonly problems: readonly string[];
}

/** What the tests that passed have shown of the model, and `besides`. */
export function summaryOf(model: Model, shown: ReadonlySet<string>, besides: readonly string[] = []): Summary {
  const kinds = Object.entries(model);
  const width = Math.max(0, ...kinds.map(([kind]) => kind.length));
  const known = new Set<string>([...kinds.flatMap(([, facts]) => facts), ...besides]);
  return {
    table: kinds.map(([kind, facts]) => {
      const met = facts.filter((fact) => shown.has(fact)).length;
      return `  ${kind.padEnd(width)}  ${`${met}/${facts.length}`.padStart(7)}`;
    }),
    problems: [
      ...kinds.flatMap(([, facts]) => facts.filter((fact) => !shown.has(fact)).map((fact) => `not shown: ${fact}`)),
      ...[...shown].filter((fact) => !known.has(fact)).map((fact) => `not in the model: ${fact}`),
    ],
  };
}
