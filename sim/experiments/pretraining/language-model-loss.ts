/** The loss of one sentence, token by token: what is scored, against what, and what a loss scores that is one row off. */
import { defineExperiment } from '../../experiment.ts';
import { exp, log } from '../../float.ts';
import {
  crossEntropy,
  IGNORED,
  logSumExp,
  targetsOf,
  tokenLoss,
  type Scoring,
} from '../../stages/nextTokenLoss.ts';
import { guessedTokens } from '../../text/guessedTokens.ts';

const MOST_TOKENS = 16;

/** No probability is smaller: no token costs more than 18.4 nats. */
const FLOOR = 1e-8;

/** The sentence, with a probability of our choice for the token that carries the verdict. */
export const sentence = (avoid: string, others?: string) =>
  [
    'metformin',
    `eGFR ${others ?? '0.30'}`,
    `28 ${others ?? '0.02'}`,
    `? ${others ?? '0.90'}`,
    `avoid ${avoid}`,
    `, ${others ?? '0.80'}`,
    `lactic ${others ?? '0.60'}`,
    `acidosis ${others ?? '0.95'}`,
    `. ${others ?? '0.90'}`,
    '<pad> 0.99 -100',
  ].join('\n');

const SCORINGS = {
  every: 'every token',
  suffix: 'answer only',
  'source-prefix': 'starts one row late',
  'source-sft': 'not shifted',
} as const satisfies Record<Scoring, string>;

export const scorings = Object.keys(SCORINGS) as Scoring[];

export const GUESSING = scorings.length;

const nats = (label: string, help: string) =>
  ({ label, unit: 'nats', help, hue: 'loss', digits: 3 }) as const;

export const series = {
  token: {
    title: 'The sentence',
    metrics: {
      token: { label: 'token', unit: '', help: 'As written.', digits: 0, text: true },
      added: {
        label: 'adds to the sum',
        unit: 'nats',
        help: 'Its −log P, or 0 where it is not scored.',
        hue: 'loss',
        digits: 2,
      },
    },
  },
  position: {
    title: 'Positions',
    metrics: {
      reads: {
        label: 'has just read',
        unit: '',
        help: 'The last token that is known.',
        digits: 0,
        text: true,
      },
      target: { label: 'compared with', unit: '', help: 'The token that is scored.', digits: 0, text: true },
      probability: { label: 'P', unit: '', help: 'Probability that it had.', digits: 4 },
      loss: nats('−log P', 'What it costs.'),
      scored: {
        label: 'scored',
        unit: '',
        help: 'Whether it counts.',
        digits: 0,
        names: ['yes', 'no, −100'],
      },
    },
  },
  loss: {
    title: 'Ways to score the sentence',
    metrics: {
      scoring: {
        label: 'scored',
        unit: '',
        help: 'Which positions count, against which token.',
        digits: 0,
        names: [...Object.values(SCORINGS), 'guessing: ln V'],
      },
      positions: { label: 'positions', unit: '', help: 'Positions that are scored.', digits: 0 },
      loss: nats('loss', 'Mean −log P over them.'),
      perplexity: { label: 'perplexity', unit: '', help: 'e to the loss.', digits: 2 },
      chosen: { label: 'chosen', unit: '', help: '1 for the way that is set.', digits: 0 },
    },
  },
} as const;

export default defineExperiment({
  id: 'language-model-loss',
  title: 'Each token costs −log of its probability; the loss is the mean over those that are scored.',
  params: {
    sentence: {
      kind: 'text',
      label: 'sentence',
      help: 'One token per line, then the probability that you give to it (none: 1/V); −100 behind it: not scored.',
      maxLength: 400,
      lines: 4,
      default: sentence('0.05'),
      example: sentence('0.90'),
    },
    prefix: {
      kind: 'number',
      label: 'prefix',
      unit: 'tokens',
      help: 'Tokens of the question: they are given, and not scored.',
      min: 0,
      max: 9,
      step: 1,
      default: 4,
    },
    scoring: {
      kind: 'choice',
      label: 'scored',
      help: 'Which positions count, against which token.',
      choices: SCORINGS,
      default: 'suffix',
    },
    vocabulary: {
      kind: 'number',
      symbol: 'V',
      label: 'vocabulary',
      unit: 'tokens',
      help: 'Different tokens; what the right one leaves is shared by the others alike.',
      min: 20,
      max: 50000,
      step: 10,
      default: 100,
    },
  },
  series,
  views: [
    {
      kind: 'tokens',
      id: 'sentence',
      title: 'What each token adds to the sum',
      unit: 'nats',
      size: 'wide',
      tokens: { series: 'token', text: 'token', value: 'added' },
    },
    {
      kind: 'bars',
      id: 'losses',
      title: 'Loss',
      unit: 'nats per scored token',
      size: 'wide',
      x: { domain: [0, 8] },
      bars: { series: 'loss', by: 'scoring', value: 'loss', marked: 'chosen' },
    },
    {
      kind: 'table',
      id: 'ways',
      title: 'Ways to score',
      size: 'wide',
      table: { series: 'loss', columns: ['scoring', 'positions', 'loss', 'perplexity'] },
    },
    {
      kind: 'table',
      id: 'positions',
      title: 'Position by position, as set',
      size: 'wide',
      table: { series: 'position', columns: ['reads', 'target', 'probability', 'loss', 'scored'] },
    },
  ],
  tabs: [
    { label: 'Loss', views: ['sentence', 'losses'] },
    { label: 'Ways to score', views: ['ways'] },
    { label: 'Positions', views: ['positions'] },
  ],
  needs: [],
  small: {},
  clinical: true,
  simplified: [
    'What the model does not give to the right token it shares among all others alike.',
    'The last row has no next token: there the model gives all tokens the same probability.',
    'No probability is below 10⁻⁸: no token costs more than 18.4 nats.',
  ],
}).runs(function* runLanguageModelLoss({ sentence, prefix, scoring, vocabulary }) {
  const written = guessedTokens(sentence, MOST_TOKENS);
  const words = [...new Set(written.map(({ token }) => token))];
  const ids = written.map(({ token }) => words.indexOf(token));
  const labels = written.map(({ ignored }, t) => (ignored ? IGNORED : ids[t]!));
  const size = Math.max(vocabulary, words.length);
  const logits = written.map((_, t) => {
    const right = Math.max(FLOOR, written[t + 1]?.probability ?? 1 / size);
    const row = new Float64Array(size).fill(log(Math.max(FLOOR, (1 - right) / (size - 1))));
    row[ids[t + 1] ?? 0] = log(right);
    return row;
  });

  // Once for each row, and not for each target of each scoring.
  const sums = logits.map(logSumExp);
  const lossAt = (target: number, t: number) => tokenLoss(logits[t]!, target, sums[t]);

  const targets = targetsOf(scoring, labels, prefix);
  const costs = targets.map((target, t) => (target === IGNORED ? 0 : lossAt(target, t)));
  // A row that looks at the next token charges it to that one; a loss that is not shifted, to the one just read.
  const charged = scoring === 'source-sft' ? costs : [0, ...costs];
  for (const [t, { token }] of written.entries()) yield { series: 'token', token, added: charged[t]! };
  for (const [t, { token }] of written.entries()) {
    const target = targets[t] === IGNORED ? ids[t + 1] : targets[t];
    if (target === undefined) continue;
    const loss = lossAt(target, t);
    yield {
      series: 'position',
      reads: token,
      target: words[target]!,
      probability: exp(-loss),
      loss,
      scored: targets[t] === IGNORED ? 1 : 0,
    };
  }
  for (const [i, way] of scorings.entries()) {
    const wanted = targetsOf(way, labels, prefix);
    const loss = crossEntropy(logits, wanted, sums);
    const positions = wanted.filter((target) => target !== IGNORED).length;
    yield {
      series: 'loss',
      scoring: i,
      positions,
      loss,
      perplexity: exp(loss),
      chosen: way === scoring ? 1 : 0,
    };
  }
  yield {
    series: 'loss',
    scoring: GUESSING,
    positions: 0,
    loss: log(size),
    perplexity: size,
    chosen: 0,
  };
});
