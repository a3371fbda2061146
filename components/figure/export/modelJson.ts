/**
 * A trained model as JSON for other programs: what it is, how it came about, its words, one question with its answer,
 * and its weights. `public/course_model.py` reads it.
 */
import { plainKernels } from '../../../sim/kernels/kernels.ts';
import { restore, hashOf, type Checkpoint } from '../../../sim/model/checkpoint.ts';
import { createDecoder } from '../../../sim/model/decoder.ts';
import { generate } from '../../../sim/model/generate.ts';
import { createTransformer, EPSILON } from '../../../sim/model/transformer.ts';
import type { Settings } from '../../../sim/param.ts';
import { createRng } from '../../../sim/rng.ts';
import { probeOf } from '../../../sim/stages/probe.ts';
import { createWorld, END, LONGEST_ANSWER, type Question } from '../../../sim/world/world.ts';
import { SHORT_DISCLAIMER } from '../../disclaimer.ts';
import { splitBy, tensorsOf } from './safetensors.ts';

/** The run that a model comes from. */
export interface Origin {
  readonly experiment: string;
  readonly settings: Settings;
  /** Of all rows of the run, if it ended. */
  readonly hash: string | undefined;
}

/** A model that the words of the course do not fit. The message is for the reader. */
export class ExportError extends Error {
  override name = 'ExportError';
}

/** So many digits name a float32, and no other one. */
const DIGITS = 9;

/** Held out in every phrasing: nothing trained on it. */
const asked = (): Question => probeOf(createWorld(), 'metformin', 28).question;

/** The likeliest token each time, to the end of the answer. */
export function answerBy(trained: Checkpoint, prompt: readonly number[]): number[] {
  const kernels = plainKernels();
  const model = createTransformer(kernels, trained.shape, 1);
  restore(model, trained);
  const sampling = { temperature: 0, end: END, longest: LONGEST_ANSWER };
  const rng = createRng(0); // nothing is drawn at temperature 0
  return generate(model, createDecoder(model, 1), [prompt], sampling, () => rng)[0]!;
}

/** All that is not weights, as texts and lists. */
export function describeModel(trained: Checkpoint, { experiment, settings, hash }: Origin) {
  const { vocabulary } = createWorld();
  if (vocabulary.length !== trained.shape.vocabulary)
    throw new ExportError(
      `this model has ${trained.shape.vocabulary} words, and those of the course are ${vocabulary.length}, so its words are not known here`,
    );
  const writes = trained.about['model'] !== 'reward';
  const question = asked();
  const answer = writes ? answerBy(trained, question.tokens) : undefined;
  const words = (ids: readonly number[]) => ids.map((id) => vocabulary[id]!);
  return {
    format: 'llm-training-alignment model',
    version: 1,
    notice: SHORT_DISCLAIMER,
    model: trained.about['model'] ?? 'model',
    weightsHash: hashOf(trained),
    run: { experiment, settings, ...(hash !== undefined && { hash }) },
    shape: trained.shape,
    architecture: {
      norm: 'RMS before each block and at the end, without a gain',
      epsilon: EPSILON,
      positions: 'learned, added to the embeddings',
      attention: 'causal, scaled by 1 / sqrt(width / heads)',
      activation: 'relu squared',
      biases: false,
    },
    vocabulary,
    end: END,
    longestAnswer: LONGEST_ANSWER,
    question: { words: question.words, tokens: question.tokens },
    ...(answer && { answer: { words: words(answer), tokens: answer } }),
  };
}

export function writeModelJson(trained: Checkpoint, origin: Origin): string {
  const weights = splitBy(tensorsOf(trained.shape), trained.parameters).map(
    ({ tensor: { name, shape }, values }) =>
      `${JSON.stringify(name)}:{"shape":${JSON.stringify(shape)},"data":[${Array.from(values, (value) => Number(value.toPrecision(DIGITS))).join()}]}`,
  );
  const described = Object.entries(describeModel(trained, origin)).map(
    ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`,
  );
  return `{${[...described, `"weights":{\n${weights.join(',\n')}\n}`].join(',\n')}}\n`;
}
