import type { Environment } from './environment.js';
import type { Flags, FlagValues } from './flags.js';

/**
 * The exit codes, the same for every command.
 *
 * - 0: the result is as wanted.
 * - 1: the command ran, and found a difference.
 * - 2: the command could not run, or could not do all of it.
 */
export type ExitCode = 0 | 1 | 2;

/** The flags and files of one call of a command. */
export interface CommandCall<F extends Flags> {
  readonly flags: FlagValues<F>;
  /** The files, folders and patterns, as they were given. Empty for a command that takes none. */
  readonly files: readonly string[];
  readonly environment: Environment;
}

/** A command: how it runs, and everything that its help says. */
export interface Command<F extends Flags = Flags> {
  readonly name: string;
  /** One sentence for the list of commands. */
  readonly summary: string;
  /** Further lines for the help of the command. */
  readonly description: readonly string[];
  /** True if it takes FILE arguments; at least one is then required. */
  readonly takesFiles: boolean;
  /** The words about the arguments of a command that takes something else than FILE. */
  readonly operand?: {
    /** The arguments in the line of usage. */
    readonly usage: string;
    /** The message if there is none. */
    readonly missing: string;
  };
  readonly flags: F;
  /** Command lines that show its use. */
  readonly examples: readonly string[];
  /** The meaning of each exit code. A code without a meaning is never returned. */
  readonly exitCodes: Readonly<Partial<Record<ExitCode, string>>>;
  run(call: CommandCall<F>): Promise<ExitCode>;
}

/** Returns the command, with the types of its flags. */
export const command = <const F extends Flags>(definition: Command<F>): Command<F> => definition;

/** Returns the sentences about FILE, for the help of a command that takes it. */
export const FILE_HELP: readonly string[] = [
  "FILE is a file, a folder (every .json file in it), a pattern such as 'histories/**/*.json', or - for standard input.",
  'A file holds {"events": [...]}, as \'aws swf get-workflow-execution-history\' prints it, a list of events, pages,',
  'or many histories: one after the other, or {"histories": [{"id": "order-7", "events": [...]}]}.',
];
