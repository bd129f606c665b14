import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraries } from '../../src/property/index.js';
import { mermaid } from '../../src/render/index.js';
import { type Entry, sdkEvents } from './model/recorded.js';

// Mermaid is too big for this project: SWFAKE_MERMAID is a folder where it is installed; .ci/run installs it.
const MERMAID = process.env.SWFAKE_MERMAID;

const CHARGE = { name: 'Charge', version: '1' };
const ORDER = { name: 'Order', version: '1' };

const diagramOf = (entries: readonly Entry[]): readonly string[] => mermaid(sdkEvents(entries)).split('\n');

/** A history with this text at each place where one can be. */
const hostile = (text: string): readonly Entry[] => [
  ['WorkflowExecutionStarted', 0, { workflowType: { name: text, version: text }, input: text }],
  ['ActivityTaskScheduled', 0, { activityId: text, activityType: { name: text, version: '1' }, input: text }],
  ['MarkerRecorded', 0, { markerName: text, details: text }],
  ['WorkflowExecutionSignaled', 0, { signalName: text, input: text }],
  ['SignalExternalWorkflowExecutionInitiated', 0, { signalName: text, workflowId: text }],
  ['StartChildWorkflowExecutionInitiated', 0, { workflowId: text, workflowType: { name: text, version: '1' } }],
  ['ActivityTaskFailed', 0, { scheduledEventId: 2, reason: text, details: text }],
  ['WorkflowExecutionFailed', 0, { reason: text }],
];

const HOSTILE = [
  'a;b',
  'a#b',
  '#59;',
  '"quoted"',
  '`ticks` ```mermaid',
  'end',
  '%%{init: {"theme":"dark"}}%%',
  '%% a comment',
  '<script>alert(1)</script>',
  '&lt;br&gt; <br/>',
  'one\ntwo\r\nthree\u2028four\\nfive',
  'wrap: x',
  ': nowrap: x',
  'a->>b: c',
  'p1-->>run: forged',
  '$$x^2$$',
  'A@{ "type": "boundary" }',
  'loop forever',
  '---\ntitle: x\n---',
  '\u0000\u001b[31m\ud800 \udc00 😀',
  'x'.repeat(32_768),
  '',
  ' ',
];

describe('a sequence diagram', () => {
  it('has arrows to and from what the run starts, and the time that passes', () => {
    const lines = diagramOf([
      ['WorkflowExecutionStarted', 0, { workflowType: ORDER, input: '7' }],
      ['DecisionTaskScheduled', 0],
      ['ActivityTaskScheduled', 0, { activityId: 'charge', activityType: CHARGE, input: '{"cents": 1200}' }],
      ['ActivityTaskCancelRequested', 0, { activityId: 'charge' }],
      ['ActivityTaskCompleted', 0.5, { scheduledEventId: 3, result: 'ok' }],
      ['TimerStarted', 2, { timerId: 'day', startToFireTimeout: '86400' }],
      ['LambdaFunctionScheduled', 2, { id: 'resize', name: 'image' }],
      ['StartLambdaFunctionFailed', 2, { scheduledEventId: 7, cause: 'ASSUME_ROLE_FAILED' }],
      ['StartChildWorkflowExecutionInitiated', 2, { workflowId: 'ship', workflowType: ORDER }],
      ['ChildWorkflowExecutionTimedOut', 2, { initiatedEventId: 9, timeoutType: 'START_TO_CLOSE' }],
      ['SignalExternalWorkflowExecutionInitiated', 2, { signalName: 'take', workflowId: 'stock', input: '1' }],
      ['ExternalWorkflowExecutionSignaled', 2, { initiatedEventId: 11 }],
      ['RequestCancelExternalWorkflowExecutionInitiated', 2, { workflowId: 'stock' }],
      ['WorkflowExecutionSignaled', 2, { signalName: 'paid', input: '2' }],
      ['MarkerRecorded', 2, { markerName: 'v2', details: 'd' }],
      ['CancelTimerFailed', 2, { timerId: 'night', cause: 'TIMER_ID_UNKNOWN' }],
      ['DecisionTaskTimedOut', 2, { scheduledEventId: 2, timeoutType: 'START_TO_CLOSE' }],
      ['WorkflowExecutionCancelRequested', 2],
      ['TimerFired', 86_402, { timerId: 'day', startedEventId: 6 }],
      ['CompleteWorkflowExecutionFailed', 86_402, { cause: 'UNHANDLED_DECISION' }],
      ['WorkflowExecutionCanceled', 86_402, { details: 'x' }],
    ]);
    expect(lines).toEqual([
      'sequenceDiagram',
      '  participant run as Order@1',
      '  Note over run: started 7',
      '  participant p1 as Charge@1',
      '  run->>p1: charge {"cents":1200}',
      '  run->>p1: cancel charge',
      '  p1-->>run: charge completed ok',
      '  participant p2 as timers',
      '  Note over run: 1s500ms later',
      '  run->>p2: day',
      '  participant p3 as image (lambda function)',
      '  run->>p3: resize',
      '  p3--xrun: resize failed ASSUME_ROLE_FAILED',
      '  participant p4 as Order@1 (child)',
      '  run->>p4: ship',
      '  p4--xrun: ship timed out START_TO_CLOSE',
      '  participant p5 as other runs',
      '  run->>p5: signal take to stock 1',
      '  p5-->>run: take delivered',
      '  run->>p5: cancel stock',
      '  participant p6 as signals',
      '  p6->>run: paid 2',
      '  Note over run: marker v2 d',
      '  Note over run: timer night refused TIMER_ID_UNKNOWN',
      '  Note over run: decision task timed out START_TO_CLOSE',
      '  Note over run: cancel requested',
      '  Note over run: 1d later',
      '  p2-->>run: day fired',
      '  Note over run: close refused UNHANDLED_DECISION',
      '  Note over run: canceled x',
    ]);
  });

  it('is labelled with the workflow id, where the export has it', () => {
    const events = sdkEvents([['WorkflowExecutionStarted', 0, { workflowType: ORDER }]]);
    const label = (history: Parameters<typeof mermaid>[0]) => mermaid(history).split('\n')[1];
    expect(label({ events, workflowExecution: { workflowId: 'order-7' } })).toBe(
      '  participant run as order-7 (Order@1)',
    );
    expect(label({ events: [], workflowExecution: { workflowId: 'order-7' } })).toBe('  participant run as order-7');
    expect(label([])).toBe('  participant run as run');
  });

  it('writes what could mean anything in a diagram as codes', () => {
    const [, , , , line] = diagramOf([
      ['WorkflowExecutionStarted', 0],
      ['ActivityTaskScheduled', 0, { activityId: 'a;b#c`%\n<script>\u001b', activityType: CHARGE, input: 'wrap: end' }],
    ]);
    expect(line).toBe('  run->>p1: a#59;b#35;c#96;#37; #60;script#62;#65533; "wrap: end"');
    const marker = diagramOf([['WorkflowExecutionSignaled', 0, { signalName: 'wrap: x' }]]).at(-1);
    expect(marker).toBe('  p1->>run: wrap#58; x');
    const zero = diagramOf([['WorkflowExecutionSignaled', 0, { signalName: 'a\u0000b' }]]).at(-1);
    expect(zero).toBe('  p1->>run: a#65533;b');
  });

  it('has every cancel request, of an activity and of the run', () => {
    const lines = diagramOf([
      ['WorkflowExecutionStarted', 0],
      ['ActivityTaskScheduled', 0, { activityId: 'charge', activityType: CHARGE }],
      ['ActivityTaskCancelRequested', 0, { activityId: 'charge' }],
      ['WorkflowExecutionCancelRequested', 0],
      ['ActivityTaskCancelRequested', 0, { activityId: 'charge' }],
      ['WorkflowExecutionCancelRequested', 0],
    ]);
    expect(lines.slice(5)).toEqual([
      '  run->>p1: cancel charge',
      '  Note over run: cancel requested',
      '  run->>p1: cancel charge',
      '  Note over run: cancel requested',
    ]);
  });

  it('has the kind of an activity that no event names', () => {
    const lines = diagramOf([
      ['ActivityTaskStarted', 0, { scheduledEventId: 9 }],
      ['ActivityTaskCompleted', 0, { scheduledEventId: 9 }],
    ]);
    expect(lines.slice(2)).toEqual([
      '  participant p1 as activity',
      '  run->>p1: activity',
      '  p1-->>run: activity completed',
    ]);
  });

  it('is one line for each message, whatever the texts are', () => {
    for (const text of HOSTILE) {
      const lines = diagramOf(hostile(text));
      expect(
        lines.filter(
          (line) =>
            !/^ {2}(participant (run|p\d) as|Note over run:|(run|p\d)-?->[>]?(run|p\d):|p1--xrun:) ?/.test(line),
        ),
      ).toEqual(['sequenceDiagram']);
      expect(lines.join('')).not.toMatch(/[;](?<!#\d+;)|#(?!\d+;)|`|%%|<|\\/);
    }
  });

  it('ends with a note before it has too many characters', () => {
    const entries = Array.from(
      { length: 5000 },
      (_entry, index): Entry => ['MarkerRecorded', 0, { markerName: `m${index}` }],
    );
    const [whole, short] = [mermaid(sdkEvents(entries)), mermaid(sdkEvents(entries), { maxCharacters: 1000 })];
    expect(whole.length).toBeGreaterThan(49_500);
    expect(whole.length).toBeLessThanOrEqual(50_000);
    expect(short.length).toBeLessThanOrEqual(1000);
    expect(short.split('\n').at(-1)).toMatch(/^ {2}Note over run: cut here, 49\d\d of 5000 messages are left out$/);
    expect(mermaid(sdkEvents(entries), { maxCharacters: 1_000_000 })).toContain('Note over run: marker m4999');
  });

  it('rejects an option that is unknown, and a number of characters that is too small', () => {
    expect(() => mermaid([], { maxCharacters: 5 })).toThrow(
      new TypeError('swfake: maxCharacters was given as 5; expected a number of characters from 1000 on'),
    );
    expect(() => mermaid([], { maxCharacter: 5 } as never)).toThrow("did you mean 'maxCharacters'?");
  });
});

/** The parts of Mermaid that the tests call. */
interface Mermaid {
  parse(text: string): Promise<unknown>;
  readonly mermaidAPI: {
    getDiagramFromText(text: string): Promise<{
      readonly db: {
        getActors(): ReadonlyMap<string, { readonly description: string }>;
        getMessages(): readonly { readonly message: string }[];
      };
    }>;
  };
}

const parser = async (folder: string): Promise<Mermaid> => {
  const path = join(folder, 'node_modules/mermaid/dist/mermaid.core.mjs');
  return ((await import(pathToFileURL(path).href)) as { readonly default: Mermaid }).default;
};

/** A text that Mermaid read, with its own sign for a code put back. */
const decoded = (text: string): string =>
  text.replaceAll(/ﬂ°°(\d+)¶ß/g, (_code, point: string) => String.fromCodePoint(Number(point)));

/** The texts of a diagram, as they were meant. */
const textsOf = (diagram: string): readonly string[] =>
  diagram.split('\n').flatMap((line) => {
    const [, text] = /^ {2}(?:participant \w+ as|[^:]*:) ?(.*)$/.exec(line) ?? [];
    return text === undefined
      ? []
      : [text.replaceAll(/#(\d+);/g, (_code, point: string) => String.fromCodePoint(Number(point)))];
  });

describe("Mermaid's own parser", () => {
  it('accepts the diagram of every history, and reads the texts that were meant', async (context) => {
    if (MERMAID === undefined) {
      console.warn("skipped: Mermaid's own parser: SWFAKE_MERMAID names no folder with mermaid");
      return context.skip('SWFAKE_MERMAID names no folder with mermaid');
    }
    const parsed = await parser(MERMAID);
    const check = async (diagram: string): Promise<void> => {
      await parsed.parse(diagram);
      const { db } = await parsed.mermaidAPI.getDiagramFromText(diagram);
      const read = [...db.getActors().values()].map(({ description }) => description);
      const texts = [...read, ...db.getMessages().map(({ message }) => message)].map(decoded);
      expect(texts.toSorted()).toEqual(
        textsOf(diagram)
          .map((text) => text.trim())
          .toSorted(),
      );
    };
    for (const text of HOSTILE) await check(mermaid(sdkEvents(hostile(text))));
    await fc.assert(
      fc.asyncProperty(arbitraries(fc).history(), (history) => check(mermaid(history))),
      { numRuns: 40 },
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 30 }), (text) =>
        check(mermaid(sdkEvents(hostile(text)))),
      ),
      { numRuns: 60 },
    );
  }, 120_000);
});
