/**
 * Returns the name that is most similar to `name`, with the difference in words. Returns `undefined` if no name differs by
 * one or two letters, for a message that asks "did you mean …?".
 */
export function nearest(
  name: string,
  names: Iterable<string>,
): { readonly name: string; readonly off: string } | undefined {
  const [first] = [...names]
    .map((other) => ({ name: other, letters: distance(name, other) }))
    .filter(({ letters }) => letters > 0 && letters <= 2)
    .toSorted((a, b) => a.letters - b.letters);
  return first && { name: first.name, off: first.letters === 1 ? 'one letter off' : 'two letters off' };
}

/**
 * Returns the number of letters to insert, remove, replace or swap with their neighbour (optimal string alignment). A result
 * above 2 is not exact.
 */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) next.push(cell(a, b, i, j, next[j - 1] as number, row, before));
    before = row;
    row = next;
  }
  return row[b.length] as number;
}

function cell(
  a: string,
  b: string,
  i: number,
  j: number,
  left: number,
  row: readonly number[],
  before: readonly number[],
): number {
  const same = a[i - 1] === b[j - 1] ? 0 : 1;
  const usual = Math.min(left + 1, (row[j] as number) + 1, (row[j - 1] as number) + same);
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return swapped ? Math.min(usual, (before[j - 2] as number) + 1) : usual;
}
