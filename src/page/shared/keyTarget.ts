/** Returns the position in a list that a key leads to; `undefined` for any other key. */
export function keyTarget(key: string, place: number, count: number, fitting: number): number | undefined {
  const targets: Readonly<Record<string, number>> = {
    ArrowUp: place - 1,
    ArrowDown: place + 1,
    PageUp: place - fitting,
    PageDown: place + fitting,
    Home: 0,
    End: count - 1,
  };
  return targets[key];
}
