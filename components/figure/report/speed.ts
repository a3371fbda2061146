/** How many tokens a second a model writes in this tab: a property of the machine, in no row and no hash. */
import type { Kernels } from '../../../sim/kernels/kernels.ts';
import { restore, type Checkpoint } from '../../../sim/model/checkpoint.ts';
import { createDecoder } from '../../../sim/model/decoder.ts';
import { createTransformer } from '../../../sim/model/transformer.ts';
import { createRng } from '../../../sim/rng.ts';
import { shapeOf } from '../../../sim/stages/laboratory.ts';
import { askedOf, sampled } from '../../../sim/stages/sampling.ts';
import { workbenchOf } from '../../../sim/stages/workbench.ts';
import { createWorld, END, LONGEST_ANSWER } from '../../../sim/world/world.ts';
import { TOGETHER } from './together.ts';

/** Tokens a second. */
export interface Speed {
  readonly together: number;
  readonly alone: number;
}

/** Each way is measured for so long, after a first round that only warms up. */
const MEASURED_MS = 700;

/** @param now milliseconds of a clock that does not run backwards */
export function speedOf(kernels: Kernels, trained: Checkpoint, now: () => number): Speed {
  const world = createWorld();
  const policy = createTransformer(kernels, shapeOf(world, trained.shape), TOGETHER);
  restore(policy, trained);
  const bench = workbenchOf({ policy }, { policy: createDecoder(policy, TOGETHER) });
  const prompts = world.evaluation.slice(0, TOGETHER).map(({ tokens }) => tokens);
  const rng = createRng('speed');
  const sampling = { temperature: 1, end: END, longest: LONGEST_ANSWER };
  const write = (asked: readonly (readonly number[])[], round: number) =>
    sampled(bench, sampling, askedOf(asked, rng.stream(`${round}`)))
      .flat()
      .reduce((sum, answer) => sum + answer.length, 0);
  const perSecond = (askedIn: (round: number) => readonly (readonly number[])[]) => {
    write(askedIn(0), 0);
    const begun = now();
    let tokens = 0;
    let ended = begun;
    for (let round = 1; ended - begun < MEASURED_MS; round += 1) {
      tokens += write(askedIn(round), round);
      ended = now();
    }
    return (1000 * tokens) / (ended - begun);
  };
  return {
    together: perSecond(() => prompts),
    alone: perSecond((round) => [prompts[round % prompts.length]!]),
  };
}
