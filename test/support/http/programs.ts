import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { TestContext } from 'vitest';

/** The environment of a client of AWS: credentials that do, and nothing of the machine that it runs on. */
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

/** A program of Python that answers each line with a line. */
export interface Lines {
  ask(value: unknown): Promise<unknown>;
  /** Lets the program end. */
  end(): void;
}

/** Starts a program of Python that lives until its `end`. */
export function lines(...words: readonly string[]): Lines {
  const python = begun('python3', words);
  let complaint = '';
  python.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  const answers = createInterface({ input: python.stdout })[Symbol.asyncIterator]();
  return {
    ask: async (value) => {
      python.stdin.write(`${JSON.stringify(value)}\n`);
      const { value: answer, done } = await answers.next();
      if (done) throw new Error(`python3 ended: ${complaint}`);
      return JSON.parse(answer);
    },
    end: () => void python.stdin.end(),
  };
}

const imports = new Map<string, Promise<Outcome>>();

/** Skips the test, and says why, where Python has no such module. The package of Debian that has it is `debian`. */
export async function needs(context: TestContext, debian: string, module: string): Promise<void> {
  const imported = imports.get(module) ?? ran('python3', '-c', `import ${module}`);
  imports.set(module, imported);
  const { code, err } = await imported;
  if (code === 0) return;
  const reason = `${debian} is not installed here: ${err.trim().split('\n').at(-1)}`;
  console.warn(`skipped: ${context.task.name}: ${reason}`);
  context.skip(reason);
}

export const boto3 = (context: TestContext): Promise<void> => needs(context, 'python3-boto3', 'boto3');

export const awsCli = (context: TestContext): Promise<void> => needs(context, 'awscli', 'awscli.clidriver');
