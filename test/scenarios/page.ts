import { isSection, rewritten, type Section, type Story, storyOf } from './story.js';
import { wordsOf } from './words.js';

/** One example of `README.md`. */
export interface Example {
  /** The heading that it stands under: a verb, or `decide` and a decision. */
  readonly heading: string;
  /** The line on which its text begins, from 1. */
  readonly line: number;
  /** The name by which other examples continue it. */
  readonly name: string | undefined;
  /** The name of the example that it continues. */
  readonly after: string | undefined;
  readonly story: Story;
}

/** A verb as `README.md` describes it. */
export interface Description {
  readonly heading: string;
  /** The options that its usage lines show. */
  readonly options: readonly string[];
}

const FENCE = /^```story(?: ([\w-]+(?<!after)))?(?: after ([\w-]+))?\n([\s\S]*?)^```$/gm;
const HEADING = /^#{1,3} (.*)$/gm;
const VERB_HEADING = /^### `([^`]+)`\n\n((?:`[^`\n]+`\n\n)+)/gm;

/** Returns the examples of a page, in order. */
export function examplesOf(file: string, page: string): readonly Example[] {
  const headings = [...page.matchAll(HEADING)];
  return [...page.matchAll(FENCE)].map(({ 0: whole, 1: name, 2: after, 3: text = '', index }) => {
    const heading = headings.findLast((one) => one.index < index)?.[1] ?? '';
    const line = page.slice(0, index + whole.indexOf('\n')).split('\n').length + 1;
    return {
      heading: heading.replaceAll('`', ''),
      line,
      name,
      after,
      story: storyOf(`${file}, from line ${line}`, text),
    };
  });
}

/** Returns the verbs that a page describes. */
export const descriptionsOf = (page: string): readonly Description[] =>
  [...page.matchAll(VERB_HEADING)].map(([, heading = '', usage = '']) => ({
    heading,
    options: [...new Set([...usage.matchAll(/\[([\w-]+)=/g)].map(([, option = '']) => option))].toSorted(),
  }));

/** Returns the example with the beginnings that it continues. */
export function wholeStory(example: Example, all: readonly Example[]): Story {
  const { after, story } = example;
  if (after === undefined) return story;
  const before = all.find(({ name }) => name === after);
  if (!before) throw new Error(`${story.file}: no example is called ${after}`);
  return { file: story.file, parts: [...wholeStory(before, all).parts, ...story.parts] };
}

/** Returns whether a story uses a verb, or a decision if the heading begins with `decide `. */
export function uses({ story }: Example, heading: string): boolean {
  const [verb, decision] = heading.split(' ');
  return story.parts.filter(isSection).some(({ command, batch }) => {
    const words = wordsOf(command);
    if (words.verb !== verb) return false;
    return decision === undefined || [words.args[0], ...batch.map((line) => wordsOf(line).verb)].includes(decision);
  });
}

/** Returns the page with the outputs in the place of those that the examples expected. */
export function rewrittenPage(
  page: string,
  examples: readonly Example[],
  outputsOf: (example: Example) => ReadonlyMap<Section, readonly string[]>,
): string {
  const left = [...examples];
  return page.replace(FENCE, (whole, _name, _after, text: string) => {
    const example = left.shift();
    return example ? whole.replace(text, () => rewritten(example.story, outputsOf(example))) : whole;
  });
}

/** An option that no verb has: a line with it is refused, and the error names the options that there are. */
const UNKNOWN = 'no-such-option=1';

/** Returns the story up to each line that uses the verb, with an unknown option in that line. */
export function probesOf(example: Example, all: readonly Example[], heading: string): readonly Story[] {
  const { file, parts } = wholeStory(example, all);
  return parts.flatMap((part, index) => {
    const spoilt = isSection(part) ? spoiltSection(part, heading) : undefined;
    return spoilt ? [{ file, parts: [...parts.slice(0, index), spoilt] }] : [];
  });
}

function spoiltSection(section: Section, heading: string): Section | undefined {
  const [verb, decision] = heading.split(' ');
  const { verb: used, args } = wordsOf(section.command);
  if (used !== verb) return undefined;
  // The options in the line of `decide` belong to the decision in the same line, if there is one.
  if (args[0] === decision || verb !== 'decide') return { ...section, command: `${section.command} ${UNKNOWN}` };
  const at = section.batch.findIndex((line) => wordsOf(line).verb === decision);
  return at < 0 ? undefined : { ...section, batch: section.batch.with(at, `${section.batch[at]} ${UNKNOWN}`) };
}
