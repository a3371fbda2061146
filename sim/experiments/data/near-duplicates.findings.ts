/** What prose quotes of `near-duplicates`, and what exercises ask of it. */
import { wordsOn } from '../../words.ts';
import experiment, { THRESHOLD, READERS, leaflet, others, names } from './near-duplicates.ts';

interface Pairs {
  of(series: 'pair'): readonly Readonly<Record<'ratio' | 'jaccard' | 'steps' | 'shingles', number>>[];
}

const pairOf = (rows: Pairs, name: string) => rows.of('pair')[names.indexOf(name)]!;

const measured = (name: string, what: 'ratio' | 'jaccard', between: readonly [number, number]) => ({
  says: `${what === 'ratio' ? 'ratio' : 'Jaccard similarity'} of the pair “${name}”`,
  measure: (rows: Pairs) => pairOf(rows, name)[what],
  digits: 2,
  between,
});

export default wordsOn(experiment, {
  findings: {
    footerRatio: measured('other footer', 'ratio', [0.9, 1]),
    footerJaccard: measured('other footer', 'jaccard', [0.86, 1]),
    reorderedRatio: measured('reordered', 'ratio', [0.4, 0.8]),
    reorderedJaccard: measured('reordered', 'jaccard', [0.86, 1]),
    scannedRatio: measured('scanned', 'ratio', [0.86, 1]),
    scannedJaccard: measured('scanned', 'jaccard', [0, 0.5]),
    templateRatio: measured('same template', 'ratio', [0.5, 0.85]),
    templateJaccard: measured('same template', 'jaccard', [0.1, 0.6]),
    excerptRatio: measured('excerpt', 'ratio', [0.4, 0.7]),
    wordsRatio: measured('other words', 'ratio', [0.1, 0.6]),
    wordsJaccard: measured('other words', 'jaccard', [0, 0.15]),
    topicRatio: measured('another topic', 'ratio', [0.1, 0.6]),
    dailyRatio: measured(READERS, 'ratio', [0.97, 1]),
    dailyJaccard: measured(READERS, 'jaccard', [0.86, 1]),
    dailyShingles: {
      says: 'shingles of the leaflet and as many of its copy with one other word',
      measure: (rows) => pairOf(rows, READERS).shingles / 2,
      digits: 0,
      between: [53, 53],
    },
    reorderedJaccardOfFive: { ...measured('reordered', 'jaccard', [0.7, 0.95]), settings: { shingle: 5 } },
    scannedJaccardOfOne: { ...measured('scanned', 'jaccard', [0.3, 0.85]), settings: { shingle: 1 } },
    dailyRatioWithAutojunk: {
      ...measured(READERS, 'ratio', [0, 0.5]),
      settings: { autojunk: 'on' },
    },
    footerRatioWithAutojunk: {
      ...measured('other footer', 'ratio', [0.86, 1]),
      settings: { autojunk: 'on' },
    },
    scannedRatioWithAutojunk: {
      ...measured('scanned', 'ratio', [0, 0.85]),
      settings: { autojunk: 'on' },
    },
    footerSteps: {
      says: 'pairs of letters that SequenceMatcher looks at to compare the leaflet with its copy',
      measure: (rows) => pairOf(rows, 'other footer').steps,
      digits: 0,
      between: [3000, 20000],
    },
    footerShingles: {
      says: 'shingles that Jaccard looks at for the same pair',
      measure: (rows) => pairOf(rows, 'other footer').shingles,
      digits: 0,
      between: [80, 140],
    },
  },
  goals: {
    lettersOnly: {
      says: 'Edit text B until the letters still call it a duplicate of A, but the words do not.',
      label: 'Jaccard similarity, while the ratio is above 0.85',
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
      solution: { textB: others.find(({ id }) => id === 'scanned')!.text },
    },
  },
});
