/** The default of the largest number of runs in which a failure is minimized. */
export const MINIMIZE_RUNS = 500;
