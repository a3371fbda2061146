/** Every experiment, in reading order; each loads on its own. */
import type { Experiment } from '../experiment.ts';
import type { Words } from '../words.ts';

type Load = () => Promise<{ default: unknown }>;

/** What computes, and what is said of it. */
const loaders: Readonly<Record<string, readonly [experiment: Load, words: Load]>> = {
  'ask-the-model': [
    () => import('./pipeline/ask-the-model.ts'),
    () => import('./pipeline/ask-the-model.findings.ts'),
  ],
  'data-cleaning': [
    () => import('./data/data-cleaning.ts'),
    () => import('./data/data-cleaning.findings.ts'),
  ],
  'quality-filters': [
    () => import('./data/quality-filters.ts'),
    () => import('./data/quality-filters.findings.ts'),
  ],
  'near-duplicates': [
    () => import('./data/near-duplicates.ts'),
    () => import('./data/near-duplicates.findings.ts'),
  ],
  'min-hash': [() => import('./data/min-hash.ts'), () => import('./data/min-hash.findings.ts')],
  bpe: [() => import('./tokens/bpe.ts'), () => import('./tokens/bpe.findings.ts')],
  'language-model-loss': [
    () => import('./pretraining/language-model-loss.ts'),
    () => import('./pretraining/language-model-loss.findings.ts'),
  ],
  'transformer-block': [
    () => import('./pretraining/transformer-block.ts'),
    () => import('./pretraining/transformer-block.findings.ts'),
  ],
  memorisation: [
    () => import('./pretraining/memorisation.ts'),
    () => import('./pretraining/memorisation.findings.ts'),
  ],
  'learning-rate-schedule': [
    () => import('./pretraining/learning-rate-schedule.ts'),
    () => import('./pretraining/learning-rate-schedule.findings.ts'),
  ],
  pretraining: [
    () => import('./pretraining/pretraining.ts'),
    () => import('./pretraining/pretraining.findings.ts'),
  ],
  'gradient-accumulation': [
    () => import('./scaling/gradient-accumulation.ts'),
    () => import('./scaling/gradient-accumulation.findings.ts'),
  ],
  'data-parallel': [
    () => import('./scaling/data-parallel.ts'),
    () => import('./scaling/data-parallel.findings.ts'),
  ],
  'training-cost': [
    () => import('./scaling/training-cost.ts'),
    () => import('./scaling/training-cost.findings.ts'),
  ],
  'budget-division': [
    () => import('./scaling/budget-division.ts'),
    () => import('./scaling/budget-division.findings.ts'),
  ],
  'training-memory': [
    () => import('./scaling/training-memory.ts'),
    () => import('./scaling/training-memory.findings.ts'),
  ],
  demonstrations: [() => import('./sft/demonstrations.ts'), () => import('./sft/demonstrations.findings.ts')],
  'instruction-format': [
    () => import('./sft/instruction-format.ts'),
    () => import('./sft/instruction-format.findings.ts'),
  ],
  sft: [() => import('./sft/sft.ts'), () => import('./sft/sft.findings.ts')],
  pipeline: [() => import('./pipeline/pipeline.ts'), () => import('./pipeline/pipeline.findings.ts')],
  'own-world': [() => import('./pipeline/own-world.ts'), () => import('./pipeline/own-world.findings.ts')],
  'preference-votes': [
    () => import('./reward/preference-votes.ts'),
    () => import('./reward/preference-votes.findings.ts'),
  ],
  'pairwise-loss': [
    () => import('./reward/pairwise-loss.ts'),
    () => import('./reward/pairwise-loss.findings.ts'),
  ],
  'reward-pairs': [
    () => import('./reward/reward-pairs.ts'),
    () => import('./reward/reward-pairs.findings.ts'),
  ],
  'reward-length': [
    () => import('./reward/reward-length.ts'),
    () => import('./reward/reward-length.findings.ts'),
  ],
  'reward-model': [
    () => import('./reward/reward-model.ts'),
    () => import('./reward/reward-model.findings.ts'),
  ],
  'ranked-answers': [
    () => import('./reward/ranked-answers.ts'),
    () => import('./reward/ranked-answers.findings.ts'),
  ],
  'be-the-annotator': [
    () => import('./reward/be-the-annotator.ts'),
    () => import('./reward/be-the-annotator.findings.ts'),
  ],
  'one-game': [() => import('./elo/one-game.ts'), () => import('./elo/one-game.findings.ts')],
  'elo-tournament': [
    () => import('./elo/elo-tournament.ts'),
    () => import('./elo/elo-tournament.findings.ts'),
  ],
  'elo-circle': [() => import('./elo/elo-circle.ts'), () => import('./elo/elo-circle.findings.ts')],
  'elo-assistants': [
    () => import('./elo/elo-assistants.ts'),
    () => import('./elo/elo-assistants.findings.ts'),
  ],
  integration: [
    () => import('./evaluation/integration.ts'),
    () => import('./evaluation/integration.findings.ts'),
  ],
  'program-1': [() => import('./reward/program-1.ts'), () => import('./reward/program-1.findings.ts')],
  'clipped-objective': [
    () => import('./ppo/clipped-objective.ts'),
    () => import('./ppo/clipped-objective.findings.ts'),
  ],
  'surrogate-value': [
    () => import('./ppo/surrogate-value.ts'),
    () => import('./ppo/surrogate-value.findings.ts'),
  ],
  advantages: [() => import('./ppo/advantages.ts'), () => import('./ppo/advantages.findings.ts')],
  'one-update': [() => import('./ppo/one-update.ts'), () => import('./ppo/one-update.findings.ts')],
  ppo: [() => import('./ppo/ppo.ts'), () => import('./ppo/ppo.findings.ts')],
  'verdict-game': [() => import('./ppo/verdict-game.ts'), () => import('./ppo/verdict-game.findings.ts')],
  'kl-estimators': [() => import('./ppo/kl-estimators.ts'), () => import('./ppo/kl-estimators.findings.ts')],
  'adaptive-beta': [() => import('./ppo/adaptive-beta.ts'), () => import('./ppo/adaptive-beta.findings.ts')],
  'heavy-tails': [() => import('./ppo/heavy-tails.ts'), () => import('./ppo/heavy-tails.findings.ts')],
  'eight-answers': [
    () => import('./evaluation/eight-answers.ts'),
    () => import('./evaluation/eight-answers.findings.ts'),
  ],
  'answer-features': [
    () => import('./evaluation/answer-features.ts'),
    () => import('./evaluation/answer-features.findings.ts'),
  ],
  'eight-questions': [
    () => import('./evaluation/eight-questions.ts'),
    () => import('./evaluation/eight-questions.findings.ts'),
  ],
  annotators: [() => import('./oversight/annotators.ts'), () => import('./oversight/annotators.findings.ts')],
  'whose-preferences': [
    () => import('./oversight/whose-preferences.ts'),
    () => import('./oversight/whose-preferences.findings.ts'),
  ],
  'over-optimisation': [
    () => import('./oversight/over-optimisation.ts'),
    () => import('./oversight/over-optimisation.findings.ts'),
  ],
  'over-optimisation-ppo': [
    () => import('./oversight/over-optimisation-ppo.ts'),
    () => import('./oversight/over-optimisation-ppo.findings.ts'),
  ],
  mitigations: [
    () => import('./oversight/mitigations.ts'),
    () => import('./oversight/mitigations.findings.ts'),
  ],
  'distribution-shift': [
    () => import('./oversight/distribution-shift.ts'),
    () => import('./oversight/distribution-shift.findings.ts'),
  ],
  'label-cost': [
    () => import('./oversight/label-cost.ts'),
    () => import('./oversight/label-cost.findings.ts'),
  ],
  'which-labels': [
    () => import('./oversight/which-labels.ts'),
    () => import('./oversight/which-labels.findings.ts'),
  ],
  scorecard: [() => import('./evaluation/scorecard.ts'), () => import('./evaluation/scorecard.findings.ts')],
  'interaction-alerts': [
    () => import('./evaluation/interaction-alerts.ts'),
    () => import('./evaluation/interaction-alerts.findings.ts'),
  ],
  'judge-habits': [
    () => import('./evaluation/judge-habits.ts'),
    () => import('./evaluation/judge-habits.findings.ts'),
  ],
  sharpening: [
    () => import('./evaluation/sharpening.ts'),
    () => import('./evaluation/sharpening.findings.ts'),
  ],
  ablation: [() => import('./evaluation/ablation.ts'), () => import('./evaluation/ablation.findings.ts')],
  'stage-by-stage': [
    () => import('./evaluation/stage-by-stage.ts'),
    () => import('./evaluation/stage-by-stage.findings.ts'),
  ],
  methods: [() => import('./methods/methods.ts'), () => import('./methods/methods.findings.ts')],
  'verdict-methods': [
    () => import('./methods/verdict-methods.ts'),
    () => import('./methods/verdict-methods.findings.ts'),
  ],
  'dpo-displacement': [
    () => import('./methods/dpo-displacement.ts'),
    () => import('./methods/dpo-displacement.findings.ts'),
  ],
  'grpo-groups': [
    () => import('./methods/grpo-groups.ts'),
    () => import('./methods/grpo-groups.findings.ts'),
  ],
  'original-2': [() => import('./ppo/original-2.ts'), () => import('./ppo/original-2.findings.ts')],
  'program-2': [() => import('./ppo/program-2.ts'), () => import('./ppo/program-2.findings.ts')],
  'broken-runs': [() => import('./ppo/broken-runs.ts'), () => import('./ppo/broken-runs.findings.ts')],
  'sampler-mismatch': [
    () => import('./methods/sampler-mismatch.ts'),
    () => import('./methods/sampler-mismatch.findings.ts'),
  ],
  disproportionality: [
    () => import('./applications/disproportionality.ts'),
    () => import('./applications/disproportionality.findings.ts'),
  ],
  'statin-signals': [
    () => import('./applications/statin-signals.ts'),
    () => import('./applications/statin-signals.findings.ts'),
  ],
  'signal-stages': [
    () => import('./applications/signal-stages.ts'),
    () => import('./applications/signal-stages.findings.ts'),
  ],
  'project-plan': [
    () => import('./planning/project-plan.ts'),
    () => import('./planning/project-plan.findings.ts'),
  ],
};

export const experimentIds: readonly string[] = Object.keys(loaders);

function loaderOf(id: string): readonly [Load, Load] {
  if (Object.hasOwn(loaders, id)) return loaders[id]!;
  throw new Error(`no experiment "${id}"; there are ${experimentIds.join(', ')}`);
}

export async function loadExperiment(id: string): Promise<Experiment> {
  const [experiment] = loaderOf(id);
  return (await experiment()).default as Experiment;
}

export async function loadWords(id: string): Promise<Words> {
  const [, words] = loaderOf(id);
  return (await words()).default as Words;
}
