/** A tokenizer trained on the reader's text: its merges, the tokens of another text, and what each merge saves. */
import { OTHER_PRODUCTS, PRODUCTS, SOURCE_TEST, SOURCE_TEXT } from '../../examples/tokenizationTexts.ts';
import { defineExperiment } from '../../experiment.ts';
import { alphabet, PAD, START, STOP } from '../../text/alphabet.ts';
import { numbers } from '../../text/preTokens.ts';
import { visibleInText } from '../../text/spelling.ts';
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

const SIGNS =
  '␣ is a space, ⏎ a line end; other characters that cannot be seen have a mark too, and bytes that are no whole character stand in ⟨ ⟩.';

export const series = {
  token: {
    title: 'Tokens of the test text',
    metrics: {
      line: count('line', 'Line of the test text; the first is 0.'),
      token: written('token', SIGNS),
      id: count('id', 'Number of the token: all that the model will see.'),
    },
  },
  cut: {
    title: 'The training text, cut',
    metrics: {
      line: count('line', 'Line of the training text; the first is 0.'),
      token: written('token', SIGNS),
    },
  },
  joining: {
    title: 'How the first word is joined',
    metrics: {
      merge: written('merge', 'Which merge; at first there is none.'),
      made: written('makes', 'The token that it makes.'),
      word: written('the word then', 'Its tokens, with a bar between two.'),
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
      training: ratio('training text', 'Bytes of the training text divided by its tokens.'),
      test: ratio('test text', 'Bytes of the test text divided by its tokens.'),
      trainingLeft: left('training text', 'Tokens of the training text divided by its bytes.'),
      testLeft: left('test text', 'Tokens of the test text divided by its bytes.'),
      count: count('count', 'How often the pair merged last stood in the training text; 0 before the first.'),
    },
  },
  now: {
    title: 'At the chosen merges',
    metrics: {
      merges: count('merges', 'Merges used.'),
      total: count('all merges', 'Merges until every word is one token, or as many as are listed.'),
      vocabulary: count('vocabulary', 'Special tokens, alphabet, and one token per merge.'),
      training: ratio('training text', 'Bytes of the training text divided by its tokens.'),
      test: ratio('test text', 'Bytes of the test text divided by its tokens.'),
      trainingLeft: left('training text', 'Tokens of the training text divided by its bytes.'),
      testLeft: left('test text', 'Tokens of the test text divided by its bytes.'),
    },
  },
} as const;

/** Curves of both texts, and a dot on each at the chosen merges. */
const CURVES = [
  { series: 'curve', x: 'merges', y: 'trainingLeft', mark: 'line', label: 'training' },
  { series: 'curve', x: 'merges', y: 'testLeft', mark: 'line', role: 'counterpart', label: 'test' },
  { series: 'now', x: 'merges', y: 'trainingLeft', mark: 'dot' },
  { series: 'now', x: 'merges', y: 'testLeft', mark: 'dot' },
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
  title: 'A tokenizer cuts one text with what it has learned from another.',
  params: {
    tokenizer: {
      kind: 'choice',
      label: 'tokenizer',
      help: 'Byte-pair encoding, or a tokenizer whose merges change nothing.',
      choices: { bpe: 'byte-pair encoding', source: 'one that merges nothing' },
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
      help: 'It lists as many merges as there is room for tokens.',
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
      default: 'none',
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
      size: 'wide',
      x: { label: 'merges' },
      y: { domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1], percent: true },
      layers: CURVES,
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
      unit: 'neighbours differ in colour; ␣ is a space',
      size: 'wide',
      tokens: { series: 'token', text: 'token', line: 'line', running: true },
    },
    {
      kind: 'tokens',
      id: 'ids',
      title: 'Tokens with their ids',
      unit: 'all that the model will see',
      size: 'wide',
      tokens: { series: 'token', text: 'token', line: 'line', below: 'id' },
    },
    {
      kind: 'tokens',
      id: 'cut',
      title: 'The training text, cut',
      unit: 'by the merges used',
      size: 'wide',
      tokens: { series: 'cut', text: 'token', line: 'line', running: true },
    },
    {
      kind: 'table',
      id: 'joining',
      title: 'How the first word of the test text is joined',
      size: 'wide',
      table: { series: 'joining', columns: ['merge', 'made', 'word'] },
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
    { label: 'First word', views: ['joining'] },
    { label: 'Merges', views: ['merges'] },
    { label: 'What is left', views: ['left'] },
    { label: 'Training text', views: ['cut'] },
    { label: 'Ids', views: ['ids'] },
    { label: 'Sizes', views: ['sizes'] },
  ],
  needs: [],
  small: {},
  simplified: [
    'Real tokenizers are trained on gigabytes of text; pairs that stand in it once, as nearly all after merge 80 here, are never merged there.',
    'Words are cut by GPT-2’s pattern, English contractions included, before pairs are counted.',
    '␣ stands for a space, and every other character that cannot be seen has a mark; bytes that are no whole character are shown as hexadecimal numbers in ⟨ ⟩.',
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
  for (const [line, text] of trainingText.split('\n').entries()) {
    for (const id of trained.encode(text)) yield { series: 'cut', line, token: trained.spell(id) };
  }
  const { used, total, vocabulary } = trained;
  for (const { merge, ids } of trained.joining(lines[0] ?? '')) {
    yield {
      series: 'joining',
      merge: merge === undefined ? 'none' : `${merge + 1}`,
      made: merge === undefined ? '' : trained.merge(merge).made,
      word: ids.map((id) => trained.spell(id)).join(' | '),
    };
  }
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
    yield { series: 'decoded', line, text: visibleInText(text), judged: text === typed ? 0 : 1 };
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
