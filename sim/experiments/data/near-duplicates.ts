/** The same pairs under two measures of similarity: letters in common order, and runs of words in common. */
import { defineExperiment } from '../../experiment.ts';
import { nearDuplicates } from '../../examples/nearDuplicatePairs.ts';
import { compareSequences } from '../../text/sequenceMatcher.ts';
import { jaccard, shinglesOf } from '../../text/shingles.ts';
import { wordsCompared } from '../../text/comparedWords.ts';
import { wordsWithout } from '../../text/words.ts';

/** Above it a pair is called a duplicate. */
export const THRESHOLD = 0.85;

const VERDICTS = ['both', 'ratio only', 'Jaccard only', 'neither'] as const;

export const READERS = 'your texts';

export const { leaflet, others } = nearDuplicates;

export const names = [...others.map(({ id }) => id), READERS];

const DAILY = leaflet.replace('once a week', 'once a day');

function verdictOf(ratio: number, similarity: number): number {
  if (ratio > THRESHOLD) return similarity > THRESHOLD ? 0 : 1;
  return similarity > THRESHOLD ? 2 : 3;
}

const similarity = (label: string, help: string, cite?: string) =>
  ({ label, unit: '', help, digits: 2, ...(cite && { cite }) }) as const;

/** A rectangle of the chart, by the two ends of its edges. */
const FIELD = {
  jaccard: similarity('Jaccard', 'An end of the field.'),
  low: similarity('lower edge', 'Of the field.'),
  high: similarity('upper edge', 'Of the field.'),
} as const;

export default defineExperiment({
  id: 'near-duplicates',
  title: 'The same pairs under two measures: 0.85 is not the same on both.',
  params: {
    shingle: {
      kind: 'number',
      symbol: 'k',
      label: 'words in a shingle',
      unit: 'words',
      help: 'Jaccard compares the sets of all runs of so many words.',
      min: 1,
      max: 8,
      step: 1,
      default: 3,
    },
    autojunk: {
      kind: 'choice',
      label: 'autojunk',
      help: 'Python’s default: in texts of 200 characters or more, frequent letters start no match.',
      choices: { off: 'off', on: 'on, Python’s default' },
      default: 'off',
    },
    textA: {
      kind: 'text',
      label: 'your text A',
      help: 'Any text.',
      maxLength: 600,
      lines: 4,
      default: leaflet,
      example: 'Take one tablet a day.',
    },
    textB: {
      kind: 'text',
      label: 'your text B',
      help: 'Another text, to be compared with A.',
      maxLength: 600,
      lines: 4,
      default: DAILY,
      example: 'Take one tablet a week.',
    },
  },
  series: {
    pair: {
      title: 'Pairs',
      metrics: {
        pair: { label: 'pair', unit: '', help: 'The leaflet, and another text.', digits: 0, names },
        jaccard: similarity('Jaccard', 'Of the sets of shingles.', 'broder1997'),
        ratio: similarity('ratio', 'Of SequenceMatcher, on characters.'),
        verdict: {
          label: 'above 0.85',
          unit: '',
          help: 'By which measure it is called a duplicate.',
          digits: 0,
          names: [...VERDICTS],
        },
        shingles: {
          label: 'shingles',
          unit: '',
          help: 'Looked at by Jaccard: those of both texts.',
          digits: 0,
        },
        steps: {
          label: 'letter pairs',
          unit: '',
          help: 'Pairs of equal letters that SequenceMatcher looked at.',
          digits: 0,
        },
      },
    },
    ratioOnly: { title: 'Only the ratio is above 0.85', metrics: FIELD },
    jaccardOnly: { title: 'Only Jaccard is above 0.85', metrics: FIELD },
    yours: {
      title: 'Your texts',
      metrics: {
        jaccard: similarity('Jaccard', 'Of the sets of shingles.'),
        ratio: { ...similarity('ratio', 'Of SequenceMatcher, on characters.'), hue: 'margin' },
      },
    },
    words: {
      title: 'Words that stand in one text only',
      metrics: {
        text: { label: 'words', unit: '', help: 'As often as they occur.', digits: 0, text: true },
        which: { label: 'text', unit: '', help: 'A or B.', digits: 0, names: ['only in A', 'only in B'] },
      },
    },
  },
  views: [
    {
      kind: 'xy',
      id: 'measures',
      title: 'Ratio of characters, by Jaccard',
      unit: 'shaded: only one of the two is above 0.85',
      size: 'wide',
      x: {
        domain: [0, 1],
        ticks: [0, 0.2, 0.4, 0.6, 0.8, 1],
        minor: 0.05,
        label: 'Jaccard similarity of shingles',
      },
      y: { domain: [0, 1], ticks: [0, 0.2, 0.4, 0.6, 0.8, 1], label: 'ratio of characters' },
      layers: [
        { series: 'ratioOnly', x: 'jaccard', y: 'high', y0: 'low', mark: 'band' },
        { series: 'jaccardOnly', x: 'jaccard', y: 'high', y0: 'low', mark: 'band' },
        { series: 'pair', x: 'jaccard', y: 'ratio', mark: 'dot', names: 'pair' },
        { series: 'yours', x: 'jaccard', y: 'ratio', mark: 'dot' },
      ],
      references: [
        { axis: 'y', at: THRESHOLD, label: '' },
        { axis: 'x', at: THRESHOLD, label: '' },
      ],
      head: [
        { series: 'yours', metric: 'jaccard', prefix: 'Jaccard' },
        { series: 'yours', metric: 'ratio', prefix: 'ratio' },
      ],
    },
    {
      kind: 'table',
      id: 'pairs',
      title: 'The pairs',
      size: 'wide',
      table: { series: 'pair', columns: ['pair', 'ratio', 'jaccard', 'verdict', 'shingles', 'steps'] },
    },
    {
      kind: 'texts',
      id: 'words',
      title: 'Your texts differ in',
      size: 'wide',
      texts: { series: 'words', by: 'which', text: 'text' },
    },
  ],
  tabs: [
    { label: 'Both measures', views: ['measures', 'words'] },
    { label: 'Table', views: ['pairs'] },
  ],
  needs: [],
  small: {},
  clinical: true,
  simplified: [
    'Seven texts and your own, all compared with one leaflet of about 55 words.',
    'Words are compared in lower case and without the punctuation of the sentence; signs before a number stay. Characters are compared as they are.',
  ],
}).runs(function* runNearDuplicates({ shingle, autojunk, textA, textB }) {
  const compare = (a: string, b: string) => {
    const [of, with_] = [shinglesOf(a, shingle), shinglesOf(b, shingle)];
    const { ratio, steps } = compareSequences(a, b, autojunk === 'on');
    return { ratio, steps, jaccard: jaccard(of, with_), shingles: of.size + with_.size };
  };
  const pairs = [...others.map(({ text }) => compare(leaflet, text)), compare(textA, textB)];
  for (const [pair, { ratio, steps, jaccard, shingles }] of pairs.entries())
    yield { series: 'pair', pair, jaccard, ratio, verdict: verdictOf(ratio, jaccard), shingles, steps };
  for (const jaccard of [0, THRESHOLD]) yield { series: 'ratioOnly', jaccard, low: THRESHOLD, high: 1 };
  for (const jaccard of [THRESHOLD, 1]) yield { series: 'jaccardOnly', jaccard, low: 0, high: THRESHOLD };
  const yours = pairs.at(-1)!;
  yield { series: 'yours', jaccard: yours.jaccard, ratio: yours.ratio };
  const [a, b] = [wordsCompared(textA), wordsCompared(textB)];
  const nothing = textA === textB ? '(nothing)' : '(no word; what differs is order, punctuation or capitals)';
  for (const [which, words] of [wordsWithout(a, b), wordsWithout(b, a)].entries())
    yield { series: 'words', which, text: words.join(' ') || nothing };
});
