import { describe, expect, it } from 'vitest';
import { shardFrom } from '../../src/cli/campaign/shardFlag.js';

type Variables = Readonly<Record<string, string>>;

const slurm = (id: number, min: number, max: number, count: number, step = 1): Variables => ({
  SLURM_ARRAY_TASK_ID: `${id}`,
  SLURM_ARRAY_TASK_MIN: `${min}`,
  SLURM_ARRAY_TASK_MAX: `${max}`,
  SLURM_ARRAY_TASK_COUNT: `${count}`,
  SLURM_ARRAY_TASK_STEP: `${step}`,
});

const KUBERNETES = { JOB_COMPLETION_INDEX: '2' };
const BATCH = { AWS_BATCH_JOB_ARRAY_INDEX: '2', AWS_BATCH_JOB_ARRAY_SIZE: '8' };
const GITLAB = { CI_NODE_INDEX: '3', CI_NODE_TOTAL: '8' };

describe('--shard', () => {
  it.each<readonly [string, string, Variables]>([
    ['a place and a number', '3/8', {}],
    ['a place beside the variables of an engine, which do not count', '3/8', { ...GITLAB, CI_NODE_INDEX: '5' }],
    ['an indexed job of Kubernetes', 'auto/8', KUBERNETES],
    ['an array job of AWS Batch', 'auto', BATCH],
    ['an array job of AWS Batch, with the number', 'auto/8', BATCH],
    ['a job array of Slurm from 0', 'auto', slurm(2, 0, 7, 8)],
    ['a job array of Slurm from 1', 'auto', slurm(3, 1, 8, 8)],
    ['a job array of Slurm with steps', 'auto', slurm(14, 10, 24, 8, 2)],
    ['a parallel job of GitLab', 'auto', GITLAB],
  ])('takes %s', (_what, text, variables) => {
    expect(shardFrom(text, variables)).toEqual({ place: 3, count: 8 });
  });

  const EXPECTED =
    "expected a place and a number, such as 3/8, or 'auto' or 'auto/8', which reads the place from the variables of the engine";

  it.each<readonly [string, Variables, string]>([
    ['3', {}, `flag '--shard' was given '3'; ${EXPECTED}`],
    ['0/8', {}, `flag '--shard' was given '0/8'; ${EXPECTED}`],
    ['9/8', {}, `flag '--shard' was given '9/8'; ${EXPECTED}`],
    ['a/8', {}, `flag '--shard' was given 'a/8'; ${EXPECTED}`],
    [
      'auto',
      { CI_NODE_TOTAL: '1' },
      '--shard auto finds no place: none of AWS_BATCH_JOB_ARRAY_INDEX, SLURM_ARRAY_TASK_ID, CI_NODE_INDEX, JOB_COMPLETION_INDEX is set; give it, such as --shard 3/8',
    ],
    [
      'auto',
      KUBERNETES,
      'an indexed job of Kubernetes does not tell the number of its jobs; give it: --shard auto/8 for 8 jobs',
    ],
    ['auto/4', BATCH, '--shard names 4 shards, but an array job of AWS Batch has 8 jobs'],
    [
      'auto',
      { ...KUBERNETES, ...GITLAB },
      '--shard auto finds two places: CI_NODE_INDEX and JOB_COMPLETION_INDEX are set; give one, such as --shard 3/8',
    ],
    [
      'auto/2',
      KUBERNETES,
      "the variables of an indexed job of Kubernetes give place 3 of 2; expected jobs without a gap; JOB_COMPLETION_INDEX is '2'",
    ],
    [
      'auto',
      slurm(5, 1, 7, 3),
      "the variables of a job array of Slurm give no place of 3; expected jobs without a gap; SLURM_ARRAY_TASK_ID is '5'",
    ],
  ])('%s with %j is refused', (text, variables, message) => {
    expect(() => shardFrom(text, variables)).toThrow(`simulate: ${message}`);
  });
});
