import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { type Fact, proves } from '../support/coverage/proves.js';
import { DECISIONS } from './decisions.js';
import { descriptionsOf, examplesOf, probesOf, rewrittenPage, uses, wholeStory } from './page.js';
import { play, VERBS } from './run.js';
import { difference, rewritten, storyOf } from './story.js';

// Each file of `scenarios/` is a story: commands, and the history that they make. After a change that is meant, write
// the outputs anew with `UPDATE_SCENARIOS=1 npm test`, and read what `git diff` says: the stories are the proof.
const UPDATE = process.env.UPDATE_SCENARIOS === '1';
const FOLDER = new URL('./', import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'));

describe('the stories', () => {
  it.each(FILES)('%s', (file) => {
    const place = new URL(file, FOLDER);
    const text = readFileSync(place, 'utf8');
    expect(text, 'a story names its rule, then where the rule is from').toMatch(/^# .+\n# (docs\/swf\.md|recorded:) /);
    const story = storyOf(file, text);
    const met = new Set<Fact>();
    const outputs = play(story, met);
    if (UPDATE) writeFileSync(place, rewritten(story, outputs));
    else if (difference(story, outputs)) throw new Error(difference(story, outputs));
    proves(...met);
  });
});

describe('the language (README.md)', () => {
  const place = new URL('README.md', FOLDER);
  const page = readFileSync(place, 'utf8');
  const examples = examplesOf('README.md', page);
  const described = descriptionsOf(page);
  const verbs = [...Object.keys(VERBS), ...Object.keys(DECISIONS).map((decision) => `decide ${decision}`)];
  const outputsOf = (example: (typeof examples)[number]) => play(wholeStory(example, examples));

  it('has a section for every verb and every decision', () => {
    expect(described.map(({ heading }) => heading).toSorted()).toEqual(verbs.toSorted());
  });

  it.each(verbs)('has an example of %s, and all options of it', (verb) => {
    const own = examples.filter((example) => example.heading === verb && uses(example, verb));
    expect(own).not.toEqual([]);
    const known = own.flatMap((example) => probesOf(example, examples, verb).flatMap(optionsKnown));
    expect(described.find(({ heading }) => heading === verb)?.options).toEqual([...new Set(known)].toSorted());
  });

  it.each(examples.map((example) => [example.line, example] as const))('is true in line %i', (_line, example) => {
    if (UPDATE) return;
    const wrong = difference(example.story, outputsOf(example));
    if (wrong) throw new Error(wrong);
  });

  afterAll(() => {
    if (UPDATE) writeFileSync(place, rewrittenPage(page, examples, outputsOf));
  });
});

/** Returns the options that the error of an unknown one names. */
function optionsKnown(story: Parameters<typeof play>[0]): readonly string[] {
  try {
    play(story);
  } catch (error) {
    const [, options] = / has no option no-such-option; it has: (.*)$/.exec(String(error)) ?? [];
    if (options !== undefined) return options === 'none' ? [] : options.split(', ');
    throw error;
  }
  throw new Error(`${story.file}: an option that does not exist is accepted`);
}

// A proof that cannot fail proves nothing.
describe('a story that is wrong', () => {
  const told = '# A rule.\n\nstart order-7\n----\n';
  const check = (text: string) => {
    const story = storyOf('some.txt', text);
    return difference(story, play(story));
  };

  it('fails with the line of the command, what was expected and what came', () => {
    const problem = check(`${told}#1  +0s  WorkflowExecutionCompleted\n\ncancel order-8\n----\nok\n`);
    expect(problem).toMatch(/^some\.txt:3: start order-7\n/);
    expect(problem).toContain('expected:\n#1  +0s  WorkflowExecutionCompleted\n');
    expect(problem).toMatch(/actual:\n#1 {2}\+0s {2}WorkflowExecutionStarted .*\n#2 {2}\+0s {2}DecisionTaskScheduled/);
  });

  it.each(FILES)('fails with another last line of its last output: %s', (file) => {
    const lines = readFileSync(new URL(file, FOLDER), 'utf8').trimEnd().split('\n');
    expect(check(lines.with(-1, `${lines.at(-1)}.`).join('\n'))).toContain(`${lines.at(-1)}.\n\nactual:\n`);
  });

  it('fails where a line is missing at the end of an output', () => {
    const story = storyOf('some.txt', told);
    const right = rewritten(story, play(story));
    expect(check(right)).toBeUndefined();
    expect(check(`${right.trimEnd().split('\n').slice(0, -1).join('\n')}\n`)).toMatch(/^some\.txt:3: start order-7/);
  });

  it.each([
    ['with a separator', told],
    ['without one', '# A rule.\n\nstart order-7\n'],
  ])('fails where the whole output is missing, %s', (_how, text) => {
    expect(check(text)).toMatch(/^some\.txt:3: start order-7/);
  });

  it.each([
    [
      'no comment at the beginning',
      'start order-7\n',
      'some.txt:1: a story begins with "# " and the rule that it shows',
    ],
    [
      'two commands in one section',
      '# A rule.\nstart order-7\nstart order-8\n',
      'some.txt:3: a section is one command',
    ],
    ['an output without a command', '# A rule.\n----\nok\n', 'some.txt:2: a section is one command'],
    ['an unknown verb', '# A rule.\nstrat order-7\n', 'some.txt:2: no verb is called strat; there are: given, '],
    [
      'an unknown option',
      '# A rule.\nstart order-7 lists=a\n',
      'some.txt:2: start has no option lists; it has: execution',
    ],
    ['a missing argument', '# A rule.\nstart\n', 'some.txt:2: start takes <run>, but got: nothing'],
    [
      'an open quote',
      '# A rule.\nstart order-7 input="a\n',
      'some.txt:2: a quote is not closed in: start order-7 input="a',
    ],
    ['no such span', '# A rule.\nadvance 30\n', 'some.txt:2: a span of time looks like 1m30s or 250ms, not like 30'],
    ['no such task', '# A rule.\ncomplete charge\n', 'some.txt:2: nobody has polled charge; there are: no tasks'],
    ['no such run', '# A rule.\ndescribe order-7\n', 'some.txt:2: there is no run of order-7'],
    ['no such decision', '# A rule.\ndecide\n  dance\n', 'some.txt:2: nobody has polled decision task'],
    ['limits too late', `${told}x\n\ngiven openTimers=1\n`, 'some.txt:7: given comes first in a story, or not at all'],
    [
      'lines that have no place',
      '# A rule.\nstart order-7\n  complete\n',
      'some.txt:2: only decide has lines below it',
    ],
  ])('says so in a sentence: %s', (_what, text, sentence) => {
    expect(() => check(text)).toThrow(sentence);
  });
});
