import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import manifest from '../../package.json' with { type: 'json' };

/** One file of src, parsed. */
export interface Source {
  /** From the root of the project, with `/`: `src/core/step.ts`. */
  readonly path: string;
  readonly text: string;
  readonly lines: readonly string[];
  readonly imports: readonly Import[];
  readonly declarations: readonly Declaration[];
  /** `export { … } from`: the names that another file declares. */
  readonly reexports: readonly { readonly from: string; readonly names: readonly string[] | '*' }[];
}

interface Import {
  /** The path of a file of this project, or the name of a package. */
  readonly from: string;
  readonly typeOnly: boolean;
}

/** An exported name with its doc comment. */
export interface Declaration {
  readonly name: string;
  readonly line: number;
  readonly doc: string | undefined;
  readonly members: readonly Member[];
}

interface Member {
  readonly name: string;
  readonly line: number;
  readonly doc: string | undefined;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  // biome-ignore lint/suspicious/noExplicitAny: an ESTree node; each use names the members that its type has
  readonly [member: string]: any;
}

const slashed = (path: string): string => path.split(sep).join('/');

function sourceOf(path: string): Source {
  const text = readFileSync(path, 'utf8');
  const body = (parseAst(text, { lang: path.endsWith('.tsx') ? 'tsx' : 'ts' }) as unknown as { body: readonly Node[] })
    .body;
  const target = (from: string): string =>
    from.startsWith('.') ? sourceFile(slashed(normalize(join(dirname(path), from)))) : from;
  const loading = body.filter(({ source }) => source);
  return {
    path,
    text,
    lines: text.split('\n'),
    imports: [
      ...loading.map((node) => ({ from: target(node.source.value), typeOnly: isTypeOnly(node) })),
      ...lateImports(text).map((from) => ({ from: target(from), typeOnly: false })),
    ],
    declarations: body.flatMap((node) => declarationsOf(node, text)),
    reexports: loading
      .filter(({ type }) => type.startsWith('Export'))
      .map((node) => ({
        from: target(node.source.value),
        names: node.type === 'ExportAllDeclaration' ? '*' : (node.specifiers as Node[]).map((one) => one.exported.name),
      })),
  };
}

/** The files of the project that code imports only when it needs them. */
const lateImports = (text: string): readonly string[] =>
  [...text.matchAll(/\bimport\('(\.[^']+)'\)/g)].map(([, from = '']) => from);

/** The file that an import names by the file that the compiler makes of it. */
const sourceFile = (path: string): string =>
  [path.replace(/\.js$/, '.tsx')].find(existsSync) ?? path.replace(/\.js$/, '.ts');

const isTypeOnly = (node: Node): boolean =>
  (node.importKind ?? node.exportKind) === 'type' ||
  (node.specifiers?.length > 0 &&
    (node.specifiers as Node[]).every((one) => (one.importKind ?? one.exportKind) === 'type'));

function declarationsOf(node: Node, text: string): readonly Declaration[] {
  if (node.type !== 'ExportNamedDeclaration' || !node.declaration) return [];
  const { declaration } = node;
  const names: readonly string[] =
    declaration.type === 'VariableDeclaration'
      ? (declaration.declarations as Node[]).map((one) => one.id.name)
      : [declaration.id.name];
  const doc = docBefore(text, node.start);
  const members = membersOf(declaration).map((member) => ({
    name: String(member.key?.name ?? member.key?.value ?? ''),
    line: lineAt(text, member.start),
    doc: docBefore(text, member.start),
  }));
  return names.map((name) => ({ name, line: lineAt(text, node.start), doc, members }));
}

/** The members of an interface, a class, or an object type, also where types are joined by `&` and `|`. */
function membersOf(node: Node): readonly Node[] {
  switch (node.type) {
    case 'TSInterfaceDeclaration':
      return named(node.body.body);
    case 'ClassDeclaration':
      return named(node.body.body).filter(
        ({ key, kind, override }) => key.type !== 'PrivateIdentifier' && kind !== 'constructor' && !override,
      );
    case 'TSTypeAliasDeclaration':
      return membersOf(node.typeAnnotation);
    case 'TSTypeLiteral':
      return named(node.members);
    case 'TSParenthesizedType':
      return membersOf(node.typeAnnotation);
    case 'TSIntersectionType':
      return (node.types as Node[]).flatMap(membersOf);
    default:
      return [];
  }
}

const named = (members: readonly Node[]): readonly Node[] => members.filter(({ key, computed }) => key && !computed);

/** The doc comment that ends where the code at `start` begins. */
function docBefore(text: string, start: number): string | undefined {
  const before = text.slice(0, start).trimEnd();
  if (!before.endsWith('*/')) return undefined;
  const comment = before.slice(before.lastIndexOf('/*'));
  return comment.startsWith('/**') ? proseOf(comment) : undefined;
}

/** A doc comment without its frame. */
export const proseOf = (comment: string): string =>
  comment
    .replace(/^\/\*\*+/, '')
    .replace(/\*\/$/, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, '').trimEnd())
    .join('\n')
    .trim();

export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** Every doc comment of a text, with the line on which it begins. */
export const docComments = (text: string): readonly { readonly prose: string; readonly line: number }[] =>
  [...text.matchAll(/\/\*\*[^*/][\s\S]*?\*\//g)].map(({ 0: comment, index }) => ({
    prose: proseOf(comment),
    line: lineAt(text, index),
  }));

/** Every file of src but declaration files. */
export const sources: readonly Source[] = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
  .map((name) => sourceOf(slashed(join('src', name))))
  .toSorted((a, b) => (a.path < b.path ? -1 : 1));

type Entry = string | { readonly default: string } | { readonly import: { readonly default: string } };

/** The source of what the package exports under one name; CommonJS is made of the same sources. */
function entryOf(entry: Entry): string {
  if (typeof entry === 'string') return entry;
  return 'import' in entry ? entry.import.default : entry.default;
}

/** The program of a thread, which the command starts by its file name. */
const THREAD = './dist/cli/campaignThread.js';

/** What a user may import, by name, and the commands: the source file of each. */
export const entries: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries<Entry>({ ...manifest.exports, ...manifest.bin, thread: THREAD })
    .filter(([name]) => name !== './package.json')
    .map(([name, entry]) => [name, entryOf(entry).replace('./dist', 'src').replace(/\.js$/, '.ts')]),
);

export const sourceAt = (path: string): Source | undefined => sources.find((source) => source.path === path);

/** Every name that a file exports, with the file that declares it. */
export function exportsOf(path: string): ReadonlyMap<string, string> {
  const source = sourceAt(path);
  const found = new Map<string, string>();
  for (const { name } of source?.declarations ?? []) found.set(name, path);
  for (const { from, names } of source?.reexports ?? []) {
    const theirs = exportsOf(from);
    for (const name of names === '*' ? theirs.keys() : names) found.set(name, theirs.get(name) ?? from);
  }
  return found;
}
