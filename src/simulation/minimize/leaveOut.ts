/** Tries whether a failure stays with these items alone. Returns false if the budget is used up. */
export type Trial<T> = (items: readonly T[]) => Promise<boolean>;

/**
 * Leaves out as many items as possible: first halves, then ever smaller parts, then each alone, as delta debugging does
 * (Zeller and Hildebrandt 2002). In the result none can be left out alone, unless the budget of `stays` ended before.
 */
export async function leaveOut<T>(items: readonly T[], stays: Trial<T>): Promise<readonly T[]> {
  if (items.length === 0) return items;
  if (await stays([])) return [];
  let left = items;
  for (let size = Math.ceil(left.length / 2); ; size = Math.ceil(size / 2)) {
    const before = left.length;
    left = await leaveOutParts(left, size, stays);
    if (size > 1) continue;
    // An item that was needed before can be needless without the others.
    if (left.length === before || left.length === 0) return left;
    size = 2;
  }
}

async function leaveOutParts<T>(items: readonly T[], size: number, stays: Trial<T>): Promise<readonly T[]> {
  let left = items;
  // From the end: what comes late depends on what came before, and not the other way round.
  for (let end = left.length; end > 0; end -= size) {
    const without = [...left.slice(0, Math.max(0, end - size)), ...left.slice(end)];
    if (without.length > 0 && (await stays(without))) left = without;
  }
  return left;
}
