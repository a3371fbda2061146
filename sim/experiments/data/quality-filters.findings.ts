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
      between: [35, 45],
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
    keptOfSource: {
      says: 'samples of the source that its own filters keep',
      settings: { corpus: 'source' },
      measure: total('documentsOut'),
      between: [0, 0],
    },
    wordsKeptOfSource: {
      says: 'words of the samples that are kept',
      settings: { corpus: 'source' },
      measure: total('wordsOut'),
      between: [0, 0],
    },
    sourceTooShort: {
      says: 'samples of the source that are too short',
      settings: { corpus: 'source' },
      at: only('filter', 'dropped', { filter: 'too short' }),
      as: 'count',
      between: [6, 6],
    },
    sourceTooFewWords: {
      says: 'samples of the source that have too few words',
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
      says: 'Get the German page and the shop’s menu out, and lose no other document that is kept now.',
      label: 'of the other four, kept',
      unit: 'documents',
      digits: 0,
      scale: [0, 4],
      target: [4, 4],
      measure: (rows) =>
        isKept(rows, GERMAN) || isKept(rows, MENU)
          ? 0
          : ['Metformin', 'Warfarin and', 'LITHIUM', 'Abstract'].filter((start) => isKept(rows, start))
              .length,
      unless: ({ documents }) =>
        documents === writeDocuments(rawDocuments) ? undefined : 'the documents have to stay as they are.',
      hint: 'No number of letters tells German from English. What do nearly all English sentences have in common?',
      solution: { language: 'words' },
      because:
        'Nearly every English sentence has words such as “the” and “of”. German has others, and a menu has none; the four documents have at least two of them.',
      wrong: [
        {
          settings: { minCharacters: 200 },
          fails: 'low',
          because:
            'Length is no language: a bound that puts the menu and the German page out takes short English documents with them.',
        },
        {
          settings: { minLatin: 1 },
          fails: 'low',
          because:
            'The menu consists of the same letters as any English page: no share of Latin letters puts it out.',
        },
      ],
    },
  },
  presets: [
    { label: 'Six rules', settings: {} },
    { label: 'Without lower bounds', settings: { minCharacters: 0, minWords: 0 } },
    { label: 'Function words too', settings: { language: 'words' } },
  ],
});
