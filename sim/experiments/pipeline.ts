/** Pretraining, fine-tuning, reward model and PPO on one transformer, against the ground truth of the teaching world. */
import { defineExperiment } from '../experiment.ts';
import { exp } from '../float.ts';
import { mean } from '../measure/mean.ts';
import type { PpoStep } from '../stages/ppo.ts';
import { createLaboratory, evaluate, pipeline, type Stage } from '../stages/pipeline.ts';
import { createWorld } from '../world/world.ts';
import { probeOf, VERDICTS } from '../stages/probe.ts';

const STAGES: readonly Stage[] = ['pretrain', 'sft', 'reward', 'ppo'];
/** Tokens of pretraining, held-out pairs, and which held-out questions are asked: every one, or every n-th. */
const SIZES = {
  taste: { pretrainingTokens: 6_000, heldOutPairs: 60, every: 10 },
  quick: { pretrainingTokens: 450_000, heldOutPairs: 500, every: 1 },
  standard: { pretrainingTokens: 1_000_000, heldOutPairs: 500, every: 1 },
} as const;
const MODELS = ['base', 'SFT', 'PPO'] as const;
/** Rows of a stage: a run shows its course, and a row is the mean of the updates since the last one. */
const ROWS = 60;
const PPO_ROWS = 40;

/** Whether a row ends with this step, of so many. */
const isDrawn = (step: number, of: number, rows: number) =>
  Math.floor((step * rows) / of) !== Math.floor(((step - 1) * rows) / of);

function meanOf<T extends Readonly<Record<keyof T, number>>>(items: readonly T[]): T {
  const names = Object.keys(items[0]!) as (keyof T)[];
  return Object.fromEntries(names.map((name) => [name, mean(items.map((item) => item[name]))])) as T;
}

const nats = (help: string, label: string) => ({ label, unit: 'nats', help, digits: 3 }) as const;
const share = (help: string, label: string) => ({ label, unit: 'share', help, digits: 2 }) as const;

const metrics = {
  who: {
    label: 'answers',
    unit: '',
    help: 'Which model, sampled or always with the likeliest token.',
    digits: 0,
    names: MODELS.flatMap((model) => [`${model}, sampled`, `${model}, likeliest`]),
  },
  model: { label: 'model', unit: '', help: 'Which model answers.', digits: 0, names: MODELS },
  temperature: { label: 'temperature', unit: '', help: '1 samples, 0 takes the likeliest token.', digits: 0 },
  gold: {
    label: 'gold reward',
    unit: '',
    help: 'Mean true quality of the answers, −0.9 to 1.',
    digits: 2,
    hue: 'gold',
  },
  proxy: {
    label: 'reward model’s score',
    unit: '',
    help: 'Mean score of the reward model, in deviations of its scores on answers of the fine-tuned model; 0 for the base model, which was judged by none.',
    digits: 2,
    hue: 'proxy',
  },
  accuracy: share('Answerable questions with the right verdict (and number).', 'accuracy'),
  safety: share('Contraindications that are recognised.', 'safety'),
  specificity: share('Harmless questions in which nothing is forbidden.', 'specificity'),
  dose: share('Weight-based doses that are exact.', 'dose'),
  humility: share('Unanswerable questions that are handed back.', 'humility'),
  overConsult: share('Answerable questions that are handed back.', 'over-consulting'),
  severitySafety: share('The same, weighted by severity.', 'safety by severity'),
  format: share('Answers of the right form.', 'format'),
  kl: { ...nats('KL from the fine-tuned model, exact at the prefixes of these answers.', 'KL'), hue: 'kl' },
  length: { label: 'length', unit: 'tokens', help: 'Mean length of an answer.', digits: 1 },
} as const;

const at =
  (wanted: number, degree: number) => (row: { readonly model: number; readonly temperature: number }) =>
    row.model === wanted && row.temperature === degree;
const avoidOf = (wanted: number) => (row: { readonly model: number; readonly verdict: number }) =>
  row.model === wanted && row.verdict === VERDICTS.indexOf('AVOID');

export default defineExperiment({
  id: 'pipeline',
  title: 'One model goes through all four stages, here, and is measured against the truth.',
  params: {
    setting: {
      kind: 'choice',
      label: 'setting',
      help: 'How much text pretraining reads: 6 thousand tokens (too few to learn anything; every tenth question is asked), 450 thousand, or a million.',
      choices: { taste: 'a taste', quick: 'quick', standard: 'standard' },
      default: 'standard',
    },
    beta: {
      kind: 'number',
      symbol: '\\beta',
      label: 'KL penalty',
      help: 'Price of a nat between the policy and the fine-tuned model.',
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.3,
    },
    keywordBias: {
      kind: 'number',
      label: 'annotators’ keyword bias',
      help: 'How much better annotators like an answer in which something is forbidden.',
      min: 0,
      max: 2.5,
      step: 0.1,
      default: 0,
    },
    ppoSteps: {
      kind: 'number',
      label: 'PPO steps',
      help: 'Batches of 64 sampled answers.',
      min: 0,
      max: 300,
      step: 10,
      default: 200,
    },
    demonstrations: {
      kind: 'number',
      label: 'demonstrations',
      help: 'Answers by experts for supervised fine-tuning.',
      min: 50,
      max: 5000,
      step: 50,
      default: 1000,
      menu: true,
    },
    quality: {
      kind: 'number',
      label: 'quality of demonstrations',
      unit: 'share',
      help: 'Share of demonstrations that are written with care.',
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.85,
      menu: true,
    },
    badShare: {
      kind: 'number',
      label: 'bad answers on the web',
      unit: 'share',
      help: 'Share of answers in the pretraining text that are wrong, vague or padded, besides its myths.',
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.2,
      menu: true,
    },
    pairs: {
      kind: 'number',
      label: 'preference pairs',
      help: 'Labelled pairs for the reward model.',
      min: 200,
      max: 4000,
      step: 100,
      default: 4000,
      menu: true,
    },
    annotatorNoise: {
      kind: 'number',
      label: 'annotator noise',
      unit: 'share',
      help: 'Share of labels that are a coin flip.',
      min: 0,
      max: 1,
      step: 0.05,
      default: 0,
      menu: true,
    },
    lengthBias: {
      kind: 'number',
      label: 'annotators’ length bias',
      help: 'How much better annotators like an answer for every ten tokens.',
      min: 0,
      max: 2,
      step: 0.1,
      default: 0,
      menu: true,
    },
    clipRange: {
      kind: 'number',
      symbol: '\\varepsilon',
      label: 'clip range',
      help: 'How far the ratio of new to old probability may move an update; it acts when a batch is used several times.',
      min: 0.02,
      max: 0.4,
      step: 0.02,
      default: 0.2,
      menu: true,
    },
    epochs: {
      kind: 'number',
      label: 'PPO epochs',
      help: 'Passes over each batch of answers.',
      min: 1,
      max: 8,
      step: 1,
      default: 2,
      menu: true,
    },
    minibatch: {
      kind: 'number',
      label: 'PPO minibatch',
      unit: 'answers',
      help: 'Answers in each update.',
      min: 8,
      max: 64,
      step: 8,
      default: 64,
      menu: true,
    },
    gamma: {
      kind: 'number',
      symbol: '\\gamma',
      label: 'discount',
      help: 'Weight of the next token’s reward relative to this one’s.',
      min: 0.8,
      max: 1,
      step: 0.01,
      default: 1,
      menu: true,
    },
    lambda: {
      kind: 'number',
      symbol: '\\lambda',
      label: 'GAE λ',
      help: 'From trusting the value head (0) to trusting the sampled rewards (1).',
      min: 0,
      max: 1,
      step: 0.05,
      default: 0.7,
      menu: true,
    },
    reward: {
      kind: 'choice',
      label: 'reward',
      help: 'Token by token, as the reward model splits it, or all of it at the end.',
      choices: { dense: 'by token', terminal: 'at the end' },
      default: 'dense',
      menu: true,
    },
    klControl: {
      kind: 'choice',
      label: 'KL control',
      help: 'A fixed β, or one that is adapted to a target.',
      choices: { fixed: 'fixed β', adaptive: 'adaptive β' },
      default: 'fixed',
      menu: true,
    },
    klTarget: {
      kind: 'number',
      label: 'KL target',
      unit: 'nats an answer',
      help: 'What an adaptive β aims at.',
      min: 0.1,
      max: 3,
      step: 0.1,
      default: 0.5,
      when: { param: 'klControl', is: 'adaptive' },
      menu: true,
    },
    temperature: {
      kind: 'number',
      label: 'temperature of the measurement',
      help: 'At which held-out questions are answered: 1 samples, 0 takes the likeliest token.',
      min: 0,
      max: 1,
      step: 0.1,
      default: 1,
      menu: true,
    },
    seed: {
      kind: 'number',
      label: 'seed',
      help: 'Fixes first weights, texts, samples and labels.',
      min: 0,
      max: 4294967295,
      step: 1,
      default: 7,
      menu: true,
    },
  },
  series: {
    pretraining: {
      title: 'Pretraining',
      metrics: {
        tokens: { label: 'tokens', unit: 'million', help: 'Tokens read so far.', digits: 2 },
        loss: {
          ...nats('Mean −log P of the next token since the last row.', 'loss'),
          unit: 'nats a token',
          hue: 'loss',
        },
        perplexity: { label: 'perplexity', unit: '', help: 'e to the loss.', digits: 2 },
        learningRate: { label: 'learning rate', unit: '', help: 'Step size of AdamW.', digits: 5 },
        gradientNorm: { label: 'gradient norm', unit: '', help: 'Before it is clipped to 1.', digits: 2 },
      },
    },
    fineTuning: {
      title: 'Supervised fine-tuning',
      metrics: {
        step: { label: 'step', unit: 'updates', help: 'Updates so far.', digits: 0 },
        loss: {
          ...nats('Mean −log P of the tokens of the expert’s answer.', 'loss'),
          unit: 'nats a token',
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
          unit: 'nats an answer',
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
    measurement: { title: 'Held-out questions', metrics },
    verdict: {
      title: 'Metformin, eGFR 28: the first word of the answer',
      metrics: {
        model: metrics.model,
        verdict: {
          label: 'verdict',
          unit: '',
          help: 'The first word of the answer.',
          digits: 0,
          names: VERDICTS,
        },
        probability: share('Probability that the answer begins with it.', 'probability'),
      },
    },
    rewardMeasurement: {
      title: 'The reward model on held-out pairs',
      metrics: { accuracy: share('Held-out pairs that it ranks as an expert would.', 'held-out accuracy') },
    },
    right: {
      title: 'The right verdict, as the model goes through the stages',
      metrics: {
        tick: { label: 'moment', unit: '', help: 'Rows of the run so far.', digits: 0 },
        avoid: share('Probability of the right verdict, avoid, for metformin at eGFR 28.', 'P(avoid)'),
      },
    },
    progress: {
      title: 'Progress',
      metrics: {
        tick: { label: 'moment', unit: '', help: 'Rows of the run so far.', digits: 0 },
        stage: {
          label: 'stage',
          unit: '',
          help: 'Which stage is at work.',
          digits: 0,
          names: ['pretraining', 'fine-tuning', 'reward model', 'PPO'],
        },
      },
    },
  },
  clock: { series: 'progress', metric: 'tick', runs: 'all four stages' },
  views: [
    {
      kind: 'xy',
      id: 'pretraining',
      title: 'Pretraining: loss',
      unit: 'nats a token',
      size: 'panel',
      x: { label: 'M tokens' },
      y: { domain: [0, 6] },
      layers: [{ series: 'pretraining', x: 'tokens', y: 'loss', mark: 'line' }],
      head: [{ series: 'pretraining', metric: 'loss' }],
    },
    {
      kind: 'xy',
      id: 'reward-model',
      title: 'Reward model: accuracy',
      unit: '% of pairs',
      size: 'panel',
      x: { label: 'steps' },
      y: { domain: [0.4, 1], percent: true },
      layers: [{ series: 'rewardModel', x: 'step', y: 'accuracy', mark: 'line' }],
      references: [{ axis: 'y', at: 0.5, label: 'chance' }],
      head: [{ series: 'rewardMeasurement', metric: 'accuracy', prefix: 'held-out' }],
    },
    {
      kind: 'xy',
      id: 'ppo',
      title: 'PPO: reward',
      unit: 'deviations; gold −0.9 to 1',
      size: 'panel',
      x: { label: 'steps' },
      y: { domain: [0, 1] },
      layers: [
        { series: 'ppo', x: 'step', y: 'proxy', mark: 'line', label: 'proxy' },
        { series: 'ppo', x: 'step', y: 'gold', mark: 'line', label: 'gold' },
      ],
      head: [
        { series: 'ppo', metric: 'proxy' },
        { series: 'ppo', metric: 'gold' },
      ],
    },
    {
      kind: 'xy',
      id: 'kl',
      title: 'PPO: KL',
      unit: 'nats an answer',
      size: 'panel',
      x: { label: 'steps' },
      y: { domain: [0, 1] },
      layers: [{ series: 'ppo', x: 'step', y: 'kl', mark: 'line' }],
      head: [{ series: 'ppo', metric: 'kl' }],
    },
    {
      kind: 'xy',
      id: 'right',
      title: 'Metformin, eGFR 28: P(avoid), the right verdict',
      unit: '%',
      size: 'strip',
      x: { label: 'moments of the run' },
      y: { domain: [0, 1], percent: true },
      layers: [{ series: 'right', x: 'tick', y: 'avoid', mark: 'line' }],
      head: [{ series: 'right', metric: 'avoid' }],
    },
    {
      kind: 'bars',
      id: 'gold',
      title: 'True quality of the answers to held-out questions',
      unit: 'gold reward',
      size: 'wide',
      x: { domain: [0, 1] },
      bars: { series: 'measurement', by: 'who', value: 'gold' },
    },
  ],
  findings: {
    questions: {
      says: 'held-out questions',
      measure: () => createWorld().evaluation.length,
      digits: 0,
      between: [550, 650],
    },
    goldOfFineTuned: {
      says: 'gold reward of the fine-tuned model, sampled',
      measure: (rows) => rows.of('measurement').find(at(1, 1))!.gold,
      digits: 2,
      between: [0.3, 0.6],
    },
    goldAfterPpo: {
      says: 'gold reward after PPO, sampled',
      measure: (rows) => rows.of('measurement').find(at(2, 1))!.gold,
      digits: 2,
      between: [0.45, 0.75],
    },
    rewardAccuracy: {
      says: 'held-out pairs that the reward model ranks rightly',
      measure: (rows) => rows.of('rewardMeasurement')[0]!.accuracy,
      digits: 0,
      percent: true,
      between: [0.8, 0.95],
    },
    avoidBase: {
      says: 'P(avoid) of the base model for metformin at eGFR 28',
      measure: (rows) => rows.of('verdict').find(avoidOf(0))!.probability,
      digits: 0,
      percent: true,
      between: [0.2, 1],
    },
    avoidFineTuned: {
      says: 'P(avoid) of the fine-tuned model',
      measure: (rows) => rows.of('verdict').find(avoidOf(1))!.probability,
      digits: 0,
      percent: true,
      between: [0.4, 1],
    },
    avoidAfterPpo: {
      says: 'P(avoid) after PPO',
      measure: (rows) => rows.of('verdict').find(avoidOf(2))!.probability,
      digits: 1,
      percent: true,
      between: [0.6, 1],
    },
  },
  goals: {},
  needs: [],
  engine: true,
  small: { setting: 'taste', demonstrations: 50, pairs: 200, ppoSteps: 10 },
  simplified: [
    'A made-up world of 40 drugs with short answers in a fixed grammar; its facts are checked, its language is not English.',
    'Annotators are simulated: they see the true quality, with the bias and the noise that are set.',
    'The reward model shares its trunk with the fine-tuned model and adds 0.3 of the log-probability of the answer.',
  ],
}).runs(function* (settings, { kernels, rng }) {
  const laboratory = createLaboratory(kernels, rng);
  const { world } = laboratory;
  const measuring = rng.stream('measuring');
  const probe = probeOf(world, 'metformin', 28);
  const { setting, beta, klControl, klTarget, clipRange, gamma, lambda, epochs, minibatch, reward } =
    settings;
  const stages = {
    ...settings,
    ...SIZES[setting],
    annotators: {
      keywordBias: settings.keywordBias,
      lengthBias: settings.lengthBias,
      noise: settings.annotatorNoise,
    },
    ppo: { beta, klControl, klTarget, clipRange, gamma, lambda, epochs, minibatch, reward },
  };

  const questions = world.evaluation.filter((_, i) => i % SIZES[setting].every === 0);

  let tick = 0;
  /** What follows every drawn row: the probe, and the place on the scale of the run. */
  function* moment(stage: Stage) {
    tick += 1;
    const avoid = probe.probabilities(laboratory.policy)[VERDICTS.indexOf('AVOID')]!;
    yield { series: 'right', tick, avoid } as const;
    yield { series: 'progress', tick, stage: STAGES.indexOf(stage) } as const;
  }
  /** A model is finished: how it answers the held-out questions, and the probe. */
  function* measure(model: number) {
    for (const temperature of new Set([settings.temperature, 0])) {
      const measured = evaluate(
        laboratory,
        questions,
        temperature,
        measuring.stream(`${model} ${temperature}`),
      );
      const who = 2 * model + (temperature === 0 ? 1 : 0);
      yield { series: 'measurement', who, model, temperature, ...measured } as const;
    }
    for (const [verdict, probability] of probe.probabilities(laboratory.policy).entries()) {
      yield { series: 'verdict', model, verdict, probability } as const;
    }
  }

  type PpoRow = Omit<PpoStep, 'responses' | 'learningRate' | 'step'> & { readonly gold: number };
  let group: PpoRow[] = [];
  let sums = { count: 0, loss: 0, margin: 0, accuracy: 0 };
  for (const event of pipeline(laboratory, stages)) {
    if ('done' in event) {
      if (!event.done) yield undefined;
      else if (event.stage === 'reward') {
        yield { series: 'rewardMeasurement', accuracy: laboratory.rewardAccuracy };
      } else yield* measure(STAGES.indexOf(event.stage) === 3 ? 2 : STAGES.indexOf(event.stage));
      continue;
    }
    const { stage, step, of } = event;
    if (event.stage === 'ppo') {
      const { responses: _, learningRate: __, step: at, ...ppo } = event.step;
      group.push({ ...ppo, gold: event.gold });
      if (!isDrawn(at, of, PPO_ROWS)) {
        yield undefined;
        continue;
      }
      yield { series: 'ppo', step: at, ...meanOf(group) };
      group = [];
      yield* moment('ppo');
      continue;
    }
    sums.count += 1;
    sums.loss += event.step.loss;
    if (event.stage === 'reward') {
      sums.margin += event.step.margin;
      sums.accuracy += event.step.accuracy;
    }
    if (!isDrawn(step.step, of, ROWS)) {
      yield undefined;
      continue;
    }
    const { count } = sums;
    const loss = sums.loss / count;
    if (event.stage === 'pretrain') {
      const { tokens, learningRate, gradientNorm } = event.step;
      const perplexity = exp(loss);
      yield {
        series: 'pretraining',
        tokens: tokens / 1_000_000,
        loss,
        perplexity,
        learningRate,
        gradientNorm,
      };
    } else if (event.stage === 'sft') yield { series: 'fineTuning', step: step.step, loss };
    else {
      const [margin, accuracy] = [sums.margin / count, sums.accuracy / count];
      yield { series: 'rewardModel', step: step.step, loss, margin, accuracy };
    }
    yield* moment(stage);
    sums = { count: 0, loss: 0, margin: 0, accuracy: 0 };
  }
});
