import { gzipSync } from 'node:zlib';
import { headersFor } from '../../support/http/raw.js';
import { Chance } from './chance.js';

/** A request in the parts that a generator spoils. */
interface Draft {
  line: string;
  headers: string[];
  body: Buffer;
  /** What becomes of the length of the body: as it is, unless somebody says so. */
  length: string | undefined;
  pace: Pace;
}

/** How a request comes: at once, in pieces, never to its end, or from a client that goes away. */
export type Pace = 'whole' | 'pieces' | 'endless' | 'torn';

export interface Malformed {
  readonly bytes: Buffer;
  readonly pace: Pace;
}

export interface Call {
  readonly op: string;
  readonly input: object;
}

type Spoil = (draft: Draft, chance: Chance) => void;

const MEGABYTE = 1024 * 1024;
const ODD_VALUES = [
  'null',
  '5',
  '1e999',
  '-0',
  '""',
  '[]',
  '{}',
  'true',
  '[null]',
  '"\\ud800"',
  '{"a":{"b":[]}}',
  '9'.repeat(400),
];
const ODD_TARGETS = [
  '',
  'ListDomains',
  'SimpleWorkflowService.',
  'SimpleWorkflowService.Nope',
  'simpleworkflowservice.listdomains',
  'SimpleWorkflowService.constructor',
  'DynamoDB_20120810.ListTables',
  'x'.repeat(5000),
];
const ODD_HEADERS = [
  'no colon',
  ' folded: yes',
  'x-a: \u0001',
  'x-é: 1',
  ': empty',
  'transfer-encoding: chunked',
  'transfer-encoding: gzip, chunked',
  'content-length: 3',
  'expect: 100-continue',
  'expect: the-unexpected',
  'upgrade: websocket\r\nconnection: upgrade',
  'content-encoding: gzip',
  'origin: https://evil.example',
  'host: evil.example',
  `x-big: ${'b'.repeat(20_000)}`,
  'sec-fetch-site: cross-site',
  'x-swfake-admin: true',
];
const ODD_LINES = [
  'POST / HTTP/9.9',
  'POST / HTTP/1.0',
  'POST /',
  'GET / HTTP/1.1',
  'BREW / HTTP/1.1',
  'POST http://evil.example/ HTTP/1.1',
  'POST /../../etc/passwd HTTP/1.1',
  'POST /_swfake/advance?by=9d HTTP/1.1',
  'CONNECT evil.example:443 HTTP/1.1',
  'HEAD / HTTP/1.1',
  '',
  '\u0000\u0001\u0002',
  'PRI * HTTP/2.0',
  `POST /${'a'.repeat(30_000)} HTTP/1.1`,
];

/** One way to spoil a request each. */
const SPOILS: readonly Spoil[] = [
  // Headers.
  (draft, chance) => void draft.headers.splice(chance.below(draft.headers.length), 1),
  (draft, chance) => void draft.headers.push(chance.of(draft.headers)),
  (draft, chance) => void draft.headers.push(chance.of(ODD_HEADERS)),
  (draft, chance) => void draft.headers.push(`x-amz-target: ${chance.of(ODD_TARGETS)}`),
  (draft, chance) => replaceHeader(draft, 'x-amz-target', chance.of(ODD_TARGETS)),
  (draft, chance) =>
    replaceHeader(draft, 'content-type', chance.of(['text/plain', 'application/json', 'application/xml', ''])),
  (draft, chance) =>
    replaceHeader(
      draft,
      'host',
      chance.of(['', 'evil.example', 'localhost:x', '[::1', 'a@localhost', '127.0.0.1, evil']),
    ),
  (draft, chance) => {
    draft.line = chance.of(ODD_LINES);
  },
  // Lengths.
  (draft, chance) => {
    draft.length = chance.of(['-1', '0', 'many', '0x10', '5', '99999999999999999999', '1, 2', '']);
  },
  // JSON.
  (draft, chance) => {
    draft.body = draft.body.subarray(0, chance.below(draft.body.length + 1));
  },
  (draft, chance) => {
    const at = chance.below(draft.body.length + 1);
    draft.body = Buffer.concat([
      draft.body.subarray(0, at),
      Buffer.from([chance.below(256)]),
      draft.body.subarray(at + 1),
    ]);
  },
  (draft, chance) => spoilText(draft, (text) => withOtherValue(text, chance, chance.of(ODD_VALUES))),
  (draft, chance) =>
    spoilText(draft, (text) => withOtherValue(text, chance, JSON.stringify('ß'.repeat(chance.of([300, 33_000]))))),
  (draft, chance) =>
    spoilText(draft, (text) =>
      text.replace(/"\w+":/, (name) => chance.of(['"__proto__":', '"constructor":', '"":', `${name}1,${name}`])),
    ),
  (draft, chance) =>
    spoilText(draft, () => chance.of(['', ' ', 'null', '[]', '"x"', '12', 'NaN', '{', '{}{}', '{"a":1,}', '\ufeff{}'])),
  (draft, chance) => spoilText(draft, () => '['.repeat(chance.of([100, 100_000]))),
  (draft, chance) =>
    spoilText(draft, (text) =>
      text.replace(/}$/, `,"more":${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}}`).concat(chance.of(['', ' '])),
    ),
  // Encodings.
  (draft) => {
    draft.body = Buffer.from(draft.body.toString(), 'utf16le');
  },
  (draft) => {
    draft.body = gzipSync(draft.body);
  },
  (draft, chance) => {
    draft.body = Buffer.from(Array.from({ length: 1 + chance.below(200) }, () => chance.below(256)));
  },
  // Sizes.
  (draft, chance) => {
    if (chance.below(10) === 0) draft.body = Buffer.alloc(chance.of([MEGABYTE + 1, 2 * MEGABYTE]), 0x20);
  },
  (draft, chance) => {
    draft.headers.push('transfer-encoding: chunked');
    draft.length = undefined;
    draft.body = Buffer.from(`${chance.of(['5', 'zz', '-1', 'FFFFFFFFFFFFFFFFF', '5;ext=1'])}\r\n{"a":\r\n0\r\n\r\n`);
  },
  // Paces.
  (draft, chance) => {
    draft.pace = chance.of(['pieces', 'pieces', 'endless', 'torn']);
  },
];

/** A request that was good before one to three things happened to it. */
export function malformed(seed: number, calls: readonly Call[]): Malformed {
  const chance = new Chance(seed);
  // Neighbouring seeds begin alike.
  chance.below(2);
  const { op, input } = chance.of(calls);
  const body = Buffer.from(JSON.stringify(input));
  const headers = Object.entries({ host: 'localhost', ...headersFor(op) }).map(([name, value]) => `${name}: ${value}`);
  const draft: Draft = { line: 'POST / HTTP/1.1', headers, body, length: 'as it is', pace: 'whole' };
  for (let left = 1 + chance.below(3); left > 0; left -= 1) chance.of(SPOILS)(draft, chance);
  return { bytes: bytesOf(draft), pace: draft.pace };
}

function bytesOf({ line, headers, body, length }: Draft): Buffer {
  const sized = length === 'as it is' ? String(body.length) : length;
  const all = [...headers, 'connection: close', ...(sized === undefined ? [] : [`content-length: ${sized}`])];
  return Buffer.concat([Buffer.from(`${[line, ...all].join('\r\n')}\r\n\r\n`, 'latin1'), body]);
}

function replaceHeader(draft: Draft, name: string, value: string): void {
  draft.headers = draft.headers.map((header) => (header.startsWith(`${name}:`) ? `${name}: ${value}` : header));
}

function spoilText(draft: Draft, spoil: (text: string) => string): void {
  draft.body = Buffer.from(spoil(draft.body.toString()));
}

/** The text with another value for one of its members. */
function withOtherValue(text: string, chance: Chance, value: string): string {
  const members = [...text.matchAll(/:("[^"]*"|\d+|true|false)/g)];
  if (members.length === 0) return text;
  const { index, 0: found } = chance.of(members);
  return `${text.slice(0, index)}:${value}${text.slice(index + found.length)}`;
}
