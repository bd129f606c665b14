import { parseAst } from 'rolldown/parseAst';
import { type Source, sources } from '../support/sources.js';

interface Node {
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: an ESTree node; each use names the members that its type has
  readonly [member: string]: any;
}

/** Files of src whose code names at least three of the names, anywhere: in texts, tables or types. */
export const filesThatMention = (names: Iterable<string>): readonly string[] =>
  filesWith(names, ({ path, text }) => [textsIn(astOf(path, text))]);

/** Files of src with one list of at least three of the names: a list, a table, a union, the cases of a switch, a pattern. */
export const filesThatList = (names: Iterable<string>): readonly string[] =>
  filesWith(names, ({ path, text }) => listsIn(astOf(path, text)));

const astOf = (path: string, text: string): Node =>
  parseAst(text, { lang: path.endsWith('.tsx') ? 'tsx' : 'ts' }) as unknown as Node;

function filesWith(names: Iterable<string>, groupsOf: (source: Source) => readonly (readonly string[])[]) {
  const known = new Set(names);
  return sources
    .filter(({ text }) => hasThree(text, known))
    .filter((source) => groupsOf(source).some((group) => new Set(group.filter((name) => known.has(name))).size >= 3))
    .map(({ path }) => path)
    .toSorted();
}

/** True if the text of a file has three of the names: most files do not, and a parser takes longer than this search. */
function hasThree(text: string, names: ReadonlySet<string>): boolean {
  const found = [...names].filter((name) => text.includes(name));
  return found.length >= 3;
}

function* nodesIn(node: unknown): Generator<Node> {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node) yield node as Node;
  for (const child of Object.values(node)) yield* nodesIn(child);
}

/** A text, a key, a type that is a text, the words of a pattern. */
function textOf(node: Node | null | undefined): readonly string[] {
  if (node?.type === 'Literal' && node.regex) return node.regex.pattern.match(/\w+/g) ?? [];
  if (node?.type === 'Literal') return [String(node.value)];
  if (node?.type === 'TemplateElement') return String(node.value.raw).match(/\w+/g) ?? [];
  if (node?.type === 'TSLiteralType') return textOf(node.literal);
  return node?.type === 'TSAsExpression' ? textOf(node.expression) : [];
}

const keyOf = ({ key }: Node): readonly string[] => (key?.name ? [key.name] : textOf(key));

const textsIn = (ast: Node): readonly string[] =>
  [...nodesIn(ast)].flatMap((node) => (node.key ? [...keyOf(node), ...textOf(node)] : textOf(node)));

const listsIn = (ast: Node): readonly (readonly string[])[] =>
  [...nodesIn(ast)].flatMap((node): readonly (readonly string[])[] => {
    switch (node.type) {
      case 'ArrayExpression':
        return [node.elements.flatMap(textOf)];
      case 'CallExpression':
      case 'NewExpression':
        return [node.arguments.flatMap(textOf)];
      case 'ObjectExpression':
        return [node.properties.flatMap(keyOf), node.properties.flatMap(({ value }: Node) => textOf(value))];
      case 'TSInterfaceBody':
      case 'TSTypeLiteral':
        return [(node.body ?? node.members).flatMap(keyOf)];
      case 'TSUnionType':
        return [node.types.flatMap(textOf)];
      case 'SwitchStatement':
        return [node.cases.flatMap(({ test }: Node) => textOf(test))];
      default:
        return [textOf(node).length > 1 ? textOf(node) : []];
    }
  });
