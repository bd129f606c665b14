/// <reference types="node" />
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ExportedHistory } from '../../history/historyPages.js';
import { documentOf } from '../../render/html/document.js';
import { historyNames } from '../../render/html/historyNames.js';
import { pageHistory } from '../../render/html/html.js';

/** The page of a failed test. */
export interface FailurePage {
  /** The name of the test. */
  readonly name: string;
  /** The text that tells the test from others of its name. */
  readonly key: string;
  readonly note: string;
  readonly runs: readonly RunOfPage[];
}

interface RunOfPage {
  readonly workflowId: string;
  readonly runId: string;
  readonly history: ExportedHistory;
}

/** Writes the page of a failed test into a folder, in place of that of an earlier run. Returns its absolute path. */
export function writePage(page: FailurePage, folder: string): string {
  const path = resolve(join(folder, pageFileName(page)));
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, pageText(page));
  return path;
}

const MOST_OF_NAME = 50;

/** Returns a file name that every system accepts. Two tests have two of them, also if their names are the same. */
export function pageFileName({ name, key }: Pick<FailurePage, 'name' | 'key'>): string {
  const words = [...name.normalize('NFC').replaceAll(/[^\p{L}\p{N}]+/gu, '-')].slice(0, MOST_OF_NAME).join('');
  const hash = createHash('sha256').update(`${key}\n${name}`).digest('hex').slice(0, 8);
  return `${words.replaceAll(/^-|-$/g, '') || 'test'}-${hash}.html`;
}

function pageText({ name, note, runs }: FailurePage): string {
  const names = historyNames(runs.map(({ workflowId }) => workflowId));
  const histories = runs.map(({ workflowId, runId, history }, index) => ({
    ...pageHistory({ name: names[index], history }),
    workflowId,
    runId,
  }));
  return documentOf({ title: name, note, histories });
}
