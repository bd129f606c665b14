import { readFileSync } from 'node:fs';
import { parseAst } from 'rolldown/parseAst';
import { describe, expect, it, vi } from 'vitest';
import { lineAt, sources } from '../support/sources.js';

/** A message that a user can read: a mistake that leads to it, and its whole text. */
export type Row = readonly [what: string, provoke: () => unknown, text: string];

/** A place in src that writes a message but that no row can reach, by a part of its code, with the reason. */
export type Unreached = readonly [code: string, because: string];

export interface Table {
  /** The files whose messages the table has: folders or files of src. */
  readonly of: readonly string[];
  readonly rows: readonly Row[];
  readonly unreached?: readonly Unreached[];
  /** Functions that build a message of one of their arguments: each text that they get is in a row. */
  readonly builders?: Readonly<Record<string, number>>;
  /** Files whose every sentence is in a row. */
  readonly sentencesOf?: readonly string[];
}

interface Said {
  readonly text: string;
  /** The line of src that created the error or printed the warning: `src/args/durations.ts:21`. */
  readonly place: string | undefined;
}

/** The first line of src in a stack. */
const placeIn = (stack: string | undefined): string | undefined =>
  /\/(src\/[^\s():]+\.ts:\d+):\d+/.exec(stack?.replaceAll('\\', '/') ?? '')?.[1];

/** What a mistake says: the error, the last warning, or the text that it returns. */
async function saidBy(provoke: () => unknown): Promise<Said> {
  const warnings: Said[] = [];
  const warn = vi.spyOn(console, 'warn').mockImplementation((text) => {
    warnings.push({ text: String(text), place: placeIn(new Error('here').stack) });
  });
  try {
    const result = await provoke();
    return warnings.at(-1) ?? { text: String(result), place: undefined };
  } catch (error) {
    const { message, stack } = error as Error;
    return { text: message, place: placeIn(stack?.replace(message, '')) };
  } finally {
    warn.mockRestore();
  }
}

/** Checks each row of a table, and that the table has a row for every message of its files. */
export function messageTable(area: string, { of, rows, unreached = [], builders = {}, sentencesOf = [] }: Table): void {
  const places: (string | undefined)[] = [];
  const files = sources.map(({ path }) => path).filter((path) => of.some((one) => `${path}/`.startsWith(`${one}/`)));
  describe(`a message of ${area}`, () => {
    it.each(rows)(
      '%s',
      async (_what, provoke, text) => {
        const said = await saidBy(provoke);
        places.push(said.place);
        expect(said.text).toBe(text);
      },
      10_000,
    );

    it('has a row, if it is an error or a warning', () => {
      const missing = files
        .flatMap(sitesOf)
        .filter(({ path, first, last }) => !places.some((place) => isWithin(place, path, first, last)))
        .filter(({ code }) => !unreached.some(([part]) => code.includes(part)));
      expect(missing.map(({ path, first, code }) => `${path}:${first} ${code}`)).toEqual([]);
    });

    it('has a row, if a function builds it', () => {
      const texts = rows.map(([, , text]) => text);
      const missing = files.flatMap((path) => [
        ...builtTexts(path, builders),
        ...(sentencesOf.includes(path) ? sentencesIn(path) : []),
      ]);
      const known = (part: string): boolean =>
        texts.some((text) => text.includes(part)) || unreached.some(([code]) => code === part);
      expect(missing.filter((part) => !known(part))).toEqual([]);
    });
  });
}

function isWithin(place: string | undefined, path: string, first: number, last: number): boolean {
  const [file, line] = place?.split(':') ?? [];
  return file === path && Number(line) >= first && Number(line) <= last;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  // biome-ignore lint/suspicious/noExplicitAny: an ESTree node; each use names the members that its type has
  readonly [member: string]: any;
}

function nodesOf(path: string): readonly Node[] {
  const nodes: Node[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('type' in value && 'start' in value) nodes.push(value as Node);
    for (const member of Object.values(value)) visit(member);
  };
  visit(parseAst(readFileSync(path, 'utf8'), { lang: 'ts' }));
  return nodes;
}

const ERRORS = /^(Type|Range|)Error$|^Bug$/;

/** The places of a file that create an error or print a warning. */
const sitesOf = (path: string) => {
  const text = readFileSync(path, 'utf8');
  return nodesOf(path)
    .filter(
      ({ type, callee }) =>
        (type === 'NewExpression' && ERRORS.test(callee.name)) ||
        (type === 'CallExpression' && callee.object?.name === 'console'),
    )
    .map(({ start, end }) => ({
      path,
      first: lineAt(text, start),
      last: lineAt(text, end),
      code: text.slice(start, end).replaceAll(/\s+/g, ' '),
    }));
};

/** The fixed parts of a text: the longest one of a template is enough to find it. */
function fixedPart(node: Node | undefined): readonly string[] {
  if (node?.type === 'Literal' && typeof node.value === 'string') return [node.value];
  if (node?.type === 'BinaryExpression') {
    return [...fixedPart(node.left), ...fixedPart(node.right)].toSorted((a, b) => b.length - a.length).slice(0, 1);
  }
  if (node?.type !== 'TemplateLiteral') return [];
  const parts = (node.quasis as Node[]).map(({ value }) => String(value.cooked));
  return parts.toSorted((a, b) => b.length - a.length).slice(0, 1);
}

/** The texts that the calls of a builder get, written out or by the name of a constant. */
const builtTexts = (path: string, builders: Readonly<Record<string, number>>): readonly string[] => {
  const nodes = nodesOf(path);
  const named = (name: string): readonly Node[] =>
    nodes.filter(({ type, id }) => type === 'VariableDeclarator' && id.name === name).map(({ init }) => init);
  return nodes
    .filter(({ type, callee }) => /^(Call|New)Expression$/.test(type) && Object.hasOwn(builders, callee.name ?? ''))
    .map(({ callee, arguments: given }) => given[builders[callee.name] as number] as Node)
    .flatMap((node): readonly Node[] => (node.type === 'Identifier' ? named(node.name) : [node]))
    .flatMap((node) => fixedPart(node));
};

/** Every fixed part of a text that has two words. */
const sentencesIn = (path: string): readonly string[] =>
  nodesOf(path)
    .flatMap((node) => fixedPart(node))
    .filter((text) => /[a-z]+ [a-z]+/.test(text));
