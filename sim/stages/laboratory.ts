/** What the stages share: one world, four models of one shape, and answers sampled from the policy. */
import type { Kernels } from '../kernels/kernels.ts';
import { restore, type Checkpoint } from '../model/checkpoint.ts';
import { createDecoder, type Decoder } from '../model/decoder.ts';
import { initialise } from '../model/parameters.ts';
import type { Shape } from '../model/shape.ts';
import { createTransformer, type Transformer } from '../model/transformer.ts';
import type { Params, SettingsOf } from '../param.ts';
import type { Rng } from '../rng.ts';
import { defaultsOf } from '../settings.ts';
import {
  createWorld,
  END,
  LONGEST_ANSWER,
  PROMPT_LENGTH,
  type Fact,
  type Question,
  type Truth,
  type World,
} from '../world/world.ts';
import { alone, type Crew } from '../crew.ts';
import { workbenchOf, type Workbench } from './workbench.ts';
import { inBatches, LARGEST_BATCH } from './batches.ts';
import type { Response } from './responses.ts';
import { askedOf, sampled, samplingTask } from './sampling.ts';
import { together } from './shards.ts';
import { rewardHead, type RewardHead, type RewardModel } from './rewardHead.ts';

/** Numbers that a head of attention reads. */
const HEAD_WIDTH = 16;

/** What can be set of the model. */
export const shapeParams = {
  width: {
    kind: 'number',
    symbol: 'd',
    label: 'width',
    unit: 'numbers',
    help: 'Numbers in a hidden state; each head of attention reads 16 of them.',
    min: 16,
    max: 96,
    step: 16,
    default: 48,
  },
  layers: {
    kind: 'number',
    label: 'layers',
    help: 'Blocks of attention and MLP.',
    min: 1,
    max: 3,
    step: 1,
    default: 1,
  },
} as const satisfies Params;

/** Of a model that speaks the words of a world. */
export const shapeOf = (
  { vocabulary }: Pick<World<Truth>, 'vocabulary'>,
  { width, layers }: SettingsOf<typeof shapeParams> = defaultsOf(shapeParams),
): Shape => ({
  vocabulary: vocabulary.length,
  context: PROMPT_LENGTH + LONGEST_ANSWER,
  width,
  layers,
  heads: width / HEAD_WIDTH,
});

/** Of the first output matrix; found with the other constants of pretraining. */
const HEAD_DEVIATION = 0.1;

/** Everything that the stages share. */
export interface Laboratory<F extends Truth = Fact> {
  readonly world: World<F>;
  readonly policy: Transformer;
  readonly reference: Transformer;
  readonly rewardModel: RewardModel;
  readonly decoder: Decoder;
  readonly rng: Rng;
  /** Its models by their roles. */
  readonly workbench: Workbench;
  readonly crew: Crew;
}

/** How a laboratory begins. */
export interface Furnishing {
  /** Of the models; that of `from`, where there is one. */
  readonly size?: SettingsOf<typeof shapeParams> | undefined;
  readonly head?: RewardHead;
  readonly crew?: Crew;
  /** The weights of the policy; without them it has random ones. */
  readonly from?: Checkpoint | undefined;
}

/** In the teaching world. */
export const createLaboratory = (kernels: Kernels, rng: Rng, furnishing: Furnishing = {}) =>
  laboratoryIn(createWorld(), kernels, rng, furnishing);

export function laboratoryIn<F extends Truth>(
  world: World<F>,
  kernels: Kernels,
  rng: Rng,
  { head = rewardHead.default, crew = alone, from, size }: Furnishing = {},
): Laboratory<F> {
  const shape = shapeOf(world, from?.shape ?? size);
  const create = () => createTransformer(kernels, shape, LARGEST_BATCH);
  const policy = create();
  if (from) restore(policy, from);
  else initialise(kernels, policy.parameters, rng.stream('weights'), HEAD_DEVIATION);
  const [reference, network] = [create(), create()];
  const decoder = createDecoder(policy, LARGEST_BATCH);
  return {
    world,
    policy,
    reference,
    rewardModel: { network, head },
    decoder,
    rng,
    workbench: workbenchOf({ policy, reference, reward: network }, { policy: decoder }),
    crew,
  };
}

export function copyParameters(from: Transformer, to: Transformer): void {
  const { at, count } = from.parameters;
  from.kernels.heap.f32.copyWithin(to.parameters.at, at, at + count);
  to.parameters.version += 1;
}

/** What answers: a model, its cache, and the workers that share it. */
export type Speaker = Pick<Laboratory, 'workbench' | 'crew'>;

/** Answers of the policy, `LARGEST_BATCH` at a time. */
export function* answersTo(
  speaker: Speaker,
  questions: readonly Pick<Question<Truth>, 'tokens'>[],
  temperature: number,
  rng: Rng,
): Generator<undefined, Response[], undefined> {
  const sampling = { temperature, end: END, longest: LONGEST_ANSWER };
  const responses: Response[] = [];
  for (const some of inBatches(questions, LARGEST_BATCH)) {
    const prompts = some.map(({ tokens }) => tokens);
    const asked = askedOf(prompts, rng.stream(`from ${responses.length}`));
    const answers = (yield* together(samplingTask, speaker, sampling, asked)).flat();
    responses.push(...answers.map((answer, i) => ({ prompt: prompts[i]!, answer })));
    yield undefined;
  }
  return responses;
}

/** One answer, the likeliest token each time. */
export function answerOf(
  { workbench }: Pick<Speaker, 'workbench'>,
  { tokens }: Pick<Question<Truth>, 'tokens'>,
): readonly number[] {
  const sampling = { temperature: 0, end: END, longest: LONGEST_ANSWER };
  return sampled(workbench, sampling, [{ prompts: [tokens], path: '' }])[0]![0]!; // at T = 0 nothing is drawn
}
