/** A value as one would write it: what a command prints can be pasted. */
export function code(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(code).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? quoted(value) : String(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{ ${members.map(([name, member]) => `${keyOf(name)}: ${code(member)}`).join(', ')} }`;
}

/** A member of an object as one would write it. */
export const propertyOf = (of: string, name: string): string =>
  isIdentifier(name) ? `${of}.${name}` : `${of}[${quoted(name)}]`;

const isIdentifier = (name: string): boolean => /^[A-Za-z_$][\w$]*$/.test(name);
const keyOf = (name: string): string => (isIdentifier(name) ? name : quoted(name));

// JSON says how every character is written; quotes are those of the examples.
const quoted = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
