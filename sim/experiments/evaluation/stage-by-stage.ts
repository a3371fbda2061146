/** The source's two metformin questions and a harmless one after each stage: verdicts, the likeliest answer, the best of several. */
import { defineExperiment } from '../../experiment.ts';
import { share } from '../../metric.ts';
import { restore } from '../../model/checkpoint.ts';
import { answerOf, answersTo, createLaboratory } from '../../stages/laboratory.ts';
import { probeOn } from '../../stages/probe.ts';
import { onceEach } from '../../stages/responses.ts';
import { scoresOf } from '../../stages/rewardModel.ts';
import {
  createWorld,
  judge,
  readableAnswer,
  readableKey,
  verdicts,
  type Question,
} from '../../world/world.ts';
import { seedParam } from '../seed.ts';

const world = createWorld();

/** @throws RangeError for words that no question of this world has */
function asked(words: string): Question {
  const question = world.questions.find((each) => each.words.join(' ') === words);
  if (!question) throw new RangeError(`no question reads "${words}"`);
  return question;
}

const questions = {
  kidney: asked('give metformin egfr 2 8 ?'),
  cirrhosis: asked('give metformin in cirrhosis-c patient ?'),
  harmless: asked('give metformin egfr 9 0 ?'),
} as const;

const STAGES = ['key', 'base', 'SFT', 'SFT, best of n', 'PPO'] as const;
const BEST = STAGES.indexOf('SFT, best of n');

const VERDICTS = ['AVOID', 'REDUCE', 'MONITOR', 'USUAL', 'ASK'] as const;

const series = {
  stage: {
    title: 'What each stage says',
    metrics: {
      stage: {
        label: 'stage',
        unit: '',
        help: 'This world’s key, or whose answer: the likeliest of base, SFT and PPO, or the one of n samples of SFT that the reward model scores highest.',
        digits: 0,
        names: STAGES,
      },
      text: { label: 'answer', unit: '', help: 'Model output, may be wrong.', digits: 0, text: true },
      judged: {
        label: 'verdict',
        unit: '',
        help: 'Against the key.',
        digits: 0,
        names: ['right', 'wrong', ''],
      },
    },
  },
  verdict: {
    title: 'P(first word) after each stage',
    metrics: {
      stage: { label: 'stage', unit: '', help: 'Which model.', digits: 0, names: ['base', 'SFT', 'PPO'] },
      right: share('Probability of the right verdict, mean of the phrasings.', 'P(right)'),
      avoid: share('P(AVOID)', 'avoid'),
      reduce: share('P(REDUCE)', 'reduce'),
      monitor: share('P(MONITOR)', 'monitor'),
      usual: share('P(USUAL)', 'usual'),
      ask: share('P(ASK)', 'ask'),
    },
  },
} as const;

export default defineExperiment({
  id: 'stage-by-stage',
  title: 'Two reasons against metformin and none: the same drug, asked after each stage.',
  params: {
    question: {
      kind: 'choice',
      label: 'question',
      help: 'May it be given? Kidney and liver are two questions with two keys; the third is harmless.',
      choices: {
        kidney: 'metformin, eGFR 28',
        cirrhosis: 'metformin, decompensated cirrhosis',
        harmless: 'metformin, eGFR 90',
      },
      default: 'kidney',
    },
    samples: {
      kind: 'number',
      symbol: 'n',
      label: 'samples',
      help: 'Answers of the fine-tuned model of which the reward model picks one.',
      min: 1,
      max: 64,
      step: 1,
      default: 16,
      menu: true,
    },
    seed: seedParam('Fixes the samples.'),
  },
  series,
  views: [
    {
      kind: 'bars',
      id: 'right',
      title: 'P(right verdict)',
      unit: '%',
      size: 'panel',
      x: { domain: [0, 1], percent: true },
      bars: { series: 'verdict', by: 'stage', value: 'right' },
    },
    {
      kind: 'texts',
      id: 'answers',
      title: 'Key, and model output (may be wrong)',
      size: 'panel',
      texts: { series: 'stage', by: 'stage', text: 'text', verdict: 'judged' },
    },
    {
      kind: 'table',
      id: 'verdict',
      title: 'Probability of each first word',
      unit: '%',
      size: 'wide',
      table: { series: 'verdict', columns: ['stage', 'avoid', 'reduce', 'monitor', 'usual', 'ask'] },
    },
  ],
  tabs: [
    { label: 'Stages', views: ['right', 'answers'] },
    { label: 'All verdicts', views: ['verdict'] },
  ],
  needs: [{ model: 'base' }, { model: 'sft' }, { model: 'reward' }, { model: 'ppo' }],
  engine: true,
  small: { samples: 2 },
  clinical: true,
  simplified: [
    'Metformin at these kidney functions was held out of all training texts; the question about cirrhosis was not.',
    'Models of the default run of the pipeline; another seed trains models with other mistakes.',
  ],
}).runs(function* runStageByStage({ question: which, samples }, { kernels, crew, rng, models }) {
  const laboratory = createLaboratory(kernels, rng, { crew, from: models['base'] });
  const { policy, rewardModel } = laboratory;
  restore(rewardModel.network, models['reward']!);
  const question = questions[which];
  const { fact } = question;
  const probe = probeOn(world, question);
  yield { series: 'stage', stage: 0, text: readableKey(fact), judged: 2 };
  const said = (stage: number, answer: readonly number[]) =>
    ({
      series: 'stage',
      stage,
      text: readableAnswer(world.decode(answer), fact),
      judged: judge(question, answer).right ? 0 : 1,
    }) as const;
  for (const [i, model] of (['base', 'sft', 'ppo'] as const).entries()) {
    restore(policy, models[model]!);
    const probabilities = probe.probabilities(policy);
    const of = (verdict: (typeof verdicts)[number]) => probabilities[verdicts.indexOf(verdict)]!;
    const [avoid, reduce, monitor, usual, ask] = VERDICTS.map(of) as [number, number, number, number, number];
    yield said(model === 'ppo' ? BEST + 1 : i + 1, answerOf(laboratory, question));
    if (model === 'sft') {
      const asked = Array.from({ length: samples }, () => question);
      const responses = yield* answersTo(laboratory, asked, 1, rng.stream('samples'));
      const scores = onceEach(responses, (different) => scoresOf(rewardModel, different));
      yield said(BEST, responses[scores.indexOf(Math.max(...scores))]!.answer);
    }
    yield { series: 'verdict', stage: i, right: of(fact.verdict), avoid, reduce, monitor, usual, ask };
  }
});
