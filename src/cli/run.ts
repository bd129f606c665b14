import { COMMANDS } from './commands.js';
import type { Command, ExitCode } from './line/command.js';
import { CommandError, userMessage } from './line/commandError.js';
import type { Environment } from './line/environment.js';
import { commandHelp, programHelp } from './line/help.js';
import { adviceFor, asksForHelp, parseLine } from './line/parse.js';

/** Runs a command line. Resolves to the exit code: 0 as wanted, 1 if something differs, 2 if it could not run. */
export async function run(words: readonly string[], environment: Environment): Promise<ExitCode> {
  try {
    return await runWords(words, environment);
  } catch (error) {
    environment.showProgress?.('');
    const message = userMessage(error);
    // Any other error is a mistake of this package: its report needs the stack.
    environment.printError(message === undefined ? stackOf(error) : `swfake: ${message}`);
    return 2;
  }
}

const stackOf = (error: unknown): string => (error instanceof Error && error.stack) || String(error);

async function runWords([name, ...words]: readonly string[], environment: Environment): Promise<ExitCode> {
  if (name === undefined) {
    environment.print(programHelp(COMMANDS, environment.version()));
    throw new CommandError("expected a command, such as 'swfake show order-7.json'");
  }
  if (name === '--version') return printed(environment.version(), environment);
  if (name === 'help' || name === '--help' || name === '-h') return printed(helpOf(words, environment), environment);
  if (name.startsWith('-')) throw new CommandError(unknownFlag(name));
  const command = commandNamed(name);
  if (asksForHelp(words)) return printed(commandHelp(command), environment);
  return command.run({ ...parseLine(command, words), environment });
}

function printed(text: string, { print }: Environment): ExitCode {
  print(text);
  return 0;
}

function helpOf(words: readonly string[], environment: Environment): string {
  const [name] = words.filter((word) => !word.startsWith('-'));
  if (name === undefined || name === 'help') return programHelp(COMMANDS, environment.version());
  return commandHelp(commandNamed(name));
}

function commandNamed(name: string): Command {
  const command = COMMANDS.find((one) => one.name === name);
  if (command) return command;
  const names = [...COMMANDS.map((one) => one.name), 'help'];
  const advice = /\.json$|[\\/*]/.test(name)
    ? `a command comes before a FILE: swfake show ${name}`
    : adviceFor(name, names, 'the commands are');
  throw new CommandError(`there is no command '${name}'; ${advice}`);
}

function unknownFlag(word: string): string {
  const [flag = ''] = word.split('=');
  const owner = COMMANDS.find(({ flags }) => Object.hasOwn(flags, flag.replace(/^--/, '')));
  const advice = owner
    ? `write it after the command: swfake ${owner.name} ${word}`
    : adviceFor(flag, ['--help', '--version'], 'without a command, the flags are');
  return `swfake has no flag '${flag}'; ${advice}`;
}
