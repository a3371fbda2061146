/** Every experiment, in reading order; each loads on its own. */
import type { Experiment } from '../experiment.ts';

const loaders: Readonly<Record<string, () => Promise<{ default: unknown }>>> = {
  'ask-the-model': () => import('./ask-the-model.ts'),
  'data-cleaning': () => import('./data-cleaning.ts'),
  'quality-filters': () => import('./quality-filters.ts'),
  'near-duplicates': () => import('./near-duplicates.ts'),
  'min-hash': () => import('./min-hash.ts'),
  bpe: () => import('./bpe.ts'),
  'language-model-loss': () => import('./language-model-loss.ts'),
  memorisation: () => import('./memorisation.ts'),
  'learning-rate-schedule': () => import('./learning-rate-schedule.ts'),
  pretraining: () => import('./pretraining.ts'),
  'gradient-accumulation': () => import('./gradient-accumulation.ts'),
  'training-cost': () => import('./training-cost.ts'),
  demonstrations: () => import('./demonstrations.ts'),
  'instruction-format': () => import('./instruction-format.ts'),
  sft: () => import('./sft.ts'),
  pipeline: () => import('./pipeline.ts'),
  'preference-votes': () => import('./preference-votes.ts'),
  'pairwise-loss': () => import('./pairwise-loss.ts'),
  'reward-pairs': () => import('./reward-pairs.ts'),
  'reward-length': () => import('./reward-length.ts'),
  'reward-model': () => import('./reward-model.ts'),
  'ranked-answers': () => import('./ranked-answers.ts'),
  'be-the-annotator': () => import('./be-the-annotator.ts'),
  'elo-tournament': () => import('./elo-tournament.ts'),
  'elo-circle': () => import('./elo-circle.ts'),
  'elo-assistants': () => import('./elo-assistants.ts'),
  'program-1': () => import('./program-1.ts'),
  ppo: () => import('./ppo.ts'),
};

export const experimentIds: readonly string[] = Object.keys(loaders);

export async function loadExperiment(id: string): Promise<Experiment> {
  const load = Object.hasOwn(loaders, id) ? loaders[id] : undefined;
  if (!load) throw new Error(`no experiment "${id}"; there are ${experimentIds.join(', ')}`);
  return (await load()).default as Experiment;
}
