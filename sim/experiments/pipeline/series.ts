/** What is measured in each stage, and after it on held-out questions. Each experiment composes what it needs of them. */
import type { SeriesMap } from '../../experiment.ts';
import { nats, share } from '../../metric.ts';
import { evaluationMetrics } from '../../stages/evaluation.ts';
import { baselineMetrics } from '../../stages/rankingBaselines.ts';
import { PRETRAINING_ADAMW } from '../../stages/pretraining.ts';
import { verdicts, type Verdict } from '../../world/world.ts';

/** Models that answer the held-out questions, each after its stage. */
const MODELS = ['base', 'SFT', 'PPO'] as const;

export const metrics = {
  who: {
    label: 'answers',
    unit: '',
    help: 'Which model, sampled or always with the likeliest token.',
    digits: 0,
    names: MODELS.flatMap((model) => [`${model}, sampled`, `${model}, likeliest`]),
  },
  model: { label: 'model', unit: '', help: 'Which model answers.', digits: 0, names: MODELS },
  temperature: { label: 'temperature', unit: '', help: '1 samples, 0 takes the likeliest token.', digits: 0 },
  ...evaluationMetrics,
} as const;

export const stageSeries = {
  pretraining: {
    title: 'Pretraining',
    metrics: {
      tokens: { label: 'tokens', unit: 'million', help: 'Tokens read so far.', digits: 2 },
      loss: {
        ...nats('Mean −log P of the next token since the last row.', 'loss'),
        unit: 'nats per token',
        hue: 'loss',
      },
      perplexity: { label: 'perplexity', unit: '', help: 'e to the loss.', digits: 2 },
      learningRate: { label: 'learning rate', unit: '', help: 'Step size of AdamW.', digits: 5 },
      gradientNorm: {
        label: 'gradient norm',
        unit: '',
        help: `Before it is clipped to ${PRETRAINING_ADAMW.clipNorm}.`,
        digits: 2,
      },
    },
  },
  fineTuning: {
    title: 'Supervised fine-tuning',
    metrics: {
      step: { label: 'step', unit: 'updates', help: 'Updates so far.', digits: 0 },
      loss: {
        ...nats('Mean −log P of the tokens of the expert’s answer.', 'loss'),
        unit: 'nats per token',
        hue: 'loss',
      },
    },
  },
  rewardModel: {
    title: 'Reward model',
    metrics: {
      step: { label: 'step', unit: 'updates', help: 'Updates so far.', digits: 0 },
      loss: { ...nats('Mean −log σ(Δ) of the pairs since the last row.', 'loss'), hue: 'loss' },
      margin: {
        label: 'margin',
        unit: 'logits',
        help: 'Mean margin of those pairs.',
        hue: 'margin',
        digits: 2,
      },
      accuracy: share('Pairs of those with a positive margin.', 'accuracy'),
    },
  },
  ppo: {
    title: 'PPO',
    metrics: {
      step: { label: 'step', unit: 'batches', help: 'Batches of sampled answers so far.', digits: 0 },
      proxy: {
        ...metrics.proxy,
        help: 'Mean score of the reward model on the sampled answers since the last row, standardised.',
      },
      gold: { ...metrics.gold, help: 'Mean true quality of the sampled answers.' },
      kl: {
        ...nats('KL(policy ‖ fine-tuned), exact at the sampled prefixes, summed over an answer.', 'KL'),
        unit: 'nats per answer',
        hue: 'kl',
      },
      k1: nats('Estimate −log r from the sampled tokens.', 'k1'),
      k2: nats('Estimate ½ (log r)².', 'k2'),
      k3: nats('Estimate r − 1 − log r.', 'k3'),
      entropy: nats('Of the next-token distribution, a token.', 'entropy'),
      clipFraction: share('Tokens whose update was cut off by the clip.', 'clip fraction'),
      valueLoss: {
        label: 'value loss',
        unit: '',
        help: 'Mean squared error of the value head.',
        digits: 3,
      },
      beta: { label: 'β', unit: '', help: 'The KL penalty in force.', digits: 2 },
      length: { label: 'length', unit: 'tokens', help: 'Mean length of an answer.', digits: 1 },
    },
  },
  rewardMeasurement: {
    title: 'The reward model on held-out pairs',
    metrics: {
      accuracy: share('Held-out pairs that it ranks as an expert would.', 'held-out accuracy'),
      ...baselineMetrics,
    },
  },
} as const satisfies SeriesMap;

export const measurementSeries = {
  measurement: { title: 'Held-out questions', metrics },
  answer: {
    title: 'Metformin, eGFR 28: may it be given?',
    metrics: {
      model: metrics.model,
      text: {
        label: 'answer',
        unit: '',
        help: 'Model output, may be wrong: the likeliest token each time, as a sentence.',
        digits: 0,
        text: true,
      },
      judged: {
        label: 'judged',
        unit: '',
        help: 'Whether the verdict of the answer is the right one.',
        digits: 0,
        names: ['right', 'wrong'],
      },
      ...(Object.fromEntries(
        verdicts.map((verdict) => [verdict, share('Probability that the answer begins with it.', verdict)]),
      ) as Record<Verdict, ReturnType<typeof share>>),
    },
  },
} as const satisfies SeriesMap;
