/** pass@k of the course's models: whether training makes right answers likelier, or finds more of them. */
import { defineExperiment } from '../../experiment.ts';
import { mean } from '../../measure/mean.ts';
import { passAtK } from '../../measure/passAtK.ts';
import { bootstrap, middle95 } from '../../measure/bootstrap.ts';
import { share } from '../../metric.ts';
import { restore } from '../../model/checkpoint.ts';
import { defaultsOf } from '../../settings.ts';
import { answersTo, copyParameters, createLaboratory } from '../../stages/laboratory.ts';
import { policyOptimisation, policyParams } from '../../stages/policyOptimisation.ts';
import { judge, someOf, verdicts, type Question } from '../../world/world.ts';
import { inMenu } from '../pipeline/params.ts';
import { seedParam } from '../seed.ts';

const KS = [1, 2, 4, 8, 16, 32, 64] as const;
const MODELS = ['base', 'SFT', 'PPO', 'RLVR'] as const;
/** On the axis of the picture, doublings of k. */
const doublings = (k: number) => KS.indexOf(k as (typeof KS)[number]);

/** Samples of the bootstrap over questions. */
const ROUNDS = 200;

const passing = (label: string) =>
  share(`Mean over questions of the chance that one of k sampled answers of ${label} is right.`, label);

const kMetric = { label: 'k', unit: 'answers', help: 'Sampled answers to one question.', digits: 0 } as const;

const series = {
  curve: {
    title: 'pass@k on held-out questions',
    metrics: {
      k: kMetric,
      doublings: { label: 'log₂ k', unit: '', help: 'How often 1 is doubled to give k.', digits: 0 },
      base: passing('base'),
      sft: passing('SFT'),
      ppo: passing('PPO'),
      rlvr: passing('RLVR'),
      guess: share('Blind guesses at one of the six verdicts; a guessed dose is never right.', 'guessing'),
      fineTuned: share('SFT minus PPO.', 'SFT − PPO'),
      low: share('Lower end of its 95 % bootstrap interval, questions drawn with replacement.', 'from'),
      high: share('Upper end of the same.', 'to'),
    },
  },
  question: {
    title: 'Questions by how many of the answers are right',
    metrics: {
      model: { label: 'model', unit: '', help: 'Which model answers.', digits: 0, names: MODELS },
      never: share('Questions to which none of the answers is right.', 'never right'),
      rarely: share('At least one, and fewer than half.', 'fewer than half'),
      mostly: share('At least half, and not all.', 'at least half'),
      always: share('All of the answers are right.', 'always right'),
    },
  },
  step: {
    title: 'Training against the rubric',
    metrics: {
      step: { label: 'step', unit: 'batches', help: 'Batches of sampled answers so far.', digits: 0 },
      gold: { label: 'gold reward', unit: '', help: 'Of the sampled answers.', digits: 2, hue: 'gold' },
    },
  },
} as const;

export default defineExperiment({
  id: 'sharpening',
  title:
    'The chance that one of k answers is right: what training adds at k = 1, and what is left of it at 64.',
  params: {
    temperature: {
      kind: 'number',
      label: 'temperature',
      help: 'At which answers are sampled.',
      min: 0.5,
      max: 1.5,
      step: 0.1,
      default: 1,
    },
    ...inMenu({
      steps: {
        kind: 'number',
        label: 'RLVR steps',
        help: 'Batches of PPO in which the rubric itself pays, from the fine-tuned model, at a KL penalty of 0.1 and a λ of 0.9.',
        min: 0,
        max: 100,
        step: 10,
        default: 50,
      },
      asked: {
        kind: 'number',
        label: 'held-out questions asked',
        unit: 'share',
        help: 'Of the answerable ones; 64 answers to each are sampled of each model.',
        min: 0.05,
        max: 0.5,
        step: 0.05,
        default: 0.25,
      },
    }),
    seed: seedParam('Fixes the samples and the training of the fourth model.'),
  },
  series,
  clock: { series: 'step', metric: 'step' },
  views: [
    {
      kind: 'xy',
      id: 'curve',
      title: 'pass@k',
      unit: '% of held-out questions',
      size: 'wide',
      x: { domain: [0, 6], ticks: [0, 1, 2, 3, 4, 5, 6], label: 'doublings of k: 0 is one answer, 6 are 64' },
      y: { domain: [0, 1], percent: true },
      layers: [
        { series: 'curve', x: 'doublings', y: 'base', mark: 'line', role: 'counterpart', label: 'base' },
        { series: 'curve', x: 'doublings', y: 'sft', mark: 'line', role: 'thin', label: 'SFT' },
        { series: 'curve', x: 'doublings', y: 'ppo', mark: 'line', label: 'PPO' },
        { series: 'curve', x: 'doublings', y: 'guess', mark: 'line', role: 'guide', label: 'guessing' },
      ],
    },
    {
      kind: 'xy',
      id: 'rlvr',
      title: 'pass@k when the rubric itself pays',
      unit: '% of held-out questions',
      size: 'wide',
      x: { domain: [0, 6], ticks: [0, 1, 2, 3, 4, 5, 6], label: 'doublings of k: 0 is one answer, 6 are 64' },
      y: { domain: [0, 1], percent: true },
      layers: [
        { series: 'curve', x: 'doublings', y: 'sft', mark: 'line', role: 'thin', label: 'SFT' },
        { series: 'curve', x: 'doublings', y: 'rlvr', mark: 'line', label: 'RLVR' },
        { series: 'curve', x: 'doublings', y: 'guess', mark: 'line', role: 'guide', label: 'guessing' },
      ],
    },
    {
      kind: 'table',
      id: 'table',
      title: 'pass@k, and SFT minus PPO with its interval',
      unit: '%',
      size: 'wide',
      table: {
        series: 'curve',
        columns: ['k', 'base', 'sft', 'ppo', 'rlvr', 'guess', 'fineTuned', 'low', 'high'],
      },
    },
    {
      kind: 'table',
      id: 'question',
      title: 'Questions by how many of 64 answers are right',
      unit: '% of questions',
      size: 'wide',
      table: { series: 'question', columns: ['model', 'never', 'rarely', 'mostly', 'always'] },
    },
  ],
  tabs: [
    { label: 'Curves', views: ['curve'] },
    { label: 'RLVR', views: ['rlvr'] },
    { label: 'Questions', views: ['question'] },
    { label: 'Table', views: ['table'] },
  ],
  needs: [{ model: 'base' }, { model: 'sft' }, { model: 'reward' }, { model: 'ppo' }],
  engine: true,
  small: { steps: 0, asked: 0.05 },
  simplified: [
    'Base, SFT and PPO are the models of the default run of the pipeline; the fourth is trained here, from the fine-tuned one.',
    'There are six verdicts: blind guessing is right now and then, and 64 guesses nearly always, where a proof or a program would never come about by chance.',
  ],
}).runs(function* runSharpening({ temperature, steps, asked }, { kernels, crew, rng, models, at }) {
  const laboratory = createLaboratory(kernels, rng, { crew });
  const { policy, reference, rewardModel, world } = laboratory;
  const most = KS.at(-1)!;
  const questions = someOf(
    world.evaluation.filter(({ fact }) => fact.verdict !== 'ASK'),
    asked,
  );
  const repeated = questions.flatMap((question) => Array.from({ length: most }, (): Question => question));

  /** Of 64 answers to each question, how many are right. */
  function* rightOf(name: string): Generator<undefined, number[], undefined> {
    const responses = yield* answersTo(laboratory, repeated, temperature, rng.stream(`answers of ${name}`));
    const right = responses.map(({ answer }, i) => judge(repeated[i]!, answer).right);
    return questions.map((_, q) => right.slice(q * most, (q + 1) * most).filter(Boolean).length);
  }

  const counts: number[][] = [];
  for (const model of ['base', 'sft', 'ppo'] as const) {
    restore(policy, models[model]!);
    counts.push(yield* rightOf(model));
  }
  restore(policy, models['sft']!);
  copyParameters(policy, reference);
  restore(rewardModel.network, models['reward']!);
  const settings = {
    ...defaultsOf(policyParams),
    judge: 'rubric',
    beta: 0.1,
    lambda: 0.9,
    ppoSteps: steps,
  } as const;
  // The rubric pays: the scale of the reward model's scores is not used.
  for (const step of policyOptimisation(laboratory, { mean: 0, deviation: 1 }, settings)) {
    if (!step) {
      yield undefined;
      continue;
    }
    at({ stage: 'PPO', step: step.step, of: steps });
    yield { series: 'step', step: step.step, gold: step.gold };
  }
  counts.push(yield* rightOf('rlvr'));

  const guessable = questions.filter(({ fact }) => fact.verdict !== 'GIVE').length / questions.length;
  const resampling = rng.stream('bootstrap');
  let missed = 1;
  let drawnSoFar = 0;
  for (const k of KS) {
    const by = counts.map((each) => each.map((right) => passAtK(most, right, k)));
    const [base, sft, ppo, rlvr] = by.map(mean) as [number, number, number, number];
    const differences = questions.map((_, q) => by[1]![q]! - by[2]![q]!);
    const drawn = bootstrap(differences, ROUNDS, resampling.stream(`k ${k}`), (some) =>
      Float64Array.of(mean(some)),
    );
    const [low, high] = middle95(drawn)[0]!;
    for (; drawnSoFar < k; drawnSoFar++) missed *= 1 - 1 / verdicts.length;
    const guess = guessable * (1 - missed);
    yield {
      series: 'curve',
      k,
      doublings: doublings(k),
      base,
      sft,
      ppo,
      rlvr,
      guess,
      fineTuned: sft - ppo,
      low,
      high,
    };
  }
  for (const [model, each] of counts.entries()) {
    const of = (holds: (right: number) => boolean) => each.filter(holds).length / each.length;
    yield {
      series: 'question',
      model,
      never: of((right) => right === 0),
      rarely: of((right) => right > 0 && right < most / 2),
      mostly: of((right) => right >= most / 2 && right < most),
      always: of((right) => right === most),
    };
  }
});
