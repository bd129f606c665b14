import { parseArgs } from 'node:util';
import { nearest } from '../../args/didYouMean.js';
import type { Command } from './command.js';
import { CommandError } from './commandError.js';
import { defaultOf, type Flag, type Flags, type FlagValues, type NumberFlag } from './flags.js';

/** The flags and files of a command line. */
export interface ParsedLine<F extends Flags> {
  readonly flags: FlagValues<F>;
  readonly files: readonly string[];
}

/** Returns true if the words ask for help. Words after `--` are files. */
export function asksForHelp(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return words.slice(0, end < 0 ? undefined : end).some((word) => word === '--help' || word === '-h');
}

/**
 * Parses the words after the name of a command.
 *
 * @throws CommandError if a flag is unknown or has a wrong value, or if a FILE is missing or not expected.
 */
export function parseLine<F extends Flags>(command: Command<F>, words: readonly string[]): ParsedLine<F> {
  const types = Object.entries<Flag>(command.flags).map(([name, flag]) => [name, { type: typeOf(flag) }] as const);
  // Node's own errors for a wrong command line propose things that no command has.
  const config = { args: [...words], options: Object.fromEntries(types), strict: false, tokens: true } as const;
  const { tokens } = parseArgs({ ...config, allowPositionals: true });
  const given = new Map<string, string[]>();
  const files: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') files.push(token.value);
    if (token.kind !== 'option') continue;
    const value = checkedValue(command, token);
    given.set(token.name, [...(given.get(token.name) ?? []), value]);
  }
  checkFiles(command, files);
  const values = Object.entries<Flag>(command.flags).map(([name, flag]) => [
    name,
    flagValue(command.name, name, flag, given.get(name) ?? []),
  ]);
  return { flags: Object.fromEntries(values) as FlagValues<F>, files };
}

const typeOf = (flag: Flag): 'boolean' | 'string' => (flag.kind === 'switch' ? 'boolean' : 'string');

interface FlagToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function checkedValue(command: Command, { name, rawName, value, inlineValue }: FlagToken): string {
  const flag = Object.hasOwn(command.flags, name) ? command.flags[name] : undefined;
  if (!flag) throw new CommandError(unknownFlag(command, rawName));
  if (flag.kind === 'switch') {
    if (value === undefined) return '';
    throw new CommandError(`${command.name}: flag '${rawName}' takes no value, but it was given '${value}'`);
  }
  if (value === undefined) throw new CommandError(`${command.name}: flag '${rawName}' expects a value`);
  if (inlineValue || flag.kind === 'number' || !/^-./.test(value)) return value;
  throw new CommandError(
    `${command.name}: flag '${rawName}' expects a value, but '${value}' follows; a value that begins with - is written ${rawName}=VALUE`,
  );
}

function unknownFlag({ name, flags }: Command, rawName: string): string {
  const known = [...Object.keys(flags), 'help'].map((flag) => `--${flag}`);
  return `${name} has no flag '${rawName}'; ${adviceFor(rawName, known, 'its flags are')}`;
}

/** Returns the end of a message about an unknown name: a similar name, or all names after `all`. */
export function adviceFor(name: string, known: readonly string[], all: string): string {
  const near = nearest(name, known)?.name ?? onlyOne(known.filter((other) => other.startsWith(name)));
  return near === undefined ? `${all} ${known.join(', ')}` : `did you mean '${near}'?`;
}

const onlyOne = (names: readonly string[]): string | undefined => (names.length === 1 ? names[0] : undefined);

function checkFiles({ name, takesFiles, operand }: Command, files: readonly string[]): void {
  if (operand && files.length === 0) throw new CommandError(operand.missing);
  if (takesFiles && files.length === 0)
    throw new CommandError(`${name} expects at least one FILE: a file, a folder, a pattern, or - for standard input`);
  if (!takesFiles && files.length > 0) throw new CommandError(`${name} takes no FILE, but it was given '${files[0]}'`);
}

function flagValue(command: string, name: string, flag: Flag, given: readonly string[]): unknown {
  const last = given.at(-1);
  if (last === undefined && flag.kind === 'text' && flag.required)
    throw new CommandError(`${command} expects --${name} ${flag.value}; see 'swfake help ${command}'`);
  if (last === undefined) return defaultOf(flag);
  if (flag.kind === 'switch') return true;
  if (flag.kind === 'list') return given;
  if (flag.kind === 'number') return wholeNumber(command, name, flag, last);
  return flag.kind === 'choice' ? oneOf(command, name, flag.values, last) : last;
}

function wholeNumber(command: string, name: string, { most }: NumberFlag, text: string): number {
  if (/^\d+$/.test(text) && Number(text) <= most) return Number(text);
  throw new CommandError(
    `${command}: flag '--${name}' expects a whole number from 0 to ${most}, but it was given '${text}'`,
  );
}

function oneOf(command: string, name: string, values: readonly string[], text: string): string {
  if (values.includes(text)) return text;
  const near = nearest(text, values);
  const advice = near ? `; did you mean '${near.name}'?` : '';
  const expected = values.map((value) => `'${value}'`).join(' or ');
  throw new CommandError(`${command}: flag '--${name}' expects ${expected}, but it was given '${text}'${advice}`);
}
