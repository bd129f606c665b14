import type { Command } from './command.js';
import type { Flag } from './flags.js';

/** Returns the help of the program: its commands, and the meaning of the exit codes. */
export function programHelp(commands: readonly Command[], version: string): string {
  return [
    `swfake ${version}: an in-memory fake of Amazon SWF for tests`,
    '',
    'Usage: swfake COMMAND [FLAG]... [FILE]...',
    '       swfake help COMMAND',
    '',
    'Commands:',
    ...columns([
      ...commands.map(({ name, summary }) => [name, summary] as const),
      ['help COMMAND', 'Prints the help of a command: its flags, an example, its exit codes.'],
    ]),
    '',
    'Flags:',
    ...columns([HELP_FLAG, ['--version', 'Prints the version.']]),
    '',
    'Exit codes:',
    ...columns([
      ['0', 'The result is as wanted.'],
      ['1', 'The command ran, and found a difference.'],
      ['2', 'The command could not run, or could not do all of it. The reason is on standard error.'],
    ]),
  ].join('\n');
}

/** Returns the help of one command. */
export function commandHelp(command: Command): string {
  const { summary, description, flags, examples, exitCodes } = command;
  return [
    `Usage: ${usageOf(command)}`,
    '',
    summary,
    ...(description.length > 0 ? ['', ...description] : []),
    '',
    'Flags:',
    ...columns([...Object.entries(flags).map(flagRow), HELP_FLAG]),
    '',
    examples.length > 1 ? 'Examples:' : 'Example:',
    ...examples.map((example) => `  ${example}`),
    '',
    'Exit codes:',
    ...columns(Object.entries(exitCodes)),
  ].join('\n');
}

function usageOf({ name, flags, takesFiles, operand }: Command): string {
  const required = Object.entries(flags).filter(([, flag]) => flag.kind === 'text' && flag.required);
  const words = required.map(([flagName, flag]) => `--${flagName} ${valueName(flag)}`);
  return ['swfake', name, ...words, '[FLAG]...', ...(takesFiles ? [operand?.usage ?? 'FILE...'] : [])].join(' ');
}

type Row = readonly [string, string];

const HELP_FLAG: Row = ['-h, --help', 'Prints this help.'];

const flagRow = ([name, flag]: [string, Flag]): Row => [
  `--${name} ${valueName(flag)}`.trimEnd(),
  `${flag.description} ${defaultText(flag)}`,
];

function valueName(flag: Flag): string {
  if (flag.kind === 'switch') return '';
  if (flag.kind === 'number') return 'NUMBER';
  return flag.kind === 'choice' ? flag.values.join('|') : flag.value;
}

function defaultText(flag: Flag): string {
  if (flag.kind === 'switch') return 'Default: off.';
  if (flag.kind === 'list') return 'Can be repeated. Default: none.';
  if (flag.kind === 'choice') return `Default: ${flag.values[0]}.`;
  if (flag.kind === 'text' && flag.required) return 'Required.';
  const words = flag.kind === 'number' ? flag.defaultWords : undefined;
  return `Default: ${words ?? flag.default ?? 'none'}.`;
}

function columns(rows: readonly Row[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
