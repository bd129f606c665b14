import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { TestContext } from 'vitest';

/** What a client of AWS finds in its environment: credentials that do, and nothing of the machine that it runs on. */
export const environment = {
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  AWS_ACCESS_KEY_ID: 'swfake',
  AWS_SECRET_ACCESS_KEY: 'swfake',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_PAGER: '',
  LC_ALL: 'C.UTF-8',
};

export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export const begun = (program: string, words: readonly string[]): ChildProcessWithoutNullStreams =>
  spawn(program, words, { env: environment });

/** Runs a program to its end. Without the program, `code` is null and `err` says so. */
export function ran(program: string, ...words: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = begun(program, words);
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.on('error', (error) => resolve({ code: null, out, err: error.message }));
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

/** Skips the test, and says why, where this machine has not got the client: Debian calls it `debian`. */
export async function needs(context: TestContext, debian: string, program: string, ...words: readonly string[]) {
  const { code, out, err } = await ran(program, ...words);
  if (code === 0) return out.trim();
  const reason = `${debian} is not installed here: ${err.trim().split('\n').at(-1)}`;
  console.warn(`skipped: ${context.task.name}: ${reason}`);
  return context.skip(reason);
}

export const boto3 = (context: TestContext) =>
  needs(context, 'python3-boto3', 'python3', '-c', 'import boto3; print(boto3.__version__)');

export const awsCli = (context: TestContext) => needs(context, 'awscli', 'aws', '--version');
