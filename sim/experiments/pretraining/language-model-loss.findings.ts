/** What prose quotes of `language-model-loss`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import type { Measured } from '../../experiment.ts';
import experiment, { sentence } from './language-model-loss.ts';

type Scoring = 'every token' | 'answer only' | 'starts one row late' | 'not shifted';

const lossOf = (scoring: Scoring) => ({ at: only('loss', 'loss', { scoring }), digits: 2 }) as const;

const answerPerplexity = only('loss', 'perplexity', { scoring: 'answer only' });

/** What the first token of the answer costs. */
const verdictLoss = (rows: Measured<typeof experiment.series>) => rows.of('token')[4]!.added;

/** Settings with this probability of "avoid", and of all other tokens. */
const worse = { settings: { sentence: sentence('0.0001') } } as const;
const perfect = { settings: { sentence: sentence('0.99', '0.99') } } as const;

export default wordsOn(experiment, {
  findings: {
    everyLoss: { says: 'the loss over every token', ...lossOf('every token'), between: [1, 1.2] },
    answerLoss: { says: 'the loss of the answer', ...lossOf('answer only'), between: [0.77, 0.79] },
    answerPerplexity: { says: 'the perplexity of the answer', at: answerPerplexity, between: [2.1, 2.2] },
    verdictLoss: {
      says: 'what the word “avoid” costs',
      measure: verdictLoss,
      digits: 2,
      unit: 'nats',
      between: [2.99, 3],
    },
    verdictShare: {
      says: 'share of the answer’s loss that “avoid” pays',
      measure: (rows) => verdictLoss(rows) / rows.of('token').reduce((sum, { added }) => sum + added, 0),
      unit: 'share',
      between: [0.7, 0.85],
    },
    answerLossWhenWorse: {
      says: 'the loss of the answer if “avoid” has a probability of 0.0001',
      ...worse,
      ...lossOf('answer only'),
      between: [1.9, 2.1],
    },
    sourcePrefixLossWhenWorse: {
      says: 'the loss that starts one row late then',
      ...worse,
      ...lossOf('starts one row late'),
      between: [0.21, 0.24],
    },
    sourceSftLossWhenPerfect: {
      says: 'the loss that is not shifted, of a model that gives every right token a probability of 0.99',
      ...perfect,
      ...lossOf('not shifted'),
      digits: 1,
      between: [9, 9.4],
    },
    answerLossWhenPerfect: {
      says: 'the loss of its answer',
      ...perfect,
      ...lossOf('answer only'),
      between: [0.01, 0.011],
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
      at: answerPerplexity,
      unless: (settings) => {
        const others = (text: string) => text.replace(/^avoid .*$/m, 'avoid');
        if (settings.prefix !== 4) return 'the question has four tokens.';
        return others(settings.sentence) === others(sentence('0.05'))
          ? undefined
          : 'only the line of “avoid” may change.';
      },
      hint: 'The perplexity is 2 when the product of the five probabilities is one half to the fifth, 1/32. The other four multiply to about 0.41.',
      solution: { sentence: sentence('0.08') },
      because:
        'Perplexity 2 means a product of 1/32 over five tokens. The other four make 0.41, so “avoid” needs 1/32 / 0.41 = 0.076: 0.08 is just enough.',
      wrong: [
        {
          settings: { sentence: sentence('0.5') },
          fails: 'low',
          because:
            'One half for one token is not one half for each on average: the others are far likelier than that, so this goes much too far.',
        },
        {
          settings: { sentence: sentence('0.06') },
          fails: 'high',
          because: 'The estimate was 0.076. Each factor counts, so 0.06 leaves the perplexity above 2.',
        },
      ],
    },
  },
  presets: [
    { label: 'Every token', settings: { scoring: 'every' } },
    { label: 'Answer only', settings: {} },
    { label: 'Starts one row late', settings: { scoring: 'source-prefix' } },
    { label: 'Not shifted', settings: { scoring: 'source-sft' } },
  ],
});
