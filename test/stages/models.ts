/** A small model for tests of the stages. */
import { alone } from '../../sim/crew.ts';
import { createDecoder } from '../../sim/model/decoder.ts';
import { initialise } from '../../sim/model/parameters.ts';
import { createTransformer, type Transformer } from '../../sim/model/transformer.ts';
import { createRng } from '../../sim/rng.ts';
import { workbenchOf } from '../../sim/stages/workbench.ts';
import type { Team } from '../../sim/stages/shards.ts';
import type { Kernels } from '../../sim/kernels/kernels.ts';
import { bothKernels } from '../kernels/kernels.ts';

const SHAPE = { vocabulary: 11, context: 9, width: 12, layers: 1, heads: 3 } as const;

/** Models with their own random weights, on shared kernels. */
export function smallModels(count: number, kernels: Kernels = bothKernels()[0]): Transformer[] {
  return Array.from({ length: count }, (_, i) => {
    const model = createTransformer(kernels, SHAPE, 32);
    initialise(kernels, model.parameters, createRng(i + 1));
    return model;
  });
}

/** They alone, on one worker. */
export const teamOf = (...of: Parameters<typeof workbenchOf>): Team => ({
  workbench: workbenchOf(...of),
  crew: alone,
});

export const decoderOf = (model: Transformer) => createDecoder(model, 32);

/** The loss at the parameters moved along the gradient, over its norm: 1 where the gradient is right. */
export function slopeRatio(model: Transformer, loss: () => number, backward: () => void): number {
  const { heap } = model.kernels;
  const { at, count } = model.parameters;
  model.zeroGradients();
  backward();
  const gradient = heap.f32.slice(model.gradients.at, model.gradients.at + count);
  const start = heap.f32.slice(at, at + count);
  const norm = Math.sqrt(gradient.reduce((sum, g) => sum + g * g, 0));
  const lossAt = (h: number) => {
    for (let i = 0; i < count; i++) heap.f32[at + i] = start[i]! + (h * gradient[i]!) / norm;
    return loss();
  };
  const h = 2 ** -8;
  const ratio = (lossAt(h) - lossAt(-h)) / (2 * h) / norm;
  heap.f32.set(start, at);
  return ratio;
}
