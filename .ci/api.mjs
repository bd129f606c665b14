// Prints the public API: a line for each exported name, and below it its signature and its members, read from the declaration files
// that `.ci/bundle.mjs` made in a folder. TypeScript 7 has no JavaScript API, so the parser is that of TypeScript 6.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from '@typescript/typescript6';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const printer = ts.createPrinter({ removeComments: true });

/** The declaration file of each entry in a folder that stands for `dist`. */
function entriesIn(folder) {
  const typed = Object.entries(manifest.exports).filter(([, entry]) => entry.import?.types);
  return typed.map(([name, entry]) => [
    name.replace('.', 'swfake'),
    join(folder, entry.import.types.slice('./dist/'.length)),
  ]);
}

export function publicApi(folder) {
  const entries = entriesIn(folder);
  const options = { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, noEmit: true, types: [] };
  const program = ts.createProgram(
    entries.map(([, file]) => file),
    options,
  );
  const checker = program.getTypeChecker();
  const parts = entries.map(([name, file]) => {
    const source = checker.getSymbolAtLocation(program.getSourceFile(file));
    const exported = source ? checker.getExportsOfModule(source) : [];
    const blocks = exported.map((symbol) => blockOf(checker, symbol));
    return [`# ${name}`, ...blocks.toSorted()].join('\n');
  });
  return `${parts.join('\n\n')}\n`;
}

/** An exported name and its signature, and a line below it for each member. */
function blockOf(checker, symbol) {
  const original = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  const lines = (original.declarations ?? []).flatMap((declaration) => linesOf(declaration));
  return [symbol.name, ...new Set(lines)].join('\n  ');
}

function linesOf(declaration) {
  if (declaration.getSourceFile().fileName.includes('node_modules')) return ['of another package'];
  if (!ts.isClassDeclaration(declaration) && !ts.isInterfaceDeclaration(declaration)) return [textOf(declaration)];
  const [head] = textOf(declaration).split('{');
  return [head.trim(), ...declaration.members.filter(isPublic).map(textOf)];
}

const isPublic = (member) =>
  !(member.name && ts.isPrivateIdentifier(member.name)) &&
  (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Private) === 0;

function textOf(node) {
  const text = printer.printNode(ts.EmitHint.Unspecified, node, node.getSourceFile());
  return text
    .replaceAll(/\s+/g, ' ')
    .replace(/^(export |declare )+/, '')
    .trim();
}

if (process.argv[1]?.endsWith('api.mjs')) process.stdout.write(publicApi(process.argv[2] ?? 'dist'));
