/** Answers to some prompts, sampled shard by shard: each shard draws from a stream of its own. */
import { generate, type Sampling } from '../model/generate.ts';
import { createRng, type Rng } from '../rng.ts';
import type { Workbench } from './workbench.ts';
import { shardsOf, type Task } from './shards.ts';

/** What a shard is asked, and where its random numbers come from. */
export interface Asked {
  readonly prompts: readonly (readonly number[])[];
  /** Of an `Rng`. */
  readonly path: string;
}

/** Prompts in shards. */
export const askedOf = (prompts: readonly (readonly number[])[], rng: Rng): Asked[] =>
  shardsOf(prompts).map((some, shard) => ({ prompts: some, path: rng.stream(String(shard)).path }));

/** The answers of the policy, by shard. */
export function sampled(workbench: Workbench, sampling: Sampling, asked: readonly Asked[]): number[][][] {
  const rngs = asked.flatMap(({ prompts, path }) => {
    const rng = createRng(path);
    return prompts.map(() => rng);
  });
  const prompts = asked.flatMap((each) => each.prompts);
  const answers = generate(
    workbench.model('policy'),
    workbench.decoder('policy'),
    prompts,
    sampling,
    (s) => rngs[s]!,
  );
  let start = 0;
  return asked.map((each) => answers.slice(start, (start += each.prompts.length)));
}

export const samplingTask: Task<Sampling, Asked, number[][]> = {
  name: 'sample',
  roles: ['policy'],
  run: sampled,
};
