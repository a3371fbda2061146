/** What prose quotes of `near-duplicates`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import { wordsCompared } from '../../text/comparedWords.ts';
import { compareSequences } from '../../text/sequenceMatcher.ts';
import experiment, { THRESHOLD, READERS, leaflet, others } from './near-duplicates.ts';

/** How alike the leaflet and another text are. */
const likeness = (pair: string, what: 'ratio' | 'jaccard', between: readonly [number, number]) =>
  ({
    says: `${what === 'ratio' ? 'ratio' : 'Jaccard similarity'} of the pair “${pair}”`,
    at: only('pair', what, { pair }),
    between,
  }) as const;

const textOf = (wanted: string) => others.find(({ id }) => id === wanted)!.text;

const autojunk = { settings: { autojunk: 'on' } } as const;

const leafletWords = leaflet.split(' ');

/** Of the copies of the leaflet in which one word is another, each word in turn, those that are called no duplicate. */
const missedCopies = (autojunk: boolean) =>
  leafletWords.filter((_, i) => {
    const copy = leafletWords.map((word, j) => (j === i ? 'other' : word)).join(' ');
    return compareSequences(leaflet, copy, autojunk).ratio <= THRESHOLD;
  }).length;

export default wordsOn(experiment, {
  findings: {
    footerRatio: likeness('other footer', 'ratio', [0.9, 1]),
    footerJaccard: likeness('other footer', 'jaccard', [0.86, 1]),
    reorderedRatio: likeness('reordered', 'ratio', [0.4, 0.8]),
    reorderedJaccard: likeness('reordered', 'jaccard', [0.86, 1]),
    scannedRatio: likeness('scanned', 'ratio', [0.86, 1]),
    scannedShare: {
      says: 'share of the words of the scanned copy that have a wrong letter',
      measure: () => {
        const [right, scanned] = [leaflet, textOf('scanned')].map(wordsCompared);
        return right!.filter((word, i) => word !== scanned![i]).length / right!.length;
      },
      digits: 0,
      unit: 'share',
      between: [0.25, 0.3],
    },
    scannedJaccard: likeness('scanned', 'jaccard', [0, 0.5]),
    templateRatio: likeness('same template', 'ratio', [0.5, 0.85]),
    paraphraseRatio: likeness('other words', 'ratio', [0.4, 0.5]),
    paraphraseJaccard: likeness('other words', 'jaccard', [0, 0.05]),
    topicRatio: likeness('another topic', 'ratio', [0.25, 0.35]),
    topicJaccard: likeness('another topic', 'jaccard', [0, 0]),
    dailyJaccardOfFour: { ...likeness(READERS, 'jaccard', [0.851, 0.86]), settings: { shingle: 4 } },
    dailyJaccardOfFive: { ...likeness(READERS, 'jaccard', [0.8, 0.849]), settings: { shingle: 5 } },
    dailyJaccardOfEight: { ...likeness(READERS, 'jaccard', [0.8, 0.849]), settings: { shingle: 8 } },
    dailyRatio: likeness(READERS, 'ratio', [0.97, 1]),
    dailyJaccard: likeness(READERS, 'jaccard', [0.86, 1]),
    dailyShingles: {
      says: 'shingles of the leaflet and as many of its copy with one other word',
      measure: (rows) => rows.of('pair').at(-1)!.shingles / 2,
      between: [53, 53],
    },
    scannedJaccardOfOne: { ...likeness('scanned', 'jaccard', [0.3, 0.85]), settings: { shingle: 1 } },
    dailyRatioWithAutojunk: { ...likeness(READERS, 'ratio', [0, 0.5]), ...autojunk },
    leafletWords: { says: 'words of the leaflet', measure: () => leafletWords.length, between: [55, 55] },
    missedWithAutojunk: {
      says: 'copies of the leaflet with one other word that the ratio misses by Python’s default',
      measure: () => missedCopies(true),
      between: [5, 25],
    },
    missedWithoutAutojunk: {
      says: 'the same without autojunk',
      measure: () => missedCopies(false),
      as: 'count',
      between: [0, 0],
    },
    footerRatioWithAutojunk: { ...likeness('other footer', 'ratio', [0.86, 1]), ...autojunk },
    scannedRatioWithAutojunk: { ...likeness('scanned', 'ratio', [0, 0.85]), ...autojunk },
  },
  goals: {
    lettersOnly: {
      says: 'Edit text B until the letters still call it a duplicate of A, but the words do not.',
      label: 'Jaccard similarity, while the ratio is above 0.85:',
      unit: '',
      digits: 2,
      scale: [0, 1],
      target: [0, 0.5],
      measure: (rows) => {
        const { ratio, jaccard } = rows.of('yours')[0]!;
        return ratio > THRESHOLD ? jaccard : 1;
      },
      unless: ({ textA, shingle, autojunk }) => {
        if (textA !== leaflet) return 'text A has to stay as it is.';
        return shingle === 3 && autojunk === 'off' ? undefined : 'leave k at 3 and autojunk off.';
      },
      hint: 'A single wrong letter spoils every shingle that its word stands in. How many words have to be hit?',
      solution: { textB: textOf('scanned') },
      because:
        'One wrong letter spoils the three shingles that its word stands in. Wrong letters in a quarter of the words therefore spoil most shingles, while most letters stay as they were.',
      wrong: [
        {
          settings: { textB: leaflet.replace('week', 'weck') },
          fails: 'high',
          because: 'One wrong letter spoils three shingles of about fifty.',
        },
        {
          settings: { textB: textOf('reordered') },
          fails: 'high',
          because:
            'Sentences in another order keep most shingles, and the ratio, which follows the order of the letters, falls below 0.85. That is the opposite.',
        },
        {
          settings: { shingle: 1, textB: textOf('scanned') },
          fails: 'unless',
          because: 'With single words the same text is judged by another measure.',
        },
      ],
    },
  },
  presets: [
    { label: 'Three words per shingle', settings: {} },
    { label: 'Single words', settings: { shingle: 1 } },
    { label: 'With autojunk', settings: { autojunk: 'on' } },
  ],
});
