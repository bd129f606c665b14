/** One line of a story, parsed: `verb argument option=value @name`. A value with blanks is written in double quotes. */
export interface Words {
  readonly verb: string;
  readonly args: readonly string[];
  readonly options: ReadonlyMap<string, string>;
  /** The word after the `@`: the name of a task that was polled. */
  readonly name: string | undefined;
}

/** Thrown when the text of a story is wrong. The message is a sentence; `play` adds the file and the line. */
export class StoryError extends Error {}

const WORD = /(?:[^\s"]|"(?:[^"\\]|\\.)*")+/g;
const OPTION = /^([A-Za-z-]+)=(.*)$/s;

export function wordsOf(line: string): Words {
  const words = line.match(WORD) ?? [];
  if (line.replaceAll(WORD, '').trim() !== '') throw new StoryError(`a quote is not closed in: ${line.trim()}`);
  const args: string[] = [];
  const options = new Map<string, string>();
  let name: string | undefined;
  for (const word of words) {
    const option = OPTION.exec(word);
    if (option) options.set(option[1] ?? '', unquoted(option[2] ?? ''));
    else if (word.startsWith('@')) name = word.slice(1);
    else args.push(unquoted(word));
  }
  return { verb: args.shift() ?? '', args, options, name };
}

const unquoted = (word: string): string => (word.startsWith('"') ? String(JSON.parse(word)) : word);

/** Returns the arguments of a verb. Throws a StoryError unless there is one for each name. */
export function argsOf({ verb, args }: Words, ...names: readonly string[]): readonly string[] {
  if (args.length === names.length) return args;
  const wanted = names.length === 0 ? 'no arguments' : names.map((name) => `<${name}>`).join(' ');
  throw new StoryError(`${verb} takes ${wanted}, but got: ${args.join(' ') || 'nothing'}`);
}

/** The options of a verb: each returns the members that it adds to the input of the call. */
export type Options = Readonly<Record<string, (value: string) => object>>;

/** Returns the members that the options of a line add to the input. Throws a StoryError if an option is unknown. */
export function inputOf({ verb, options }: Words, known: Options): object {
  const parts = [...options].map(([option, value]) => {
    const part = Object.hasOwn(known, option) ? known[option] : undefined;
    if (part) return part(value);
    throw new StoryError(`${verb} has no option ${option}; it has: ${Object.keys(known).join(', ') || 'none'}`);
  });
  return Object.assign({}, ...parts);
}

/** Returns options whose values become members of the input as they are. */
export const texts = (members: Readonly<Record<string, string>>): Options =>
  Object.fromEntries(Object.entries(members).map(([option, member]) => [option, (value) => ({ [member]: value })]));

/** Returns `Charge@1` as a type of the API. */
export function typeOf(text: string): { readonly name: string; readonly version: string } {
  const [name, version, ...more] = text.split('@');
  if (name && version && more.length === 0) return { name, version };
  throw new StoryError(`a type looks like Charge@1, not like ${text}`);
}

/** Returns the type of an id: `charge-2` is of the type `Charge@1`. */
export const typeById = (id: string) => {
  const noun = id.split('-')[0] ?? id;
  return { name: noun.charAt(0).toUpperCase() + noun.slice(1), version: '1' };
};

const SIZES: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const SPAN = /(\d+)(ms|s|m|h|d)/g;

/** Returns a span such as `1m30s` in milliseconds. */
export function millisOf(text: string): number {
  if (text === '' || text.replaceAll(SPAN, '') !== '') {
    throw new StoryError(`a span of time looks like 1m30s or 250ms, not like ${text || 'nothing'}`);
  }
  return [...text.matchAll(SPAN)].reduce((sum, [, count, unit = '']) => sum + Number(count) * (SIZES[unit] ?? 0), 0);
}

/** Carries out a line of a story, and returns the lines of its reply. The events are printed after them. */
export type Verb<World> = (world: World, words: Words, batch: readonly string[]) => readonly string[];

/** Returns the entry of a table. Throws a StoryError if there is none. */
export function ofKind<T extends object>(table: T, kind: string): T[keyof T] {
  if (Object.hasOwn(table, kind)) return table[kind as keyof T];
  throw new StoryError(`expected ${Object.keys(table).join(' or ')}, but got ${kind}`);
}
