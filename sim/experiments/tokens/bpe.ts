/** A tokenizer trained on the reader's text: its merges, the tokens of another text, and what each merge saves. */
import { OTHER_PRODUCTS, PRODUCTS, SOURCE_TEST, SOURCE_TEXT } from '../../examples/tokenizationTexts.ts';
import { defineExperiment } from '../../experiment.ts';
import { alphabet, PAD, START, STOP } from '../../text/alphabet.ts';
import { numbers } from '../../text/preTokens.ts';
import { trainedBpe, trainedSource } from '../../text/trained.ts';
import { utf8Encode } from '../../text/utf8.ts';

export const MOST_MERGES = 300;

/** Lines of the test text that are shown. */
const LINES = 8;

/** Merges in the table: the one in question and those before it. */
const SHOWN = 4;

export const SOURCE_VOCABULARY = 1000;

const lineNames = Array.from({ length: LINES }, (_, i) => `line ${i + 1}`);

const linesOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .slice(0, LINES);

const bytesOf = (text: string) => utf8Encode(text).length;

const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0);

const perToken = (bytes: number, tokens: number) => share(bytes, tokens);

export const count = (label: string, help: string) => ({ label, unit: '', help, digits: 0 }) as const;

const ratio = (label: string, help: string) => ({ label, unit: 'bytes per token', help, digits: 2 }) as const;

const left = (label: string, help: string) => ({ label, unit: 'share', help, digits: 3 }) as const;

const written = (label: string, help: string) => ({ label, unit: '', help, digits: 0, text: true }) as const;

export const series = {
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
      perToken: { label: 'bytes per token', unit: '', help: 'The compression.', digits: 2 },
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

/** Marks start and end of each line, and fills the lines up to the longest. */
function withSpecialTokens(lines: readonly number[][], special: 'none' | 'ends' | 'batch'): number[][] {
  if (special === 'none') return [...lines];
  const marked = lines.map((ids) => [START, ...ids, STOP]);
  const longest = special === 'batch' ? Math.max(0, ...marked.map((ids) => ids.length)) : 0;
  return marked.map((ids) => [...ids, ...Array.from({ length: longest - ids.length }, () => PAD)]);
}

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
      lines: 2,
      default: PRODUCTS,
      example: SOURCE_TEXT,
    },
    testText: {
      kind: 'text',
      label: 'test text',
      help: `Turned into tokens line by line; the first ${LINES} lines are shown.`,
      maxLength: 300,
      lines: 2,
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
  tabs: [
    { label: 'Tokens', views: ['tokens', 'decoded'] },
    { label: 'Merges', views: ['left', 'ratio', 'merges'] },
    { label: 'Sizes', views: ['sizes'] },
  ],
  needs: [],
  small: {},
  simplified: [
    'Real tokenizers are trained on gigabytes of text; pairs that stand in it once, as after merge 80 here, are never merged there.',
    'Words are cut by GPT-2’s pattern, English contractions included, before pairs are counted.',
    'Tokens are shown with ␣ for a space; bytes that are no whole character are shown as hexadecimal numbers.',
  ],
}).runs(function* runBpe(settings) {
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
