/** What prose quotes of `quality-filters`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import type { Measured, RowsOf } from '../../experiment.ts';
import { rawDocuments, writeDocuments } from '../../examples/rawDocuments.ts';
import experiment from './quality-filters.ts';

type Series = typeof experiment.series;
type Rows = Measured<Series>;
type Source = RowsOf<Series, 'source'>[number];

/** Over all sources. */
const total = (count: Exclude<keyof Source, 'series'>) => (rows: Rows) =>
  rows.of('source').reduce((sum, source) => sum + source[count], 0);

const documentOf = (rows: Rows, start: string) =>
  rows.of('document').find(({ clean }) => clean.startsWith(start))!;

const isKept = (rows: Rows, start: string) =>
  rows.of('document').some(({ clean, verdict }) => verdict === 0 && clean.startsWith(start));

/** Beginnings by which a document is known. */
const GERMAN = 'Warfarin und';
const MENU = 'Home |';
const NITRATE = 'Sildenafil with';

const LEARNED = { learned: 'on', minCharacters: 0, minWords: 0 } as const;
/** How the first record of C4 begins. */
const C4 =
  'web: Beginners BBQ Class Taking Place in Missoula!\nDo you want to get better at making delicious BBQ? You will have the opportunity, put this on your calendar now. Thursday, September 22nd join World Class BBQ Champion, Tony Balay from Lonestar Smoke Rangers.';

const TWO_SENTENCES = {
  ...LEARNED,
  documents:
    'web: Ibuprofen with warfarin raises the risk of bleeding.\n\nweb: Ibuprofen with warfarin lowers the risk of bleeding.',
} as const;

export default wordsOn(experiment, {
  findings: {
    documents: {
      says: 'documents that come in',
      measure: total('documentsIn'),
      as: 'count',
      between: [12, 12],
    },
    kept: { says: 'documents that are kept', measure: total('documentsOut'), as: 'count', between: [5, 7] },
    words: { says: 'words of the kept documents', measure: total('wordsOut'), between: [150, 260] },
    tokensLeast: {
      says: 'least number of tokens of the kept documents',
      measure: total('tokensLeast'),
      between: [180, 330],
    },
    tokensMost: {
      says: 'greatest number of tokens of the kept documents',
      measure: total('tokensMost'),
      between: [1000, 1500],
    },
    contraindicationLength: {
      says: 'characters of the contraindication',
      measure: (rows) => documentOf(rows, NITRATE).characters,
      between: [40, 50],
    },
    menuWords: {
      says: 'words of the shop’s menu between spaces',
      measure: (rows) => documentOf(rows, MENU).words,
      between: [40, 40],
    },
    mostWordsBesides: {
      says: 'words of the longest other document that is kept',
      measure: (rows) =>
        Math.max(...rows.of('document').filter(({ clean, verdict }) => verdict === 0 && !clean.startsWith(MENU)).map(({ words }) => words)), // prettier-ignore
      between: [39, 39],
    },
    keptByLearned: {
      says: 'documents that are kept without lower bounds, but by the learned filter',
      settings: LEARNED,
      measure: total('documentsOut'),
      as: 'count',
      between: [6, 6],
    },
    contraindicationScore: {
      says: 'score of the contraindication',
      measure: (rows) => documentOf(rows, NITRATE).score,
      digits: 2,
      between: [0.85, 0.99],
    },
    menuScore: {
      says: 'score of the menu',
      measure: (rows) => documentOf(rows, MENU).score,
      digits: 2,
      between: [-1, -0.8],
    },
    reportScore: { says: 'score of the patient’s report', measure: (rows) => documentOf(rows, 'forum:').score, digits: 2, between: [-0.4, -0.25] }, // prettier-ignore
    rightScore: {
      says: 'score of a right sentence',
      settings: TWO_SENTENCES,
      measure: (rows) => documentOf(rows, 'Ibuprofen with warfarin raises').score,
      digits: 2,
      between: [0.88, 0.895],
    },
    wrongScore: {
      says: 'score of the same sentence turned into its opposite',
      settings: TWO_SENTENCES,
      measure: (rows) => documentOf(rows, 'Ibuprofen with warfarin lowers').score,
      digits: 2,
      between: [0.9, 0.93],
    },
    germanLatin: {
      says: 'share of Latin letters in the German document',
      measure: (rows) => documentOf(rows, GERMAN).latin,
      unit: 'share',
      between: [0.95, 1],
    },
    functionWordsDrop: {
      says: 'documents that have too few function words',
      settings: { language: 'words' },
      at: only('filter', 'dropped', { filter: 'no function words' }),
      as: 'before a noun',
      between: [2, 2],
    },
    objectionsToC4: {
      says: 'rules that object to the first record of C4',
      settings: { documents: C4 },
      measure: (rows) => rows.of('document').filter(({ verdict }) => verdict !== 0).length,
      as: 'count',
      between: [0, 0],
    },
    keptOfSource: {
      says: 'of the seven samples, kept by the filters that came with them',
      settings: { corpus: 'source' },
      measure: total('documentsOut'),
      as: 'count',
      between: [0, 0],
    },
    wordsKeptOfSource: {
      says: 'words of the samples that are kept',
      settings: { corpus: 'source' },
      measure: total('wordsOut'),
      between: [0, 0],
    },
    sourceTooShort: {
      says: 'samples that are too short',
      settings: { corpus: 'source' },
      at: only('filter', 'dropped', { filter: 'too short' }),
      as: 'count',
      between: [6, 6],
    },
    sourceTooFewWords: {
      says: 'samples that have too few words',
      settings: { corpus: 'source', minCharacters: 0 },
      at: only('filter', 'dropped', { filter: 'too few words' }),
      as: 'count',
      between: [7, 7],
    },
    keptAtZero: {
      says: 'documents that are kept without a least length',
      settings: { minCharacters: 0, minWords: 0 },
      measure: total('documentsOut'),
      as: 'before a noun',
      between: [7, 9],
    },
  },
  goals: {
    english: {
      says: 'Get the shop’s menu out, keep the German page, and lose no other document that is kept now.',
      label: 'kept of the other five documents:',
      unit: '',
      digits: 0,
      scale: [0, 5],
      target: [5, 5],
      measure: (rows) =>
        isKept(rows, MENU)
          ? 0
          : ['Metformin', 'Warfarin and', GERMAN, 'LITHIUM', 'Abstract'].filter((start) =>
              isKept(rows, start),
            ).length,
      unless: ({ documents, cleaner }) => {
        if (cleaner !== 'source') return 'the cleaner has to stay as it is.';
        return documents === writeDocuments(rawDocuments)
          ? undefined
          : 'the documents have to stay as they are.';
      },
      hint: 'Neither the length nor the alphabet tells the two apart. Which filter looks at the words themselves?',
      solution: { learned: 'on' },
      because:
        'The words of the menu stood among the unwanted examples. Of the German page the filter knows three words, “warfarin”, “ibuprofen” and “in”, and these stood among the wanted ones: that is luck, not German.',
      wrong: [
        {
          settings: { language: 'words' },
          fails: 'low',
          because:
            'Function words put the menu out, and the German page with it: its own are “und” and “im”.',
        },
        {
          settings: { minCharacters: 185 },
          fails: 'low',
          because: 'The menu is out, but so is the page about metformin, which is shorter still.',
        },
      ],
    },
  },
  presets: [
    { label: 'Six rules', settings: {} },
    { label: 'Without lower bounds', settings: { minCharacters: 0, minWords: 0 } },
    { label: 'Function words too', settings: { language: 'words' } },
    { label: 'Learned filter', settings: { learned: 'on', minCharacters: 0, minWords: 0 } },
  ],
});
