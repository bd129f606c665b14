/** The heap after a number of units. */
export interface Point {
  readonly units: number;
  readonly bytes: number;
}

/** A straight line through points, by least squares. */
export interface Fit {
  /** Bytes for each unit. */
  readonly slope: number;
  /** The standard error of the slope. */
  readonly error: number;
}

/** Returns the line through at least three points. */
export function fitOf(points: readonly Point[]): Fit {
  const units = mean(points.map((point) => point.units));
  const bytes = mean(points.map((point) => point.bytes));
  const spread = sum(points.map((point) => (point.units - units) ** 2));
  const slope = sum(points.map((point) => (point.units - units) * (point.bytes - bytes))) / spread;
  const rest = sum(points.map((point) => (point.bytes - bytes - slope * (point.units - units)) ** 2));
  return { slope, error: Math.sqrt(rest / (points.length - 2) / spread) };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);
const mean = (numbers: readonly number[]): number => sum(numbers) / numbers.length;
