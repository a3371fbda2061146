/** What is measured in a world of one's own: the series of the stages, and what only the run knows of its world. */
import type { SeriesMap } from '../../experiment.ts';
import { followedSeries, series as pipelineSeries } from './pipelineSeries.ts';
import { metrics, stageSeries } from './series.ts';

const { followed } = followedSeries;
const { quality, progress } = pipelineSeries;

/** Who answers the held-out questions; the last two without a model. */
export const ANSWERERS = [...metrics.who.names, 'looking it up', 'always the same'] as const;
export const LOOKUP = metrics.who.names.length;
export const CONSTANT = LOOKUP + 1;

const text = (label: string, help: string) => ({ label, unit: '', help, digits: 0, text: true }) as const;
const count = (label: string, help: string) => ({ label, unit: '', help, digits: 0 }) as const;

const { gold, accuracy, safety, specificity, humility } = metrics;

export const series = {
  ...stageSeries,
  world: {
    title: 'The world of this run',
    metrics: {
      name: text('title', 'As its file calls it.'),
      rows: count('rows', 'Rows of the file.'),
      facts: count(
        'facts',
        'A row in a case is one, a row on an axis one for each of its values, and what is not known.',
      ),
      questions: count('questions', 'A fact in each phrasing.'),
      heldOut: count('held out', 'Questions that no training text asks.'),
      asked: count('asked', 'Held-out questions on which models are measured.'),
      words: count('words', 'Of the vocabulary, those of the grammar included.'),
    },
  },
  made: {
    title: 'What becomes of one row',
    metrics: {
      what: {
        label: 'what',
        unit: '',
        help: 'What is made of the row.',
        digits: 0,
        names: ['question', 'what the web believes', 'expert’s answer', 'an answer made to lose'],
      },
      text: text('text', 'As a sentence.'),
      worth: text('gold', 'Gold reward of the answer; a dash where nothing is graded.'),
    },
  },
  asked: {
    title: 'The two questions that are followed',
    metrics: {
      text: text('question', 'Held out: nothing trained on it.'),
      key: text('key', 'The right answer, by the file.'),
    },
  },
  followed: {
    ...followed,
    metrics: {
      ...followed.metrics,
      question: {
        label: 'question',
        unit: '',
        help: 'The first or the second of those that are followed.',
        digits: 0,
      },
    },
  },
  quality,
  measured: {
    title: 'Held-out questions',
    metrics: {
      who: {
        label: 'who answers',
        unit: '',
        help: 'Which model, sampled or always with the likeliest token; the key of the nearest training question; the commonest key of the commonest verdict.',
        digits: 0,
        names: ANSWERERS,
      },
      gold: { ...gold, help: 'Mean true quality of the answers, −1 to 1.' },
      accuracy,
      safety: { ...safety, help: 'Questions whose key forbids, in which that is recognised.' },
      specificity,
      humility,
    },
  },
  progress,
} as const satisfies SeriesMap;
