/**
 * Prints a warning for each decision that has the attributes of another type beside its own: SWF does not read them, so a
 * test would not notice the mistake.
 */
export function warnOfOtherAttributes(input: unknown): void {
  const decisions = (input as { readonly decisions?: unknown } | undefined)?.decisions;
  if (!Array.isArray(decisions)) return;
  for (const decision of decisions as readonly (Readonly<Record<string, unknown>> | null)[]) {
    const type = decision?.decisionType;
    if (typeof type !== 'string') continue;
    const own = `${type.charAt(0).toLowerCase()}${type.slice(1)}DecisionAttributes`;
    const members = Object.keys(decision ?? {}).filter((name) => decision?.[name] !== undefined);
    const other = members.find((name) => name.endsWith('DecisionAttributes') && name !== own);
    if (!other || !members.includes(own)) continue;
    console.warn(
      `swfake: the decision '${type}' has '${other}' beside its own attributes, and SWF does not read it; remove it`,
    );
  }
}
