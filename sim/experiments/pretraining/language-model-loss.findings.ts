/** What prose quotes of `language-model-loss`, and what exercises ask of it. */
import { wordsOn } from '../../words.ts';
import { type Measured } from '../../experiment.ts';
import { type Scoring } from '../../stages/nextTokenLoss.ts';
import type { series } from './language-model-loss.ts';
import experiment, { sentence, scorings, GUESSING } from './language-model-loss.ts';

const lossOf = (rows: Measured<typeof series>, scoring: Scoring) =>
  rows.of('loss')[scorings.indexOf(scoring)]!;

export default wordsOn(experiment, {
  findings: {
    everyLoss: {
      says: 'the loss over every token',
      measure: (rows) => lossOf(rows, 'every').loss,
      digits: 2,
      unit: 'nats',
      between: [1, 1.2],
    },
    answerLoss: {
      says: 'the loss of the answer',
      measure: (rows) => lossOf(rows, 'suffix').loss,
      digits: 2,
      unit: 'nats',
      between: [0.77, 0.79],
    },
    answerPerplexity: {
      says: 'the perplexity of the answer',
      measure: (rows) => lossOf(rows, 'suffix').perplexity,
      digits: 2,
      between: [2.1, 2.2],
    },
    verdictLoss: {
      says: 'what the word “avoid” costs',
      measure: (rows) => rows.of('token')[4]!.added,
      digits: 2,
      unit: 'nats',
      between: [2.99, 3],
    },
    verdictShare: {
      says: 'share of the answer’s loss that “avoid” pays',
      measure: (rows) =>
        rows.of('token')[4]!.added / rows.of('token').reduce((sum, { added }) => sum + added, 0),
      digits: 0,
      percent: true,
      between: [0.7, 0.85],
    },
    sourcePrefixLoss: {
      says: 'the source’s prefix loss',
      measure: (rows) => lossOf(rows, 'source-prefix').loss,
      digits: 2,
      unit: 'nats',
      between: [0.21, 0.24],
    },
    answerLossWhenWorse: {
      says: 'the loss of the answer if “avoid” has a probability of 0.0001',
      settings: { sentence: sentence('0.0001') },
      measure: (rows) => lossOf(rows, 'suffix').loss,
      digits: 2,
      unit: 'nats',
      between: [1.9, 2.1],
    },
    sourcePrefixLossWhenWorse: {
      says: 'the source’s prefix loss then',
      settings: { sentence: sentence('0.0001') },
      measure: (rows) => lossOf(rows, 'source-prefix').loss,
      digits: 2,
      unit: 'nats',
      between: [0.21, 0.24],
    },
    sourceSftLoss: {
      says: 'the source’s SFT loss',
      measure: (rows) => lossOf(rows, 'source-sft').loss,
      digits: 2,
      unit: 'nats',
      between: [6.5, 7.6],
    },
    sourceSftLossWhenPerfect: {
      says: 'the source’s SFT loss of a model that gives every right token a probability of 0.99',
      settings: { sentence: sentence('0.99', '0.99') },
      measure: (rows) => lossOf(rows, 'source-sft').loss,
      digits: 1,
      unit: 'nats',
      between: [9, 9.4],
    },
    answerLossWhenPerfect: {
      says: 'the loss of its answer',
      settings: { sentence: sentence('0.99', '0.99') },
      measure: (rows) => lossOf(rows, 'suffix').loss,
      digits: 2,
      unit: 'nats',
      between: [0.01, 0.011],
    },
    guessing: {
      says: 'the loss of guessing among 100 tokens',
      measure: (rows) => rows.of('loss')[GUESSING]!.loss,
      digits: 3,
      unit: 'nats',
      between: [4.605, 4.606],
    },
    uniformLoss: {
      says: 'the loss of a model that gives every token a probability of 0.01',
      settings: { sentence: sentence('0.01', '0.01'), scoring: 'every' },
      measure: (rows) => lossOf(rows, 'every').loss,
      digits: 3,
      unit: 'nats',
      between: [4.605, 4.606],
    },
    uniformPerplexity: {
      says: 'its perplexity',
      settings: { sentence: sentence('0.01', '0.01'), scoring: 'every' },
      measure: (rows) => lossOf(rows, 'every').perplexity,
      digits: 0,
      between: [99.9, 100.1],
    },
  },
  goals: {
    perplexityTwo: {
      says: 'Bring the perplexity of the answer to at most 2 by changing the probability of “avoid” alone, and no further than needed.',
      label: 'perplexity of the answer',
      unit: '',
      digits: 2,
      scale: [1, 4],
      target: [1.9, 2],
      measure: (rows) => lossOf(rows, 'suffix').perplexity,
      unless: (settings) => {
        const others = (text: string) => text.replace(/^avoid .*$/m, 'avoid');
        if (settings.prefix !== 4) return 'the question has four tokens.';
        return others(settings.sentence) === others(sentence('0.05'))
          ? undefined
          : 'only the line of “avoid” may change.';
      },
      hint: 'The perplexity is 2 when the product of the five probabilities is one half to the fifth, 1/32. The other four multiply to about 0.41.',
      solution: { sentence: sentence('0.08') },
    },
  },
});
