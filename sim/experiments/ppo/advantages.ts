/** Generalised advantage estimation on rewards and values that the reader writes, within answers or, wrongly, across them. */
import { defineExperiment } from '../../experiment.ts';
import { advantagesOf } from '../../stages/advantages.ts';
import { ppoParams } from '../../stages/ppoParams.ts';
import { episodesFrom } from '../../text/episodes.ts';

/** As far as the picture of the reach goes, in tokens. */
const REACH = 20;

const number = (label: string, help: string, digits = 2) =>
  ({ label, unit: 'reward', help, digits }) as const;

const series = {
  tokens: {
    title: 'Token by token',
    metrics: {
      answer: { label: 'answer', unit: '', help: 'To which the token belongs.', digits: 0 },
      token: { label: 'token', unit: '', help: 'Its place among all tokens.', digits: 0 },
      reward: { ...number('reward', 'R_t.'), hue: 'reward' },
      value: number('value', 'V_t: what the value head foretold before the token.'),
      delta: number('δ', 'R_t + γ V_{t+1} − V_t.', 3),
      advantage: number('advantage', 'Σ (γλ)^l δ_{t+l}.', 3),
      target: number('return', 'Advantage plus value: what the value head should have foretold.', 3),
    },
  },
  reach: {
    title: 'How far a reward reaches back',
    metrics: {
      distance: { label: 'tokens before', unit: '', help: 'Distance to the token that was paid.', digits: 0 },
      weight: { label: 'weight', unit: '', help: '(γλ)^l.', digits: 3 },
    },
  },
} as const;

export default defineExperiment({
  id: 'advantages',
  title:
    'A reward reaches back along its own answer, with a weight of γλ per token; it must not reach another answer.',
  params: {
    gamma: { ...ppoParams.gamma, default: 0.99 },
    lambda: { ...ppoParams.lambda, default: 0.95 },
    across: {
      kind: 'choice',
      label: 'sum',
      help: 'Along each answer, or along all answers of the batch as if they were one.',
      choices: { within: 'within each answer', across: 'across answers, as in the source' },
      default: 'within',
    },
    rewards: {
      kind: 'text',
      label: 'rewards',
      help: 'Of each token: commas between tokens, bars between answers.',
      maxLength: 120,
      default: '0, 0, 0, 0, 1 | 0, 0, 0, -1',
      example: '0, 0, 2 | 0, 1',
    },
    values: {
      kind: 'text',
      label: 'values',
      help: 'What the value head foretold before each token, in the same order; a value that is missing counts as 0.',
      maxLength: 120,
      default: '0.2, 0.2, 0.3, 0.5, 0.8 | 0.2, 0, -0.4, -0.8',
      example: '0.5, 0.5, 0.5',
    },
  },
  series,
  views: [
    {
      kind: 'xy',
      id: 'tokens',
      title: 'Rewards (triangles) and advantages (dots)',
      unit: 'units of the reward',
      size: 'wide',
      x: { label: 'token, all answers one after the other' },
      y: { domain: [-1.2, 1.2] },
      layers: [
        { series: 'tokens', x: 'token', y: 'reward', mark: 'dot', role: 'counterpart', label: 'reward' },
        { series: 'tokens', x: 'token', y: 'advantage', mark: 'dot', label: 'advantage' },
      ],
      references: [{ axis: 'y', at: 0, label: '' }],
    },
    {
      kind: 'table',
      id: 'table',
      title: 'Token by token',
      size: 'wide',
      table: {
        series: 'tokens',
        columns: ['answer', 'token', 'reward', 'value', 'delta', 'advantage', 'target'],
      },
    },
    {
      kind: 'xy',
      id: 'reach',
      title: 'Weight of a δ for the tokens before it',
      size: 'wide',
      x: { label: 'tokens before, l' },
      y: { domain: [0, 1] },
      layers: [{ series: 'reach', x: 'distance', y: 'weight', mark: 'line' }],
    },
  ],
  tabs: [
    { label: 'Picture', views: ['tokens'] },
    { label: 'Numbers', views: ['table'] },
    { label: 'Reach', views: ['reach'] },
  ],
  needs: [],
  small: {},
  simplified: [],
}).runs(function* runAdvantages({ rewards, values, gamma, lambda, across }) {
  const paid = episodesFrom(rewards);
  const foretold = episodesFrom(values);
  const matching = paid.map((answer, s) => answer.map((_, t) => foretold[s]?.[t] ?? 0));
  const estimates =
    across === 'across'
      ? [advantagesOf(paid.flat(), matching.flat(), gamma, lambda)]
      : paid.map((answer, s) => advantagesOf(answer, matching[s]!, gamma, lambda));
  const advantages = estimates.flatMap((each) => each.advantages);
  const returns = estimates.flatMap((each) => each.returns);
  let token = 0;
  for (const [s, answer] of paid.entries()) {
    for (const [t, reward] of answer.entries()) {
      const value = matching[s]![t]!;
      const next = across === 'across' ? matching.flat()[token + 1] : matching[s]![t + 1];
      yield {
        series: 'tokens',
        answer: s + 1,
        token: token + 1,
        reward,
        value,
        delta: reward + gamma * (next ?? 0) - value,
        advantage: advantages[token]!,
        target: returns[token]!,
      };
      token += 1;
    }
  }
  let weight = 1;
  for (let distance = 0; distance <= REACH; distance++) {
    yield { series: 'reach', distance, weight };
    weight *= gamma * lambda;
  }
});
