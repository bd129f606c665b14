/** A step of a simulation. */
export interface Step {
  /** The name of the step. No other step of the simulation has it. */
  readonly address: string;
  /** True for an event from outside that can come at any time: it can wait while time passes. */
  readonly isPatient?: boolean;
}
