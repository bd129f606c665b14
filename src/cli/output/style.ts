/** The colours of the output, and the codes that begin and end them. */
const CODES = { green: [32, 39], red: [31, 39], yellow: [33, 39], bold: [1, 22], dim: [2, 22] } as const;

/** A function that returns the text in a colour; the text itself if the output shows none. */
export type Paint = (color: keyof typeof CODES, text: string) => string;

/** Returns the function that paints, or one that leaves every text as it is. */
export const painter = (colors: boolean): Paint =>
  colors ? (color, text) => `\u001b[${CODES[color][0]}m${text}\u001b[${CODES[color][1]}m` : (_color, text) => text;

/** The environment variables that turn colours on and off. */
export type ColorVariables = Readonly<Record<string, string | undefined>>;

/**
 * Returns true if the output shows colours. A terminal does, unless NO_COLOR is set or the terminal is `dumb`. FORCE_COLOR
 * wins over both: colours are shown unless it is `0` or `false`.
 */
export function showsColors(env: ColorVariables, isTerminal: boolean): boolean {
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isTerminal && !env.NO_COLOR && env.TERM !== 'dumb';
}
