import { quoted } from '../args/quoted.js';
import { checkConditionKey } from './names.js';
import { type Path, refuse } from './refuse.js';

/** The condition keys of a request with their values; a multivalued key has a list. */
export type ConditionContext = Readonly<Record<string, string | readonly string[]>>;

/** Returns the values of a condition key. An absent key has none. `name` is in lower case, since case makes no difference. */
export function valuesOf(context: ConditionContext, name: string): readonly string[] {
  const [, value = []] = Object.entries(context).find(([key]) => key.toLowerCase() === name) ?? [];
  return typeof value === 'string' ? [value] : value;
}

/** A part of a text of a policy. In a literal one, `*` and `?` are no wildcards. */
export interface Piece {
  readonly text: string;
  readonly isLiteral: boolean;
}

/** A policy variable: the key whose value it takes, and the text for a request without that key. */
interface Variable {
  readonly key: string;
  readonly fallback: string | undefined;
}

/** A text of a policy, with the places of its variables. */
export type Template = readonly (Piece | Variable)[];

const VARIABLE = /\$\{\s*([^},']*?)\s*(?:,\s*'([^']*)'\s*)?\}/g;
const SPECIAL = ['*', '?', '$'];

/** Returns a text without variables as a template. */
export const plainTemplate = (text: string): Template => [{ text, isLiteral: false }];

/**
 * Returns the template of a text with policy variables: `${aws:username}`, `${aws:PrincipalTag/team, 'none'}`, `${*}`
 * (IAM User Guide, "Variables and tags").
 *
 * @throws TypeError if a variable is not closed, or names no condition key.
 */
export function parseTemplate(text: string, path: Path): Template {
  const parts: (Piece | Variable)[] = [];
  let end = 0;
  for (const { 0: all, 1: name = '', 2: fallback, index } of text.matchAll(VARIABLE)) {
    parts.push(plainPiece(text.slice(end, index), text, path), parseVariable(name, fallback, path));
    end = index + all.length;
  }
  return [...parts, plainPiece(text.slice(end), text, path)];
}

function plainPiece(part: string, text: string, path: Path): Piece {
  if (part.includes('${')) {
    refuse(
      path,
      `has a policy variable that is not complete in ${quoted(text)}; expected the form '\${aws:username}' or '\${aws:username, 'default'}'`,
    );
  }
  return { text: part, isLiteral: false };
}

function parseVariable(name: string, fallback: string | undefined, path: Path): Piece | Variable {
  if (SPECIAL.includes(name)) return { text: name, isLiteral: true };
  return { key: checkConditionKey(name, path), fallback };
}

/**
 * Returns the pieces of a template, with the values of its variables. Returns `undefined` if a variable has no value: such
 * a text is equal to nothing. A multivalued key is no value (IAM User Guide, "Variables and tags").
 */
export function resolve(template: Template, context: ConditionContext): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  for (const part of template) {
    const piece = 'text' in part ? part : pieceOf(part, context);
    if (!piece) return undefined;
    pieces.push(piece);
  }
  return pieces;
}

function pieceOf({ key, fallback }: Variable, context: ConditionContext): Piece | undefined {
  const values = valuesOf(context, key);
  const text = values.length === 1 ? values[0] : fallback;
  return text === undefined ? undefined : { text, isLiteral: true };
}

/** Returns the keys of the variables that have no value in a request. */
export const missingVariables = (template: Template, context: ConditionContext): readonly string[] =>
  template.flatMap((part) => ('key' in part && !pieceOf(part, context) ? [part.key] : []));

/** Returns true if a template has variables. */
export const hasVariables = (template: Template): boolean => template.some((part) => 'key' in part);

/** Returns the text of pieces. */
export const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('');
