import type { SWF } from '@aws-sdk/client-swf';
import type { Target } from '../../src/conform/index.js';

/** An answer of a target: an output, or the exception that the SDK throws. */
export interface Answered {
  readonly output?: unknown;
  readonly thrown?: unknown;
}

/** Changes the answer of the call with this number, from 0. */
export type Tamper = (call: number, answered: Answered) => Answered;

/** A target whose answers are changed on the way. */
export const tampered = (target: Target, tamper: Tamper): Target => ({
  ...target,
  connect: (signal) => {
    const connection = target.connect(signal);
    let calls = 0;
    const client = new Proxy(connection.client, {
      get: (real, name) => {
        const method = Reflect.get(real, name) as (...args: readonly unknown[]) => Promise<unknown>;
        if (typeof method !== 'function' || name === 'destroy') return method;
        return async (...args: readonly unknown[]) => {
          const call = calls;
          calls += 1;
          const answered = await method.apply(real, [...args]).then(
            (output): Answered => ({ output }),
            (thrown: unknown): Answered => ({ thrown }),
          );
          const changed = tamper(call, answered);
          if (changed.thrown !== undefined) throw changed.thrown;
          return changed.output;
        };
      },
    }) as SWF;
    return { ...connection, client };
  },
});

type Path = readonly (string | number)[];
type Change = (answered: Answered) => Answered;

/** Every small change of an answer: each leaf, each list, the name and the text of a fault, and none where one was. */
export function changesOf({ output, thrown }: Answered): readonly Change[] {
  if (thrown !== undefined) return faultChanges(thrown as Error);
  const refused = fault('UnknownResourceFault', 'changed on the way');
  return [
    ...fromBothEnds(leavesOf(output)).map(
      (path): Change =>
        (answered) =>
          withChange(answered, path),
    ),
    () => ({ thrown: refused }),
  ];
}

/** Returns the last, the first, the second to last, and so on: a check compares the newest events, or the head of a task. */
const fromBothEnds = <T>(list: readonly T[]): readonly T[] =>
  list.map((_, index) => list.at(index % 2 === 0 ? -1 - index / 2 : (index - 1) / 2) as T);

const fault = (name: string, message: string): Error =>
  Object.assign(new Error(message), { name, $fault: 'client', $metadata: { httpStatusCode: 400 } });

function faultChanges(thrown: Error): readonly Change[] {
  return [
    () => ({ thrown: fault(thrown.name, `${thrown.message}~`) }),
    () => ({ thrown: fault(thrown.name === 'LimitExceededFault' ? 'Other' : 'LimitExceededFault', thrown.message) }),
    () => ({ output: {} }),
  ];
}

function leavesOf(value: unknown, path: Path = []): readonly Path[] {
  if (value instanceof Date || typeof value !== 'object' || value === null) return value === undefined ? [] : [path];
  const inside = Object.entries(value)
    .filter(([name]) => name !== '$metadata')
    .flatMap(([name, member]) => leavesOf(member, [...path, Array.isArray(value) ? Number(name) : name]));
  return Array.isArray(value) ? [path, ...inside] : inside;
}

function changed(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [{}] : value.slice(0, -1);
  if (value instanceof Date) return new Date(value.getTime() + 3_600_000);
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  return `${value}~`;
}

function withChange({ output }: Answered, path: Path): Answered {
  const copy = structuredClone({ root: output }) as { root: unknown };
  const [last, ...above] = ['root', ...path].toReversed() as [string, ...string[]];
  const holder = above
    .toReversed()
    .reduce((value, name) => (Object(value) as Record<string, unknown>)[name], copy as unknown);
  const members = Object(holder) as Record<string, unknown>;
  members[last] = changed(members[last]);
  return { output: copy.root };
}
