/** What prose quotes of `quality-filters`, and what exercises ask of it. */
import { wordsOn } from '../../words.ts';
import { rawDocuments, writeDocuments } from '../../examples/rawDocuments.ts';
import experiment, { total, droppedBy } from './quality-filters.ts';

interface Documents {
  of(series: 'document'): readonly {
    readonly clean: string;
    readonly verdict: number;
    readonly characters: number;
    readonly words: number;
    readonly latin: number;
  }[];
}

const documentOf = (rows: Documents, start: string) =>
  rows.of('document').find((row) => row.clean.startsWith(start))!;

const isKept = (rows: Documents, start: string) =>
  rows.of('document').some((row) => row.verdict === 0 && row.clean.startsWith(start));

/** Beginnings by which a document is known, and its filters. */
const GERMAN = 'Warfarin und';

const MENU = 'Home |';

const NITRATE = 'Sildenafil with';

export default wordsOn(experiment, {
  findings: {
    documents: {
      says: 'documents that come in',
      measure: (rows) => total(rows, 'documentsIn'),
      digits: 0,
      between: [12, 12],
    },
    kept: {
      says: 'documents that are kept',
      measure: (rows) => total(rows, 'documentsOut'),
      digits: 0,
      between: [5, 7],
    },
    words: {
      says: 'words of the kept documents',
      measure: (rows) => total(rows, 'wordsOut'),
      digits: 0,
      between: [150, 260],
    },
    tokensLeast: {
      says: 'least number of tokens of the kept documents',
      measure: (rows) => total(rows, 'tokensLeast'),
      digits: 0,
      between: [180, 330],
    },
    tokensMost: {
      says: 'greatest number of tokens of the kept documents',
      measure: (rows) => total(rows, 'tokensMost'),
      digits: 0,
      between: [1000, 1500],
    },
    contraindicationLength: {
      says: 'characters of the contraindication',
      measure: (rows) => documentOf(rows, NITRATE).characters,
      digits: 0,
      between: [40, 50],
    },
    menuWords: {
      says: 'words of the shop’s menu as the source counts them',
      measure: (rows) => documentOf(rows, MENU).words,
      digits: 0,
      between: [35, 45],
    },
    menuKept: {
      says: 'shop menus that are kept',
      measure: (rows) => Number(isKept(rows, MENU)),
      digits: 0,
      between: [1, 1],
    },
    germanLatin: {
      says: 'share of Latin letters in the German document',
      measure: (rows) => documentOf(rows, GERMAN).latin,
      digits: 0,
      percent: true,
      between: [0.95, 1],
    },
    germanKept: {
      says: 'German documents that are kept',
      measure: (rows) => Number(isKept(rows, GERMAN)),
      digits: 0,
      between: [1, 1],
    },
    functionWordsDrop: {
      says: 'documents that have too few function words',
      settings: { language: 'words' },
      measure: (rows) => droppedBy(rows, 'no function words'),
      digits: 0,
      between: [2, 2],
    },
    keptWithFunctionWords: {
      says: 'documents that are kept if function words are asked for',
      settings: { language: 'words' },
      measure: (rows) => total(rows, 'documentsOut'),
      digits: 0,
      between: [3, 5],
    },
    ofSource: {
      says: 'samples of the source',
      settings: { corpus: 'source' },
      measure: (rows) => total(rows, 'documentsIn'),
      digits: 0,
      between: [7, 7],
    },
    keptOfSource: {
      says: 'samples of the source that its own filters keep',
      settings: { corpus: 'source' },
      measure: (rows) => total(rows, 'documentsOut'),
      digits: 0,
      between: [0, 0],
    },
    wordsKeptOfSource: {
      says: 'words of the samples that are kept',
      settings: { corpus: 'source' },
      measure: (rows) => total(rows, 'wordsOut'),
      digits: 0,
      between: [0, 0],
    },
    sourceTooShort: {
      says: 'samples of the source that are too short',
      settings: { corpus: 'source' },
      measure: (rows) => droppedBy(rows, 'too short'),
      digits: 0,
      between: [6, 6],
    },
    sourceTooFewWords: {
      says: 'samples of the source that have too few words',
      settings: { corpus: 'source', minCharacters: 0 },
      measure: (rows) => droppedBy(rows, 'too few words'),
      digits: 0,
      between: [7, 7],
    },
    keptAtZero: {
      says: 'documents that are kept without a least length',
      settings: { minCharacters: 0, minWords: 0 },
      measure: (rows) => total(rows, 'documentsOut'),
      digits: 0,
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
    },
  },
});
