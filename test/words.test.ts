import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { docComments, entries, exportsOf, lineAt, sourceAt, sources } from './support/sources.js';

// How the project writes (docs/contributing.md, "Words"): for an engineer who reads fast in a second language.

const LONGEST = 30;

/** Words that say nothing at the first reading, and what to write in their place. */
const STRUCK: readonly (readonly [RegExp, string])[] = [
  [/\bdoors?\b/i, 'a way to connect, a client'],
  [/\bmet\b/i, 'covered, fulfilled, reached'],
  [/\b(some|no|any|every)body\b/i, 'the worker, the caller, the decider; no worker'],
  [/\bwho(so)?ever\b/i, 'the noun'],
  [/\bland(s|ed|ing)?\b/i, 'arrives, is written, reaches'],
  [/\bresidents?\b/i, 'a poll loop'],
  [/\bpark(s|ed|ing)?\b/i, 'waits; a long poll'],
  [/\b(riddle|theatre|troubles?)\b/i, 'fault, failure'],
];
const RIDDLE = /^(what|who|which|whether|that|whose)\b/i;

/** Texts without code, addresses and tables' frames, cut into sentences. */
function sentencesOf(prose: string): readonly string[] {
  const plain = prose
    .replaceAll(/```[\s\S]*?```/g, '')
    .replaceAll(/^@example[\s\S]*?(?=^@|$(?![\s\S]))/gm, '')
    .replaceAll(/`[^`]*`/g, 'x')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/https?:\S+/g, 'x');
  const blocks = plain.split(/\n\s*\n|\n(?=\s*(?:[-*|#]|\d+\.) ?)|\n(?=@)|^@/gm);
  return blocks
    .flatMap((block) => block.split(/(?<=[.!?:;])\s+|\s*\|\s*/))
    .map((text) => text.replaceAll(/\s+/g, ' ').trim());
}

const wordsIn = (sentence: string): number => sentence.split(' ').filter((word) => /\w/.test(word)).length;

function problemsOf(prose: string): readonly string[] {
  const sentences = sentencesOf(prose);
  const long = sentences
    .filter((sentence) => wordsIn(sentence) > LONGEST)
    .map((text) => `over ${LONGEST} words: ${text}`);
  const plain = sentences.join(' ');
  const struck = STRUCK.filter(([word]) => word.test(plain)).map(
    ([word, better]) => `${plain.match(word)?.[0]}: write ${better}`,
  );
  return [...long, ...struck];
}

const PAGES = ['README.md', 'CHANGELOG.md', ...readdirSync('docs').map((name) => `docs/${name}`)].filter((page) =>
  page.endsWith('.md'),
);

describe('every page', () => {
  it.each(PAGES)('%s is in short sentences, without the words that say nothing', (page) => {
    expect(problemsOf(readFileSync(page, 'utf8')).join('\n')).toBe('');
  });
});

const FOLDERS = [...new Set(sources.map(({ path }) => path.split('/').slice(0, 2).join('/')))];
const inFolder = (folder: string) => sources.filter(({ path }) => path === folder || path.startsWith(`${folder}/`));

describe('every doc comment', () => {
  it.each(FOLDERS)('of %s begins with what it does, in short sentences', (folder) => {
    const problems = inFolder(folder).flatMap(({ path, text }) =>
      docComments(text).flatMap(({ prose, line }) => {
        const riddle = RIDDLE.test(prose) ? ['begins with a riddle: write a verb and a noun'] : [];
        return [...riddle, ...problemsOf(prose)].map((problem) => `${path}:${line} ${problem}`);
      }),
    );
    expect(problems.join('\n')).toBe('');
  });

  it.each(FOLDERS)('of %s is there: every exported name has one', (folder) => {
    const bare = inFolder(folder).flatMap(({ path, declarations }) =>
      declarations.filter(({ doc }) => doc === undefined).map(({ name, line }) => `${path}:${line} ${name}`),
    );
    expect(bare.join('\n')).toBe('');
  });

  it.each(Object.entries(entries))('of %s is there: every member of a public name has one', (_name, entry) => {
    const bare = [...exportsOf(entry)].flatMap(([name, path]) => {
      const found = sourceAt(path)?.declarations.filter((one) => one.name === name) ?? [];
      return found.flatMap(({ members }) =>
        members.filter(({ doc }) => doc === undefined).map((member) => `${path}:${member.line} ${name}.${member.name}`),
      );
    });
    expect(bare.join('\n')).toBe('');
  });
});

describe('the rules themselves', () => {
  it('find what they are for', () => {
    const long = Array.from({ length: LONGEST + 1 }, () => 'word').join(' ');
    expect(problemsOf(`${long}.`)).toHaveLength(1);
    expect(problemsOf(`${long.slice(0, -5)}. More words: ${long.slice(0, 40)}.`)).toEqual([]);
    expect(problemsOf('Nobody lands at a door.')).toHaveLength(3);
    expect(RIDDLE.test('What a run is.')).toBe(true);
    expect(lineAt('a\nb', 2)).toBe(2);
  });
});
