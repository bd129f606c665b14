import { StoryError } from './words.js';

/** One command and its output. */
export interface Section {
  /** The line of the command in its file, from 1. */
  readonly line: number;
  readonly command: string;
  /** Indented lines below the command: the decisions of a batch. */
  readonly batch: readonly string[];
  /** The lines after `----`; `undefined` if there is no `----`. */
  readonly expected: readonly string[] | undefined;
}

/** A file: sections, and the comments and blank lines between them as they are. */
export interface Story {
  readonly file: string;
  readonly parts: readonly (Section | string)[];
}

const SEPARATOR = '----';

export const isSection = (part: Section | string): part is Section => typeof part !== 'string';

/**
 * Parses a story: `#` lines with its rule and the source, then sections with blank lines between them. A section is a
 * command, perhaps indented lines below it, `----`, and the output.
 */
export function storyOf(file: string, text: string): Story {
  if (!text.startsWith('# ')) throw new StoryError(`${file}:1: a story begins with "# " and the rule that it shows`);
  const lines = text.trimEnd().split('\n');
  const parts: (Section | string)[] = [];
  for (let at = 0; at < lines.length; ) {
    const part = isBetween(lines[at]) ? (lines[at] ?? '') : sectionAt(file, lines, at);
    parts.push(part);
    at += typeof part === 'string' ? 1 : lengthOf(part);
  }
  return { file, parts };
}

const isBetween = (line = ''): boolean => line === '' || line.startsWith('#');

function sectionAt(file: string, lines: readonly string[], at: number): Section {
  const blank = lines.indexOf('', at);
  const all = lines.slice(at, blank === -1 ? undefined : blank);
  const cut = all.indexOf(SEPARATOR);
  const [command = '', ...batch] = cut === -1 ? all : all.slice(0, cut);
  const stray = [command, ...batch].findIndex((line, i) => line.startsWith(' ') !== i > 0);
  if (command === '' || stray !== -1) {
    throw new StoryError(
      `${file}:${at + 1 + Math.max(0, stray)}: a section is one command, indented lines below it, "${SEPARATOR}", ` +
        `its output; a blank line ends it`,
    );
  }
  return { line: at + 1, command, batch, expected: cut === -1 ? undefined : all.slice(cut + 1) };
}

const lengthOf = ({ batch, expected }: Section): number => 1 + batch.length + (expected ? 1 + expected.length : 0);

/** Returns the text of the story with the outputs in the place of those that it expected. */
export function rewritten({ parts }: Story, outputs: ReadonlyMap<Section, readonly string[]>): string {
  const lines = parts.flatMap((part) => {
    if (!isSection(part)) return [part];
    return [part.command, ...part.batch, SEPARATOR, ...(outputs.get(part) ?? [])];
  });
  return `${lines.join('\n')}\n`;
}

/** Returns the first command whose output differs, with both outputs, as text; `undefined` if none differs. */
export function difference({ file, parts }: Story, outputs: ReadonlyMap<Section, readonly string[]>) {
  const wrong = parts.filter(isSection).find((section) => !isAsExpected(section, outputs.get(section) ?? []));
  if (!wrong) return undefined;
  const { line, command, batch, expected } = wrong;
  const wanted = expected?.join('\n') ?? '(no output is written down; UPDATE_SCENARIOS=1 writes it)';
  const actual = outputs.get(wrong)?.join('\n');
  return `${file}:${line}: ${[command, ...batch].join('\n')}\n\nexpected:\n${wanted}\n\nactual:\n${actual}\n`;
}

const isAsExpected = ({ expected }: Section, output: readonly string[]): boolean =>
  expected?.join('\n') === output.join('\n');
