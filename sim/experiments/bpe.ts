/** A tokenizer trained on the reader's text: its merges, the tokens of another text, and what each merge saves. */
import {
  DOSES,
  LOOK_ALIKES,
  OTHER_CLASS,
  OTHER_PRODUCTS,
  OTHER_SCRIPTS,
  PRODUCTS,
  SAME_CLASS,
  SOURCE_TEST,
  SOURCE_TEXT,
  THREE_NAMES,
} from '../examples/tokenizationTexts.ts';
import { defineExperiment, type Measured } from '../experiment.ts';
import { alphabet, bytes, PAD, SPECIAL, START, STOP } from '../text/alphabet.ts';
import { numbers } from '../text/preTokens.ts';
import { trainedBpe, trainedSource } from '../text/trained.ts';
import { utf8Encode } from '../text/utf8.ts';

const MOST_MERGES = 300;
/** Lines of the test text that are shown. */
const LINES = 8;
/** Merges in the table: the one in question and those before it. */
const SHOWN = 4;
const SOURCE_VOCABULARY = 1000;

const lineNames = Array.from({ length: LINES }, (_, i) => `line ${i + 1}`);
const linesOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .slice(0, LINES);
const bytesOf = (text: string) => utf8Encode(text).length;
const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0);
const perToken = (bytes: number, tokens: number) => share(bytes, tokens);

const count = (label: string, help: string) => ({ label, unit: '', help, digits: 0 }) as const;
const ratio = (label: string, help: string) => ({ label, unit: 'bytes per token', help, digits: 2 }) as const;
const left = (label: string, help: string) => ({ label, unit: 'share', help, digits: 3 }) as const;
const written = (label: string, help: string) => ({ label, unit: '', help, digits: 0, text: true }) as const;

const series = {
  token: {
    title: 'Tokens of the test text',
    metrics: {
      line: { ...count('line', 'Line of the test text.'), names: lineNames },
      token: written('token', '␣ is a space, ⏎ a line end; bytes that are no whole character as hex.'),
      id: count('id', 'Number of the token: all that the model will see.'),
    },
  },
  merge: {
    title: 'The last merges',
    metrics: {
      merge: written('merge', 'Its place among all merges that the text has room for.'),
      left: written('left', 'First token of the pair.'),
      right: written('right', 'Second token of the pair.'),
      made: written('becomes', 'The token that replaces the pair.'),
      count: count('count', 'How often the pair stood in the training text when it was merged.'),
    },
  },
  decoded: {
    title: 'Decoded',
    metrics: {
      line: { ...count('line', 'Line of the test text.'), names: lineNames },
      text: written('decoded', 'The ids, turned back into text.'),
      judged: { ...count('judged', 'Against what was typed.'), names: ['as typed', 'not as typed'] },
    },
  },
  size: {
    title: 'Sizes',
    metrics: {
      of: { ...count('text', 'Which text.'), names: ['training text', ...lineNames] },
      bytes: count('bytes', 'In UTF-8.'),
      tokens: count('tokens', 'Without the special tokens at the ends.'),
      perToken: { label: 'bytes a token', unit: '', help: 'The compression.', digits: 2 },
      unknown: count('unknown', 'Tokens that stand for something outside the alphabet.'),
    },
  },
  curve: {
    title: 'After every merge',
    metrics: {
      merges: count('merges', 'Merges so far.'),
      training: ratio('training text', 'Bytes of the training text by its tokens.'),
      test: ratio('test text', 'Bytes of the test text by its tokens.'),
      trainingLeft: left('training text', 'Tokens of the training text by its bytes.'),
      testLeft: left('test text', 'Tokens of the test text by its bytes.'),
      count: count('count', 'How often the pair merged last stood in the training text; 0 before the first.'),
    },
  },
  now: {
    title: 'At the chosen merges',
    metrics: {
      merges: count('merges', 'Merges used.'),
      total: count('all merges', 'Merges until every word is one token, or as many as the source lists.'),
      vocabulary: count('vocabulary', 'Special tokens, alphabet, and one token a merge.'),
      training: ratio('training text', 'Bytes of the training text by its tokens.'),
      test: ratio('test text', 'Bytes of the test text by its tokens.'),
      trainingLeft: left('training text', 'Tokens of the training text by its bytes.'),
      testLeft: left('test text', 'Tokens of the test text by its bytes.'),
    },
  },
} as const;
type Rows = Measured<typeof series>;

const now = (rows: Rows) => rows.of('now')[0]!;
const sizeOf = (rows: Rows, line: number) => rows.of('size').find((row) => row.of === line)!;
const unknowns = (rows: Rows) => rows.of('size').reduce((sum, { unknown }) => sum + unknown, 0);
/** Curves of both texts, and a dot on each at the chosen merges. */
const layersOf = <K extends 'training' | 'trainingLeft', T extends 'test' | 'testLeft'>(
  training: K,
  test: T,
) =>
  [
    { series: 'curve', x: 'merges', y: training, mark: 'line', label: 'training' },
    { series: 'curve', x: 'merges', y: test, mark: 'line', role: 'counterpart', label: 'test' },
    { series: 'now', x: 'merges', y: training, mark: 'dot' },
    { series: 'now', x: 'merges', y: test, mark: 'dot' },
  ] as const;

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

export default defineExperiment({
  id: 'bpe',
  title: 'Merging the most frequent pair, again and again, makes tokens out of bytes.',
  params: {
    tokenizer: {
      kind: 'choice',
      label: 'tokenizer',
      help: 'Byte-pair encoding, or the tokenizer of the source, whose merges change nothing.',
      choices: { bpe: 'byte-pair encoding', source: 'as in the source' },
      default: 'bpe',
    },
    merges: {
      kind: 'number',
      symbol: 'm',
      label: 'merges',
      unit: '',
      help: 'How many of the merges are used; there are as many as the training text has room for.',
      min: 0,
      max: MOST_MERGES,
      step: 1,
      default: 80,
      when: { param: 'tokenizer', is: 'bpe' },
    },
    vocabularySize: {
      kind: 'number',
      label: 'vocabulary size asked for',
      unit: 'tokens',
      help: 'The source’s vocab_size: it merges as often as there is room for tokens.',
      min: 10,
      max: 1500,
      step: 1,
      default: SOURCE_VOCABULARY,
      when: { param: 'tokenizer', is: 'source' },
    },
    alphabet: { ...alphabet, when: { param: 'tokenizer', is: 'bpe' } },
    numbers: { ...numbers, when: { param: 'tokenizer', is: 'bpe' } },
    special: {
      kind: 'choice',
      label: 'special tokens',
      help: 'Whether the start and the end of a line are marked, and lines are filled up to the longest.',
      choices: { none: 'left out', ends: 'start and end', batch: 'start, end and padding' },
      default: 'ends',
      menu: true,
      when: { param: 'tokenizer', is: 'bpe' },
    },
    trainingText: {
      kind: 'text',
      label: 'training text',
      help: 'The pairs are counted here.',
      maxLength: 1200,
      lines: 4,
      default: PRODUCTS,
      example: SOURCE_TEXT,
    },
    testText: {
      kind: 'text',
      label: 'test text',
      help: `Turned into tokens line by line; the first ${LINES} lines are shown.`,
      maxLength: 300,
      lines: 4,
      default: OTHER_PRODUCTS,
      example: SOURCE_TEST,
    },
  },
  series,
  views: [
    {
      kind: 'xy',
      id: 'left',
      title: 'Tokens',
      unit: '% of the bytes',
      size: 'panel',
      x: { label: 'merges' },
      y: { domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1], percent: true },
      layers: layersOf('trainingLeft', 'testLeft'),
      head: [{ series: 'now', metric: 'vocabulary', prefix: 'vocabulary' }],
    },
    {
      kind: 'xy',
      id: 'ratio',
      title: 'Bytes a token',
      size: 'panel',
      x: { label: 'merges' },
      y: { domain: [1, 5], ticks: [1, 2, 3, 4, 5] },
      layers: layersOf('training', 'test'),
      head: [
        { series: 'now', metric: 'training', prefix: 'training' },
        { series: 'now', metric: 'test', prefix: 'test' },
      ],
    },
    {
      kind: 'table',
      id: 'sizes',
      title: 'Sizes',
      unit: 'special tokens at the ends not counted',
      size: 'wide',
      table: { series: 'size', columns: ['of', 'bytes', 'tokens', 'perToken', 'unknown'] },
    },
    {
      kind: 'table',
      id: 'merges',
      title: 'The last merges',
      unit: 'the last row is the newest',
      size: 'wide',
      table: { series: 'merge', columns: ['merge', 'left', 'right', 'made', 'count'] },
    },
    {
      kind: 'tokens',
      id: 'tokens',
      title: 'Tokens of the test text',
      unit: 'ids below',
      size: 'wide',
      tokens: { series: 'token', text: 'token', line: 'line', below: 'id' },
    },
    {
      kind: 'texts',
      id: 'decoded',
      title: 'Decoded again',
      size: 'wide',
      texts: { series: 'decoded', by: 'line', text: 'text', verdict: 'judged' },
    },
  ],
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
  needs: [],
  small: {},
  simplified: [
    'Real tokenizers are trained on gigabytes of text; pairs that stand in it once, as after merge 80 here, are never merged there.',
    'Words are cut by GPT-2’s pattern, English contractions included, before pairs are counted.',
    'Tokens are shown with ␣ for a space; bytes that are no whole character are shown as hexadecimal numbers.',
  ],
}).runs(function* (settings) {
  const { tokenizer, trainingText, testText, vocabularySize, special } = settings;
  const trained = tokenizer === 'bpe' ? trainedBpe(settings) : trainedSource(trainingText, vocabularySize);
  const lines = linesOf(testText);
  const encoded = lines.map((line) => trained.encode(line));
  const marked = tokenizer === 'bpe' ? withSpecialTokens(encoded, special) : encoded;

  for (const [line, ids] of marked.entries()) {
    for (const id of ids) yield { series: 'token', line, token: trained.spell(id), id };
  }
  const { used, total, vocabulary } = trained;
  for (let i = Math.max(0, used - SHOWN); i < used; i++) {
    yield { series: 'merge', merge: `${i + 1}\u00a0of\u00a0${total}`, ...trained.merge(i) };
  }

  const trainingBytes = bytesOf(trainingText);
  const testBytes = lines.reduce((sum, line) => sum + bytesOf(line), 0);
  const curves = lines.map((line) => trained.curve(line));
  for (const [i, { merges, tokens }] of trained.curve(trainingText).entries()) {
    const testTokens = curves.reduce((sum, curve) => sum + curve[i]!.tokens, 0);
    yield {
      series: 'curve',
      merges,
      training: perToken(trainingBytes, tokens),
      test: perToken(testBytes, testTokens),
      trainingLeft: share(tokens, trainingBytes),
      testLeft: share(testTokens, testBytes),
      count: merges > 0 ? trained.merge(merges - 1).count : 0,
    };
  }

  const texts = [trainingText, ...lines];
  const sizes = [trained.encode(trainingText), ...encoded].map((ids, of) => ({
    of,
    bytes: bytesOf(texts[of]!),
    tokens: ids.length,
    perToken: perToken(bytesOf(texts[of]!), ids.length),
    unknown: ids.filter((id) => id === trained.unknown).length,
  }));
  for (const size of sizes) yield { series: 'size', ...size };
  for (const [line, typed] of lines.entries()) {
    const text = trained.decode(marked[line]!);
    yield { series: 'decoded', line, text, judged: text === typed ? 0 : 1 };
  }
  const testTokens = encoded.reduce((sum, ids) => sum + ids.length, 0);
  yield {
    series: 'now',
    merges: used,
    total,
    vocabulary,
    training: sizes[0]!.perToken,
    test: perToken(testBytes, testTokens),
    trainingLeft: share(sizes[0]!.tokens, trainingBytes),
    testLeft: share(testTokens, testBytes),
  };
});

/** Marks start and end of each line, and fills the lines up to the longest. */
function withSpecialTokens(lines: readonly number[][], special: 'none' | 'ends' | 'batch'): number[][] {
  if (special === 'none') return [...lines];
  const marked = lines.map((ids) => [START, ...ids, STOP]);
  const longest = special === 'batch' ? Math.max(0, ...marked.map((ids) => ids.length)) : 0;
  return marked.map((ids) => [...ids, ...Array.from({ length: longest - ids.length }, () => PAD)]);
}
