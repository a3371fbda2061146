/** What prose quotes of `bpe`, and what exercises ask of it. */
import { wordsOn } from '../../words.ts';
import {
  DOSES,
  LOOK_ALIKES,
  OTHER_CLASS,
  OTHER_SCRIPTS,
  PRODUCTS,
  SAME_CLASS,
  SOURCE_TEST,
  SOURCE_TEXT,
  THREE_NAMES,
} from '../../examples/tokenizationTexts.ts';
import { type Measured } from '../../experiment.ts';
import { bytes, SPECIAL } from '../../text/alphabet.ts';
import type { series } from './bpe.ts';
import experiment, { MOST_MERGES, SOURCE_VOCABULARY } from './bpe.ts';

type Rows = Measured<typeof series>;

const now = (rows: Rows) => rows.of('now')[0]!;

const sizeOf = (rows: Rows, line: number) => rows.of('size').find((row) => row.of === line)!;

const unknowns = (rows: Rows) => rows.of('size').reduce((sum, { unknown }) => sum + unknown, 0);

/** Share of all tokens that merging can save on the training text. */
function saved(rows: Rows): number {
  const curve = rows.of('curve');
  const [first, last] = [curve[0]!.trainingLeft, curve.at(-1)!.trainingLeft];
  return first > last ? (first - now(rows).trainingLeft) / (first - last) : 0;
}

const typedAgain = (rows: Rows) => rows.of('decoded').filter(({ judged }) => judged === 0).length;

/** Tokens that the first two lines have in common, special ones left out. */
function shared(rows: Rows): number {
  const [first, second] = [0, 1].map(
    (at) =>
      new Set(
        rows
          .of('token')
          .filter(({ line, id }) => line === at && id >= SPECIAL.length)
          .map(({ id }) => id),
      ),
  );
  return [...first!].filter((id) => second!.has(id)).length;
}

const source = { trainingText: SOURCE_TEXT, testText: SOURCE_TEST } as const;

const hand = { trainingText: THREE_NAMES, testText: THREE_NAMES, alphabet: 'characters' } as const;

const tokensOfLine = (says: string, testText: string, line: number, between: readonly [number, number]) =>
  ({
    says,
    settings: { testText },
    measure: (rows: Rows) => sizeOf(rows, line).tokens,
    digits: 0,
    between,
  }) as const;

export default wordsOn(experiment, {
  findings: {
    merges: {
      says: 'merges until every word of the product list is one token',
      measure: (rows) => now(rows).total,
      digits: 0,
      between: [145, 145],
    },
    firstCount: {
      says: 'how often the first pair stands in the product list',
      measure: (rows) => rows.of('curve')[1]!.count,
      digits: 0,
      between: [29, 29],
    },
    countAtDefault: {
      says: 'how often the pair of merge 80 stands there',
      measure: (rows) => rows.of('curve')[80]!.count,
      digits: 0,
      between: [2, 2],
    },
    once: {
      says: 'merges of a pair that stands there once',
      measure: (rows) => rows.of('curve').filter(({ count }) => count === 1).length,
      digits: 0,
      between: [55, 75],
    },
    vocabulary: {
      says: 'vocabulary after 80 merges',
      measure: (rows) => now(rows).vocabulary,
      digits: 0,
      between: [340, 340],
    },
    half: {
      says: 'merges after which half of all that can be saved is saved',
      measure: (rows) => {
        const curve = rows.of('curve');
        const middle = (curve[0]!.trainingLeft + curve.at(-1)!.trainingLeft) / 2;
        return curve.findIndex(({ trainingLeft }) => trainingLeft <= middle);
      },
      digits: 0,
      between: [10, 20],
    },
    training: {
      says: 'bytes a token of the product list after 80 merges',
      measure: (rows) => now(rows).training,
      digits: 2,
      between: [3, 3.4],
    },
    test: {
      says: 'bytes a token of the test text after 80 merges',
      measure: (rows) => now(rows).test,
      digits: 2,
      between: [1.8, 2.4],
    },
    trainingAtEnd: {
      says: 'bytes a token of the product list after all merges',
      measure: (rows) => rows.of('curve').at(-1)!.training,
      digits: 2,
      between: [4.5, 5],
    },
    testAtEnd: {
      says: 'bytes a token of the test text after all merges',
      measure: (rows) => rows.of('curve').at(-1)!.test,
      digits: 2,
      between: [1.9, 2.5],
    },
    known: tokensOfLine('tokens of “hydrochlorothiazide”', 'hydrochlorothiazide', 1, [2, 2]),
    lisinopril: tokensOfLine('tokens of “lisinopril”', 'lisinopril', 1, [5, 5]),
    trandolapril: tokensOfLine('tokens of “trandolapril”', 'trandolapril', 1, [6, 8]),
    unlike: tokensOfLine('tokens of “nirmatrelvir”', 'nirmatrelvir', 1, [10, 12]),
    unlikeBytes: {
      says: 'bytes of “nirmatrelvir”',
      settings: { testText: 'nirmatrelvir' },
      measure: (rows) => sizeOf(rows, 1).bytes,
      digits: 0,
      between: [12, 12],
    },
    nakedPoint: tokensOfLine('tokens of “.5 mg”', DOSES, 2, [3, 3]),
    leadingZero: tokensOfLine('tokens of “0.5 mg”', DOSES, 1, [4, 4]),
    tenfold: tokensOfLine('tokens of “5 mg”', DOSES, 5, [2, 2]),
    micrograms: tokensOfLine('tokens of “500 mcg”', DOSES, 4, [6, 8]),
    sharedByClass: {
      says: 'tokens that “captopril” and “ramipril” have in common',
      settings: { testText: SAME_CLASS },
      measure: shared,
      digits: 0,
      between: [0, 0],
    },
    sharedByChance: {
      says: 'tokens that “captopril” and “metoprolol” have in common',
      settings: { testText: OTHER_CLASS },
      measure: shared,
      digits: 0,
      between: [1, 1],
    },
    rightlySpelled: tokensOfLine('tokens of “metformin”', 'metformin', 1, [1, 1]),
    misspelled: tokensOfLine('tokens of “metfromin”', 'metfromin', 1, [4, 6]),
    small: tokensOfLine('tokens of “hydralazine”', LOOK_ALIKES, 1, [7, 9]),
    tall: tokensOfLine('tokens of “hydrALAZINE”', LOOK_ALIKES, 2, [10, 11]),
    cyrillicInBytes: tokensOfLine('tokens of “лизиноприл” over bytes', OTHER_SCRIPTS, 2, [20, 20]),
    unknownInCharacters: {
      says: 'unknown tokens in three lines over characters',
      settings: { testText: OTHER_SCRIPTS, alphabet: 'characters' },
      measure: unknowns,
      digits: 0,
      between: [12, 12],
    },
    unknownInBytes: {
      says: 'unknown tokens in the same lines over bytes',
      settings: { testText: OTHER_SCRIPTS },
      measure: unknowns,
      digits: 0,
      between: [0, 0],
    },
    decodedInCharacters: {
      says: 'lines of the three that come back over characters',
      settings: { testText: OTHER_SCRIPTS, alphabet: 'characters' },
      measure: typedAgain,
      digits: 0,
      between: [0, 0],
    },
    handBefore: {
      says: 'tokens of the three names before the first merge',
      settings: { ...hand, merges: 0 },
      measure: (rows) => sizeOf(rows, 1).tokens,
      digits: 0,
      between: [29, 29],
    },
    handAfter: {
      says: 'tokens of the three names after three merges',
      settings: { ...hand, merges: 3 },
      measure: (rows) => sizeOf(rows, 1).tokens,
      digits: 0,
      between: [20, 20],
    },
    handRatio: {
      says: 'bytes a token of the three names after three merges',
      settings: { ...hand, merges: 3 },
      measure: (rows) => now(rows).test,
      digits: 2,
      between: [1.45, 1.45],
    },
    handCount: {
      says: 'how often “pr” stands in the three names',
      settings: hand,
      measure: (rows) => rows.of('curve')[2]!.count,
      digits: 0,
      between: [3, 3],
    },
    room: {
      says: 'merges for which a vocabulary of 1,000 has room above the bytes',
      measure: () => SOURCE_VOCABULARY - SPECIAL.length - bytes.symbols.length,
      digits: 0,
      between: [740, 740],
    },
    foxMerges: {
      says: 'merges until every word of the source’s sentences is one token',
      settings: source,
      measure: (rows) => now(rows).total,
      digits: 0,
      between: [117, 117],
    },
    foxTokens: {
      says: 'tokens of “The fox jumps” after all of them',
      settings: { ...source, merges: MOST_MERGES },
      measure: (rows) => sizeOf(rows, 1).tokens,
      digits: 0,
      between: [3, 3],
    },
    sourceMerges: {
      says: 'merges that the source’s tokenizer lists',
      settings: { ...source, tokenizer: 'source' },
      measure: (rows) => now(rows).total,
      digits: 0,
      between: [970, 970],
    },
    sourceVocabulary: {
      says: 'tokens in the source’s vocabulary',
      settings: { ...source, tokenizer: 'source' },
      measure: (rows) => now(rows).vocabulary,
      digits: 0,
      between: [31, 31],
    },
    sourceTokens: {
      says: 'tokens of “The fox jumps” in the source',
      settings: { ...source, tokenizer: 'source' },
      measure: (rows) => sizeOf(rows, 1).tokens,
      digits: 0,
      between: [11, 11],
    },
    sourceCount: {
      says: 'how often the source counts its pair',
      settings: { ...source, tokenizer: 'source' },
      measure: (rows) => rows.of('merge')[0]!.count,
      digits: 0,
      between: [4, 4],
    },
  },
  goals: {
    half: {
      says: 'Find the number of merges after which half of all that merging can save on the training text is saved.',
      label: 'share of the possible saving',
      unit: '%',
      digits: 1,
      percent: true,
      scale: [0, 1],
      target: [0.5, 0.51],
      measure: saved,
      unless: ({ tokenizer, trainingText }) =>
        tokenizer === 'bpe' && trainingText === PRODUCTS ? undefined : 'the training text has been changed.',
      hint: 'The first pair is the most frequent one, so the first merges save most. Look where the curve of the tokens bends.',
      solution: { merges: 14 },
    },
    stem: {
      says: 'Write a training text without the name, from which “trandolapril” gets at most three tokens.',
      label: 'compression of “trandolapril”',
      unit: 'bytes a token',
      digits: 2,
      scale: [0, 12],
      target: [4, 12],
      measure: (rows) => now(rows).test,
      unless: ({ trainingText, testText, tokenizer }) => {
        if (tokenizer !== 'bpe') return 'it is about byte-pair encoding.';
        if (testText !== 'trandolapril') return 'the test text has to be “trandolapril”, in one line.';
        const lower = trainingText.toLowerCase();
        return lower.includes('trandolapril') ? 'the name stands in the training text.' : undefined;
      },
      hint: 'A word after a space begins with that space, so its pieces are others than at the start of a line. Put pieces of the name on lines of their own.',
      solution: {
        testText: 'trandolapril',
        trainingText: 'trandola\ntrandola\npril\npril\npril',
      },
    },
    source: {
      says: 'Find the vocabulary size at which the source’s tokenizer lists a single merge on its own three sentences.',
      label: 'merges listed',
      unit: 'in all',
      digits: 0,
      scale: [1, 1000],
      target: [1, 1],
      measure: (rows) => now(rows).total,
      unless: ({ tokenizer, trainingText }) => {
        if (tokenizer !== 'source') return 'it is about the tokenizer of the source.';
        return trainingText === SOURCE_TEXT ? undefined : 'the training text has to be the source’s.';
      },
      hint: 'It stops when the vocabulary is full. What is in it before the first merge?',
      solution: { ...source, tokenizer: 'source', vocabularySize: 31 },
    },
  },
});
