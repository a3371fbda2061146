/** One prompt, several sampled answers, one update: who is pushed where, and what is then more probable. */
import { defineExperiment } from '../../experiment.ts';
import { exp } from '../../float.ts';
import { mean } from '../../measure/mean.ts';
import { share } from '../../metric.ts';
import { createAdamW } from '../../model/adamW.ts';
import { restore } from '../../model/checkpoint.ts';
import { advantagesOf, whitened } from '../../stages/advantages.ts';
import { opinionOf } from '../../stages/divergence.ts';
import { answersTo, createLaboratory } from '../../stages/laboratory.ts';
import { policyLoss } from '../../stages/policyLoss.ts';
import { ppoParams } from '../../stages/ppoParams.ts';
import { tokensByAnswer, type Response } from '../../stages/responses.ts';
import { score } from '../../stages/rewardModel.ts';
import {
  createWorld,
  goldReward,
  judge,
  questionClasses,
  readableAnswer,
  readableQuestion,
  type QuestionClass,
} from '../../world/world.ts';
import { seedParam } from '../seed.ts';

const MOST = 12;

const world = createWorld();

const questions = Object.fromEntries(
  questionClasses.map((name) => [name, world.evaluation.find(({ fact }) => fact.questionClass === name)!]),
);

const answerNumber = {
  label: 'answer',
  unit: '',
  help: 'The different answers, the one that the reward model likes best first.',
  digits: 0,
  names: Array.from({ length: MOST }, (_, i) => `answer ${i + 1}`),
} as const;

const token = { label: 'token', unit: '', help: 'A word of the answer.', digits: 0, text: true } as const;

const series = {
  tokens: {
    title: 'Tokens of the different answers',
    metrics: {
      answer: answerNumber,
      token,
      advantage: {
        label: 'advantage',
        unit: '',
        help: 'Whitened: in deviations over all tokens.',
        digits: 1,
      },
      ratio: {
        label: 'ratio',
        unit: '',
        help: 'Probability after the updates, divided by that before.',
        digits: 2,
      },
      moved: {
        label: 'log ratio',
        unit: 'nats',
        help: 'Logarithm of the ratio: above 0, the token has become likelier.',
        digits: 2,
      },
    },
  },
  answers: {
    title: 'The different answers',
    metrics: {
      text: { label: 'answer', unit: '', help: 'Model output, may be wrong.', digits: 0, text: true },
      times: { label: 'sampled', unit: 'times', help: 'How often among the samples.', digits: 0 },
      score: { label: 'score', unit: 'logits', help: 'Of the reward model.', digits: 2, hue: 'reward' },
      gold: { label: 'gold reward', unit: '', help: 'True quality, −1.1 to 1.', digits: 2, hue: 'gold' },
      advantage: { label: 'advantage', unit: '', help: 'Mean over its tokens.', digits: 1 },
      before: share('Probability of the whole answer before.', 'before'),
      after: share('Probability of the whole answer after the updates.', 'after'),
    },
  },
  batch: {
    title: 'The batch after the updates',
    metrics: {
      right: share('Sampled answers with the right verdict.', 'right verdict'),
      expectedBefore: {
        label: 'mean score before',
        unit: 'logits',
        help: 'Of the different sampled answers, by their probabilities before.',
        digits: 2,
      },
      expectedAfter: {
        label: 'mean score after',
        unit: 'logits',
        help: 'The same by their probabilities after.',
        digits: 2,
      },
      against: share('Tokens that moved against their advantage.', 'against their advantage'),
      smallest: { label: 'smallest ratio', unit: '', help: 'Of all tokens.', digits: 2 },
      largest: { label: 'largest ratio', unit: '', help: 'Of all tokens.', digits: 2 },
    },
  },
} as const;

export default defineExperiment({
  id: 'one-update',
  title:
    'One update on one prompt: each sampled token is pushed by its advantage, and all of them move together.',
  params: {
    question: {
      kind: 'choice',
      label: 'question',
      help: 'A held-out question of each class.',
      choices: Object.fromEntries(
        questionClasses.map((name) => [name, readableQuestion(questions[name]!)]),
      ) as Record<QuestionClass, string>,
      default: 'renal',
    },
    samples: {
      kind: 'number',
      label: 'answers',
      help: 'Answers that are sampled to the question.',
      min: 2,
      max: MOST,
      step: 1,
      default: 8,
    },
    updates: {
      kind: 'number',
      label: 'updates',
      help: 'How often the answers are used.',
      min: 1,
      max: 6,
      step: 1,
      default: 1,
    },
    credit: {
      kind: 'choice',
      label: 'advantage',
      help: 'One number for a whole answer, its score minus the mean over all tokens, or the reward model’s share of each token, carried back by GAE.',
      choices: { answer: 'one per answer', token: 'by token, GAE' },
      default: 'answer',
    },
    clipRange: { ...ppoParams.clipRange, menu: true },
    lambda: { ...ppoParams.lambda, when: { param: 'credit', is: 'token' }, menu: true },
    entropyWeight: {
      kind: 'number',
      label: 'entropy bonus',
      help: 'Weight of the entropy of the next token in what is made larger.',
      min: 0,
      max: 1,
      step: 0.01,
      default: 0,
      menu: true,
    },
    rate: {
      kind: 'number',
      label: 'learning rate',
      unit: '1e-3',
      help: 'Of AdamW, in thousandths.',
      min: 0.1,
      max: 4,
      step: 0.1,
      default: 0.4,
      menu: true,
    },
    seed: seedParam('Fixes the samples.'),
  },
  series,
  views: [
    {
      kind: 'tokens',
      id: 'pushed',
      title: 'Advantage of each token: above 0 it is pushed up, below 0 down',
      size: 'wide',
      tokens: { series: 'tokens', text: 'token', line: 'answer', value: 'advantage' },
    },
    {
      kind: 'tokens',
      id: 'moved',
      title: 'What the update did: logarithm of the ratio, nats',
      size: 'wide',
      tokens: { series: 'tokens', text: 'token', line: 'answer', value: 'moved' },
    },
    {
      kind: 'table',
      id: 'answers',
      title: 'The different answers, and their probability before and after',
      size: 'wide',
      table: {
        series: 'answers',
        columns: ['text', 'times', 'score', 'gold', 'advantage', 'before', 'after'],
      },
    },
    {
      kind: 'table',
      id: 'batch',
      title: 'The batch after the updates',
      size: 'wide',
      table: {
        series: 'batch',
        columns: ['expectedBefore', 'expectedAfter', 'against', 'smallest', 'largest'],
      },
    },
  ],
  tabs: [
    { label: 'Pushed', views: ['pushed'] },
    { label: 'Moved', views: ['moved'] },
    { label: 'Before and after', views: ['answers'] },
    { label: 'Batch', views: ['batch'] },
  ],
  needs: [{ model: 'sft' }, { model: 'reward' }],
  engine: true,
  small: { samples: 3, updates: 3, rate: 2 },
  clinical: true,
  simplified: [
    'One prompt; a step of PPO in this course has 128, and a step of a large model more.',
    'No value head, and no KL penalty: the policy is still the fine-tuned model.',
  ],
}).runs(function* runOneUpdate(settings, { kernels, crew, rng, models }) {
  const { samples, updates, credit, clipRange, lambda, entropyWeight, rate } = settings;
  const laboratory = createLaboratory(kernels, rng, { crew, from: models['sft'] });
  const { policy, rewardModel } = laboratory;
  restore(rewardModel.network, models['reward']!);
  const question = questions[settings.question]!;
  const asked = Array.from({ length: samples }, () => question);
  const responses = yield* answersTo(laboratory, asked, 1, rng.stream('samples'));
  const { scores, shares } = score(rewardModel, responses);
  const before = opinionOf(policy, responses);
  const places = tokensByAnswer(before.batch);
  const advantages = advantagesIn(credit, places, scores, shares, lambda);
  const episodes = responses.map((response, s) => ({
    response,
    logProbsOld: places[s]!.map((at) => before.logProbs[at]!),
    advantages: advantages[s]!,
    returns: advantages[s]!.map(() => 0),
  }));
  const optimiser = createAdamW(policy);
  for (let update = 0; update < updates; update++) {
    policyLoss(policy, episodes, { clipRange, valueWeight: 0, entropyWeight });
    optimiser.step(rate / 1000);
    yield undefined;
  }
  const after = opinionOf(policy, responses);

  const moves = places.map((own) => own.map((at) => after.logProbs[at]! - before.logProbs[at]!));
  const probability = (of: ArrayLike<number>, s: number) =>
    exp(places[s]!.reduce((sum, at) => sum + of[at]!, 0));
  const keyOf = ({ answer }: Response) => answer.join(' ');
  const different = responses.flatMap((response, s) =>
    responses.findIndex((other) => keyOf(other) === keyOf(response)) === s ? [s] : [],
  );
  const rows = different
    .map((s) => ({
      s,
      times: responses.filter((other) => keyOf(other) === keyOf(responses[s]!)).length,
      score: scores[s]!,
      before: probability(before.logProbs, s),
      after: probability(after.logProbs, s),
    }))
    .sort((a, b) => b.score - a.score);
  for (const [rank, { s, ...row }] of rows.entries()) {
    const { answer } = responses[s]!;
    const words = world.decode(answer);
    for (const [t, word] of words.entries()) {
      const moved = moves[s]![t]!;
      yield {
        series: 'tokens',
        answer: rank,
        token: word,
        advantage: advantages[s]![t]!,
        ratio: exp(moved),
        moved,
      };
    }
    yield {
      series: 'answers',
      text: readableAnswer(words, question.fact),
      gold: goldReward(question, answer),
      advantage: mean(advantages[s]!),
      ...row,
    };
  }
  const expected = (of: 'before' | 'after') =>
    rows.reduce((sum, row) => sum + row[of] * row.score, 0) / rows.reduce((sum, row) => sum + row[of], 0);
  const flat = moves.flat();
  yield {
    series: 'batch',
    right: mean(responses.map(({ answer }) => (judge(question, answer).right ? 1 : 0))),
    expectedBefore: expected('before'),
    expectedAfter: expected('after'),
    against: mean(flat.map((moved, i) => (moved * advantages.flat()[i]! < 0 ? 1 : 0))),
    smallest: exp(Math.min(...flat)),
    largest: exp(Math.max(...flat)),
  };
});

/** Whitened advantages of every token, answer by answer. */
function advantagesIn(
  credit: 'answer' | 'token',
  places: readonly (readonly number[])[],
  scores: ArrayLike<number>,
  shares: ArrayLike<number>,
  lambda: number,
): number[][] {
  const raw = places.map((own, s) => {
    if (credit === 'answer') return own.map(() => scores[s]!);
    const paid = own.map((at) => shares[at]!);
    return advantagesOf(paid, paid.map(() => 0), 1, lambda).advantages; // prettier-ignore
  });
  const white = whitened(Float64Array.from(raw.flat()));
  let from = 0;
  return raw.map((own) => [...white.subarray(from, (from += own.length))]);
}
