import type { Shard } from '../../campaign/shards.js';
import { CommandError } from '../line/commandError.js';

type Variables = Readonly<Record<string, string | undefined>>;

/** An engine that runs one job many times, and the place of a job in its variables. */
interface Engine {
  readonly name: string;
  /** The variable that is set in every such job, and in no other. */
  readonly variable: string;
  /** Returns the place, from 1. */
  place(variables: Variables): number;
  /** Returns the number of jobs; `undefined` if the engine does not tell it. */
  count(variables: Variables): number | undefined;
}

const number = (text: string | undefined): number => (text === undefined || text === '' ? Number.NaN : Number(text));
const known = (text: string | undefined): number | undefined => (text === undefined ? undefined : number(text));

const ENGINES: readonly Engine[] = [
  {
    name: 'an array job of AWS Batch',
    variable: 'AWS_BATCH_JOB_ARRAY_INDEX',
    place: ({ AWS_BATCH_JOB_ARRAY_INDEX }) => number(AWS_BATCH_JOB_ARRAY_INDEX) + 1,
    count: ({ AWS_BATCH_JOB_ARRAY_SIZE }) => known(AWS_BATCH_JOB_ARRAY_SIZE),
  },
  {
    name: 'a job array of Slurm',
    variable: 'SLURM_ARRAY_TASK_ID',
    place: slurmPlace,
    count: ({ SLURM_ARRAY_TASK_COUNT }) => known(SLURM_ARRAY_TASK_COUNT),
  },
  {
    name: 'a parallel job of GitLab',
    variable: 'CI_NODE_INDEX',
    place: ({ CI_NODE_INDEX }) => number(CI_NODE_INDEX),
    count: ({ CI_NODE_TOTAL }) => known(CI_NODE_TOTAL),
  },
  {
    name: 'an indexed job of Kubernetes',
    variable: 'JOB_COMPLETION_INDEX',
    place: ({ JOB_COMPLETION_INDEX }) => number(JOB_COMPLETION_INDEX) + 1,
    // Kubernetes does not tell a pod how many completions its job has.
    count: () => undefined,
  },
];

/** Returns NaN for a list of ids with gaps, such as --array=1,5,7: its members cannot know their places. */
function slurmPlace(variables: Variables): number {
  const { SLURM_ARRAY_TASK_STEP: step = '1', SLURM_ARRAY_TASK_COUNT: count } = variables;
  const [id, min, max] = ['ID', 'MIN', 'MAX'].map((name) => number(variables[`SLURM_ARRAY_TASK_${name}`]));
  const placeOf = (one: number | undefined): number => ((one ?? Number.NaN) - (min ?? Number.NaN)) / number(step) + 1;
  return placeOf(max) === number(count) ? placeOf(id) : Number.NaN;
}

const EXPECTED =
  "expected a place and a number, such as 3/8, or 'auto' or 'auto/8', which reads the place from the variables of the engine";

/**
 * Returns the shard that `--shard` names.
 *
 * @throws CommandError if it names none, or if the variables do not say which one it is.
 */
export function shardFrom(text: string, variables: Variables): Shard {
  const [, place = '', count] = /^(\d{1,9}|auto)(?:\/(\d{1,9}))?$/.exec(text) ?? [];
  const counted = count === undefined ? undefined : Number(count);
  if (place === 'auto') return shardOfEngine(counted, variables);
  if (place !== '' && counted !== undefined && isPlace(Number(place), counted))
    return { place: Number(place), count: counted };
  throw new CommandError(`simulate: flag '--shard' was given '${text}'; ${EXPECTED}`);
}

const isPlace = (place: number, count: number): boolean =>
  Number.isInteger(place) && Number.isInteger(count) && place >= 1 && place <= count;

function shardOfEngine(given: number | undefined, variables: Variables): Shard {
  const engine = engineOf(variables);
  const told = engine.count(variables);
  const count = given ?? told;
  if (count === undefined)
    throw new CommandError(
      `simulate: ${engine.name} does not tell the number of its jobs; give it: --shard auto/8 for 8 jobs`,
    );
  if (told !== undefined && told !== count)
    throw new CommandError(`simulate: --shard names ${count} shards, but ${engine.name} has ${told} jobs`);
  const place = engine.place(variables);
  if (isPlace(place, count)) return { place, count };
  throw new CommandError(
    `simulate: the variables of ${engine.name} give ${Number.isNaN(place) ? 'no place' : `place ${place}`} of ${count}; ` +
      `expected jobs without a gap; ${engine.variable} is '${variables[engine.variable]}'`,
  );
}

function engineOf(variables: Variables): Engine {
  const [engine, second] = ENGINES.filter(({ variable }) => (variables[variable] ?? '') !== '');
  if (!engine)
    throw new CommandError(
      `simulate: --shard auto finds no place: none of ${ENGINES.map(({ variable }) => variable).join(', ')} is set; ` +
        'give it, such as --shard 3/8',
    );
  if (second)
    throw new CommandError(
      `simulate: --shard auto finds two places: ${engine.variable} and ${second.variable} are set; give one, such as --shard 3/8`,
    );
  return engine;
}
