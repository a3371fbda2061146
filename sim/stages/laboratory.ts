/** What the stages share: one world, four models of one shape, and answers sampled from the policy. */
import type { Kernels } from '../kernels/kernels.ts';
import { createDecoder, type Decoder } from '../model/decoder.ts';
import { generate } from '../model/generate.ts';
import { initialise } from '../model/parameters.ts';
import type { Shape } from '../model/shape.ts';
import { createTransformer, type Transformer } from '../model/transformer.ts';
import { createRng, type Rng } from '../rng.ts';
import {
  createWorld,
  END,
  LONGEST_ANSWER,
  PROMPT_LENGTH,
  type Question,
  type World,
} from '../world/world.ts';
import { inBatches } from './batches.ts';
import type { Response } from './responses.ts';
import { rewardHead, type RewardHead, type RewardModel } from './rewardHead.ts';

const SHAPE = { context: PROMPT_LENGTH + LONGEST_ANSWER, width: 48, layers: 1, heads: 3 } as const;
export const shapeOf = (world: World): Shape => ({ vocabulary: world.vocabulary.length, ...SHAPE });

/** The most sequences that a model reads at once, and the answers of a step of PPO. */
export const LARGEST_BATCH = 128;
/** Answers are sampled so many at a time. */
export const SAMPLED = 128;

/** Of the first output matrix; found with the other constants of pretraining. */
const HEAD_DEVIATION = 0.1;

/** Everything that the stages share. */
export interface Laboratory {
  readonly world: World;
  readonly policy: Transformer;
  readonly reference: Transformer;
  readonly rewardModel: RewardModel;
  readonly decoder: Decoder;
  readonly rng: Rng;
}

export function createLaboratory(
  kernels: Kernels,
  rng: Rng,
  head: RewardHead = rewardHead.default,
): Laboratory {
  const world = createWorld();
  const shape = shapeOf(world);
  const create = () => createTransformer(kernels, shape, LARGEST_BATCH);
  const policy = create();
  initialise(kernels, policy.parameters, rng.stream('weights'), HEAD_DEVIATION);
  return {
    world,
    policy,
    reference: create(),
    rewardModel: { network: create(), head },
    decoder: createDecoder(policy, SAMPLED),
    rng,
  };
}

export function copyParameters(from: Transformer, to: Transformer): void {
  const { at, count } = from.parameters;
  from.kernels.heap.f32.copyWithin(to.parameters.at, at, at + count);
  to.parameters.version += 1;
}

/** What answers: a model and its cache. */
export type Speaker = Pick<Laboratory, 'policy' | 'decoder'>;

/** Answers of the policy, `SAMPLED` at a time. */
export function* answersTo(
  { policy, decoder }: Speaker,
  questions: readonly Pick<Question, 'tokens'>[],
  temperature: number,
  rng: Rng,
): Generator<Response[], void, undefined> {
  for (const some of inBatches(questions, SAMPLED)) {
    const prompts = some.map(({ tokens }) => tokens);
    const sampling = { temperature, end: END, longest: LONGEST_ANSWER };
    yield generate(policy, decoder, prompts, sampling, rng).map((answer, i) => ({
      prompt: prompts[i]!,
      answer,
    }));
  }
}

/** One answer, the likeliest token each time. */
export function answerOf(speaker: Speaker, question: Pick<Question, 'tokens'>): readonly number[] {
  const [responses] = answersTo(speaker, [question], 0, createRng(0)); // at T = 0 nothing is drawn
  return responses![0]!.answer;
}
