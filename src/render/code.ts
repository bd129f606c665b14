/** Returns a value as source code: printed calls can be pasted into a test. */
export function code(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(code).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? quoted(value) : String(value);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{ ${members.map(([name, member]) => `${keyOf(name)}: ${code(member)}`).join(', ')} }`;
}

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
