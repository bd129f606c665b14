/** Returns a value as source code: printed calls can be pasted into a test. */
export function code(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(code).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? quoted(value) : String(value);
  return `{ ${membersOf(value)
    .map(([name, member]) => `${keyOf(name)}: ${code(member)}`)
    .join(', ')} }`;
}

const WIDTH = 120;

/**
 * Returns a value as source code that follows `head` in its line. If the line with a comma were longer than 120 characters,
 * each entry or member has a line of its own.
 */
export function codeInLines(value: unknown, head: string): string {
  const line = code(value);
  if (head.length + line.length < WIDTH || typeof value !== 'object' || value === null) return line;
  const indent = /^ */.exec(head)?.[0] ?? '';
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const entries = value.map((entry) => `${inner}${codeInLines(entry, inner)},\n`);
    return entries.length === 0 ? line : `[\n${entries.join('')}${indent}]`;
  }
  const members = membersOf(value).map(([name, member]) => {
    const key = `${inner}${keyOf(name)}: `;
    return `${key}${codeInLines(member, key)},\n`;
  });
  return members.length === 0 ? line : `{\n${members.join('')}${indent}}`;
}

const membersOf = (value: object): readonly (readonly [string, unknown])[] =>
  Object.entries(value).filter(([, member]) => member !== undefined);

/** Returns the access to a member of an object as source code. */
export const memberCode = (of: string, name: string): string =>
  isIdentifier(name) ? `${of}.${name}` : `${of}[${quoted(name)}]`;

const isIdentifier = (name: string): boolean => /^[A-Za-z_$][\w$]*$/.test(name);
const keyOf = (name: string): string => (isIdentifier(name) ? name : quoted(name));

// The escapes of JSON, with the quotes of this project's code, and with the other ones around a text that has those.
function quoted(text: string): string {
  const json = JSON.stringify(text);
  if (text.includes("'") && !text.includes('"')) return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
