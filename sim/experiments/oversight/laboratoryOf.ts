/** The laboratory of an experiment on oversight: the fine-tuned model as policy and as reference. */
import type { Given } from '../../experiment.ts';
import type { seedParam } from '../seed.ts';
import { restore } from '../../model/checkpoint.ts';
import { copyParameters, createLaboratory, type Laboratory } from '../../stages/laboratory.ts';

type WithSeed = Given<{ readonly seed: ReturnType<typeof seedParam> }>;

export function fineTunedLaboratory({
  kernels,
  crew,
  rng,
  models,
}: Pick<WithSeed, 'kernels' | 'crew' | 'rng' | 'models'>): Laboratory {
  const laboratory = createLaboratory(kernels, rng, { crew });
  restore(laboratory.policy, models['sft']!);
  copyParameters(laboratory.policy, laboratory.reference);
  return laboratory;
}
