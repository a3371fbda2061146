/** What prose quotes of `bpe`, and what exercises ask of it. */
import { first, last, only, wordsOn } from '../../words.ts';
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
import type { Measured } from '../../experiment.ts';
import { bytes, SPECIAL } from '../../text/alphabet.ts';
import experiment, { MOST_MERGES, SOURCE_VOCABULARY } from './bpe.ts';

type Rows = Measured<typeof experiment.series>;

const unknowns = (rows: Rows) => rows.of('size').reduce((sum, { unknown }) => sum + unknown, 0);

/** Share of all tokens that merging can save on the training text. */
function saved(rows: Rows): number {
  const curve = rows.of('curve');
  const [most, least] = [curve[0]!.trainingLeft, curve.at(-1)!.trainingLeft];
  return most > least ? (most - rows.of('now')[0]!.trainingLeft) / (most - least) : 0;
}

/** Ids of a line's tokens, special ones left out. */
const idsOf = (rows: Rows, wanted: number) =>
  new Set(
    rows
      .of('token')
      .filter(({ line, id }) => line === wanted && id >= SPECIAL.length)
      .map(({ id }) => id),
  );

/** Tokens that the first two lines have in common. */
function shared(rows: Rows): number {
  const [first, second] = [idsOf(rows, 0), idsOf(rows, 1)];
  return [...first].filter((id) => second.has(id)).length;
}

/** Tokens of each of the first two lines that are left when what both begin and end with is taken away. */
function apart(rows: Rows): readonly [number, number] {
  const [a, b] = [0, 1].map((wanted) =>
    rows
      .of('token')
      .filter(({ line }) => line === wanted)
      .map(({ id }) => id),
  );
  const [one, other] = [a!, b!];
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start++;
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  return [one.length - start - end, other.length - start - end];
}

const sentence = { settings: { testText: 'give .5 mg\ngive 5 mg' } } as const;

const source = { trainingText: SOURCE_TEXT, testText: SOURCE_TEST } as const;
const sourceTokenizer = { ...source, tokenizer: 'source' } as const;
const hand = { trainingText: THREE_NAMES, testText: THREE_NAMES, alphabet: 'characters' } as const;

const tokensOfLine = (line: 1 | 2 | 5) => only('size', 'tokens', { of: `line ${line}` });

const tokensOf = (word: string, testText: string, line: 1 | 2 | 5, between: readonly [number, number]) =>
  ({ says: `tokens of “${word}”`, settings: { testText }, at: tokensOfLine(line), between }) as const;

export default wordsOn(experiment, {
  findings: {
    merges: {
      says: 'merges until every word of the product list is one token',
      at: first('now', 'total'),
      between: [145, 145],
    },
    firstCount: {
      says: 'how often the first pair stands in the product list',
      at: only('curve', 'count', { merges: 1 }),
      between: [29, 29],
    },
    once: {
      says: 'merges of a pair that stands there once',
      measure: (rows) => rows.of('curve').filter(({ count }) => count === 1).length,
      between: [64, 64],
    },
    vocabulary: { says: 'vocabulary after 80 merges', at: first('now', 'vocabulary'), between: [340, 340] },
    lineInside: tokensOf('captopril 25 mg tablet', 'captopril 25 mg tablet', 1, [6, 6]),
    lineInsideAtEnd: {
      says: 'tokens of the same line with all merges',
      settings: { testText: 'captopril 25 mg tablet', merges: MOST_MERGES },
      at: tokensOfLine(1),
      between: [4, 4],
    },
    training: {
      says: 'bytes per token of the product list after 80 merges',
      at: first('now', 'training'),
      unit: '',
      between: [3, 3.4],
    },
    test: {
      says: 'bytes per token of the test text after 80 merges',
      at: first('now', 'test'),
      unit: '',
      between: [1.8, 2.4],
    },
    trainingAtEnd: {
      says: 'bytes per token of the product list after all merges',
      at: last('curve', 'training'),
      unit: '',
      between: [4.5, 5],
    },
    testAtEnd: {
      says: 'bytes per token of the test text after all merges',
      at: last('curve', 'test'),
      unit: '',
      between: [1.9, 2.5],
    },
    known: tokensOf('hydrochlorothiazide', 'hydrochlorothiazide', 1, [2, 2]),
    lisinopril: tokensOf('lisinopril', 'lisinopril', 1, [5, 5]),
    trandolapril: tokensOf('trandolapril', 'trandolapril', 1, [6, 8]),
    unlike: tokensOf('nirmatrelvir', 'nirmatrelvir', 1, [10, 12]),
    unlikeBytes: {
      says: 'bytes of “nirmatrelvir”',
      settings: { testText: 'nirmatrelvir' },
      at: only('size', 'bytes', { of: 'line 1' }),
      between: [12, 12],
    },
    leadingZero: tokensOf('0.5 mg', DOSES, 1, [4, 4]),
    tenfold: { ...tokensOf('5 mg', DOSES, 5, [2, 2]), as: 'before a noun' },
    tenfoldInSentence: {
      says: 'tokens by which “give .5 mg” differs from “give 5 mg”',
      ...sentence,
      measure: (rows) => apart(rows)[0],
      as: 'before a noun',
      between: [3, 3],
    },
    tenfoldWithoutPoint: {
      says: 'tokens by which “give 5 mg” differs from “give .5 mg”',
      ...sentence,
      measure: (rows) => apart(rows)[1],
      as: 'count',
      between: [1, 1],
    },
    metforminAfterSpace: {
      says: 'tokens of “metformin” after a space',
      settings: { testText: ' metformin' },
      at: tokensOfLine(1),
      as: 'count',
      between: [2, 2],
    },
    captoprilAfterSpace: {
      says: 'tokens of “captopril” after a space with all merges',
      settings: { testText: ' captopril', merges: MOST_MERGES },
      at: tokensOfLine(1),
      as: 'count',
      between: [3, 3],
    },
    afterEighty: {
      says: 'merges that are left after 80',
      measure: (rows) => rows.of('now')[0]!.total - 80,
      between: [65, 65],
    },
    sharedByClass: {
      says: 'tokens that “captopril” and “ramipril” have in common',
      settings: { testText: SAME_CLASS },
      measure: shared,
      as: 'before a noun',
      between: [0, 0],
    },
    sharedByChance: {
      says: 'tokens that “captopril” and “metoprolol” have in common',
      settings: { testText: OTHER_CLASS },
      measure: shared,
      as: 'count',
      between: [1, 1],
    },
    rightlySpelled: tokensOf('metformin', 'metformin', 1, [1, 1]),
    misspelled: tokensOf('metfromin', 'metfromin', 1, [4, 6]),
    small: tokensOf('hydralazine', LOOK_ALIKES, 1, [7, 9]),
    tall: tokensOf('hydrALAZINE', LOOK_ALIKES, 2, [10, 11]),
    cyrillicInBytes: {
      says: 'tokens of “лизиноприл” over bytes',
      settings: { testText: OTHER_SCRIPTS },
      at: tokensOfLine(2),
      between: [20, 20],
    },
    unknownInCharacters: {
      says: 'unknown tokens in three lines over characters',
      settings: { testText: OTHER_SCRIPTS, alphabet: 'characters' },
      measure: unknowns,
      as: 'before a noun',
      between: [12, 12],
    },
    unknownInBytes: {
      says: 'unknown tokens in the same lines over bytes',
      settings: { testText: OTHER_SCRIPTS },
      measure: unknowns,
      as: 'before a noun',
      between: [0, 0],
    },
    decodedInCharacters: {
      says: 'lines of the three that come back over characters',
      settings: { testText: OTHER_SCRIPTS, alphabet: 'characters' },
      measure: (rows) => rows.of('decoded').filter(({ judged }) => judged === 0).length,
      as: 'count',
      between: [0, 0],
    },
    handBefore: {
      says: 'tokens of the three names before the first merge',
      settings: { ...hand, merges: 0 },
      at: tokensOfLine(1),
      between: [29, 29],
    },
    handAfter: {
      says: 'tokens of the three names after three merges',
      settings: { ...hand, merges: 3 },
      at: tokensOfLine(1),
      between: [20, 20],
    },
    handRatio: {
      says: 'bytes per token of the three names after three merges',
      settings: { ...hand, merges: 3 },
      at: first('now', 'test'),
      unit: '',
      between: [1.45, 1.45],
    },
    handCount: {
      says: 'how often “pr” stands in the three names',
      settings: hand,
      at: only('curve', 'count', { merges: 2 }),
      as: 'times',
      between: [3, 3],
    },
    room: {
      says: 'merges for which a vocabulary of 1,000 has room above the bytes',
      measure: () => SOURCE_VOCABULARY - SPECIAL.length - bytes.symbols.length,
      between: [740, 740],
    },
    foxMerges: {
      says: 'merges until every word of the three sentences is one token',
      settings: source,
      at: first('now', 'total'),
      between: [117, 117],
    },
    foxTokens: {
      says: 'tokens of “The fox jumps” after all of them',
      settings: { ...source, merges: MOST_MERGES },
      at: tokensOfLine(1),
      as: 'before a noun',
      between: [3, 3],
    },
    sourceMerges: {
      says: 'merges that the tokenizer lists which merges nothing',
      settings: sourceTokenizer,
      at: first('now', 'total'),
      between: [970, 970],
    },
    sourceTokens: {
      says: 'tokens of “The fox jumps” without merges',
      settings: sourceTokenizer,
      at: tokensOfLine(1),
      between: [11, 11],
    },
    sourceCount: {
      says: 'how often it counts its pair',
      settings: sourceTokenizer,
      at: first('merge', 'count'),
      as: 'times',
      between: [4, 4],
    },
  },
  goals: {
    half: {
      says: 'Find the number of merges after which half of all that merging can save on the training text is saved.',
      label: 'share of the possible saving:',
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
      because:
        'The first pairs are by far the most frequent, so a small part of all merges saves half of what all of them save.',
      wrong: [
        {
          settings: { merges: 72 },
          fails: 'high',
          because:
            'Half of the merges save far more than half of the tokens: each later pair is rarer than the one before.',
        },
        {
          settings: { merges: 7 },
          fails: 'low',
          because:
            'Seven are too few: even the most frequent pair of this list stands in it only some thirty times.',
        },
      ],
    },
    stem: {
      says: 'Write a training text without the name, from which “trandolapril” gets at most three tokens.',
      label: 'compression of “trandolapril”:',
      unit: 'bytes per token',
      digits: 2,
      scale: [0, 12],
      target: [4, 12],
      at: first('now', 'test'),
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
      because:
        'Two pieces, each on lines of its own, become one token each: “trandola” and “pril”. Any other cut would do, “trandol” and “april” as well: neither you nor the tokenizer had to know that “-pril” is a stem.',
      wrong: [
        {
          settings: {
            testText: 'trandolapril',
            trainingText: 'captopril\nramipril\nlisinopril\nenalapril',
          },
          fails: 'low',
          because: 'Other names of the class teach the ending, but nothing of “trandola”.',
        },
        {
          settings: { testText: 'trandolapril', trainingText: 'a trandola pril trandola pril' },
          fails: 'low',
          because: 'After a space the piece is “␣pril”, another token than “pril” inside a name.',
        },
        {
          settings: { testText: 'trandolapril', trainingText: 'trandolapril\ntrandolapril' },
          fails: 'unless',
          because: 'One token, but the name has been read before.',
        },
      ],
    },
    source: {
      says: 'Find the vocabulary size at which the tokenizer that merges nothing lists a single merge on its own three sentences.',
      label: 'merges listed:',
      unit: '',
      digits: 0,
      scale: [0, 1000],
      target: [1, 1],
      at: first('now', 'total'),
      unless: ({ tokenizer, trainingText }) => {
        if (tokenizer !== 'source') return 'it is about the tokenizer that merges nothing.';
        return trainingText === SOURCE_TEXT
          ? undefined
          : 'the training text has to be its own three sentences.';
      },
      hint: 'It stops when the vocabulary is full. What is in it before the first merge?',
      solution: { ...sourceTokenizer, vocabularySize: 31 },
      because:
        'Before the first round it holds the 26 letters, since all text is made lower case and spaces are dropped, and the four special tokens: 30. With room for 31 tokens there is room for one merge.',
      wrong: [
        {
          settings: { ...sourceTokenizer, vocabularySize: 30 },
          fails: 'low',
          because:
            'The vocabulary is full before the first round: 26 letters and four special tokens are 30.',
        },
        {
          settings: { ...sourceTokenizer, vocabularySize: 260 },
          fails: 'high',
          because:
            '260 would be all bytes and four special tokens; this tokenizer starts from the letters of its text instead of all bytes.',
        },
      ],
    },
  },
  presets: [
    { label: 'Names of products', settings: {} },
    { label: 'Six doses', settings: { testText: DOSES } },
    { label: 'Look-alike names', settings: { testText: LOOK_ALIKES } },
    { label: 'One that merges nothing', settings: sourceTokenizer },
  ],
});
