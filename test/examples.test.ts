import { afterAll, describe, expect, it } from 'vitest';
import { asserts, definesTests, type Example, writeExamples } from './support/examples.js';
import { docComments, sources } from './support/sources.js';

/** The names that people use most: an example shows each. */
const SHOWN: readonly string[] = [
  'SwfFake',
  'Connections.client',
  'Connections.attach',
  'Connections.requestHandler',
  'Connections.send',
  'SwfFake.register',
  'SwfFake.scheduleActivity',
  'SwfFake.history',
  'SwfFake.at',
  'SwfFake.after',
  'SwfFake.when',
  'SwfFake.fork',
  'Clock.advance',
  'Clock.advanceAsync',
  'timeline',
  'simulate',
  'sweep',
  'everyCrashPoint',
  'explore',
  'harness',
  'commands',
  'replay',
  'verifyHistory',
  'iamPolicy',
  'Coverage',
  'HistoryMatchers.toHaveHistory',
];

/** The doc comments of a name, or of a member of it: a type and a constant may share a name. */
function docsOf(shown: string): readonly string[] {
  const [name, member] = shown.split('.');
  return sources
    .flatMap(({ declarations }) => declarations)
    .filter((declaration) => declaration.name === name)
    .flatMap((declaration) => (member ? declaration.members.filter((one) => one.name === member) : [declaration]))
    .flatMap(({ doc = '' }) => doc);
}

const FENCED = /^@example\n```ts\n(?<code>[\s\S]*?)^```$/gm;

const examples: readonly Example[] = sources.flatMap(({ path, text }) =>
  docComments(text).flatMap(({ prose, line }) =>
    [...prose.matchAll(FENCED)].map(({ groups }, index) => ({
      name: `${path}:${line}${index === 0 ? '' : ` (${index + 1})`}`,
      code: groups?.code ?? '',
    })),
  ),
);

const written = writeExamples(examples);
afterAll(() => written.remove());

describe('every @example', () => {
  it('is found: a fenced block of ts', () => {
    const tags = sources
      .flatMap(({ text }) => docComments(text))
      .flatMap(({ prose }) => prose.match(/@example/g) ?? []);
    expect(examples).toHaveLength(tags.length);
  });

  it('has the right types', () => {
    expect(written.typeErrors()).toBe('');
  }, 60_000);

  it.each(examples.filter((example) => !definesTests(example)))('at $name runs', async (example) => {
    await written.run(example);
  });

  describe.each(examples.filter(definesTests))('at $name', async (example) => {
    await written.run(example);
  });

  it('asserts something', () => {
    expect(examples.filter((example) => !asserts(example)).map(({ name }) => name)).toEqual([]);
  });
});

describe('the names that people use most', () => {
  it.each(SHOWN)('%s has an example', (shown) => {
    expect(docsOf(shown).join('\n')).toContain('@example');
  });
});

describe('the checks themselves', () => {
  const wrong: Example = {
    name: 'wrong',
    code: "import { equal } from 'node:assert/strict';\n\nconst one: string = 1;\nequal(one, 2);\n",
  };

  it('find a wrong type and a failed assertion', async () => {
    const one = writeExamples([wrong]);
    expect(one.typeErrors()).toContain('wrong.ts(3,7): error TS2322');
    await expect(one.run(wrong)).rejects.toThrow('Expected values to be strictly equal');
    one.remove();
  }, 60_000);

  it('find an entry that does not exist', () => {
    const code = "import { SwfFake } from 'swfake/fake';\n";
    expect(() => writeExamples([{ name: 'unknown', code }])).toThrow('swfake/fake, which the package does not export');
  });
});
