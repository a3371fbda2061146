/** One question on its way through the course's own transformer: embedding, attention, MLP, logits, softmax. */
import { defineExperiment } from '../../experiment.ts';
import { log } from '../../float.ts';
import { nats, share } from '../../metric.ts';
import { restore } from '../../model/checkpoint.ts';
import { readClosely, softmax } from '../../model/reading.ts';
import { createTransformer, type Transformer } from '../../model/transformer.ts';
import { shapeOf } from '../../stages/laboratory.ts';
import { createWorld, END, verdicts } from '../../world/world.ts';
import { ASKED_AT, drugs, everyDrug, HEADS, likeliest, statesOf } from './everyDrug.ts';

const MODELS = ['base', 'sft'] as const;

const QUESTION = 'give metformin egfr 2 8 ?';

const plain = (label: string, help: string) => ({ label, unit: '', help, digits: 0 }) as const;
const words = (label: string, help: string) => ({ label, unit: '', help, digits: 0, text: true }) as const;
const number = (label: string, help: string) => ({ label, unit: '', help, digits: 2 }) as const;

export default defineExperiment({
  id: 'transformer-block',
  title:
    'Each word gathers from itself and the words before it; the last one becomes a probability for every next word.',
  params: {
    question: {
      kind: 'text',
      label: 'question',
      help: 'Words of the teaching world; a digit is a word. Add the next word, and the model reads on.',
      maxLength: 200,
      default: QUESTION,
      example: 'give warfarin with ibuprofen ok ?',
    },
    model: {
      kind: 'choice',
      label: 'model',
      help: 'After pretraining, or after fine-tuning on answers of experts.',
      choices: { base: 'base', sft: 'fine-tuned' },
      default: 'base',
    },
    temperature: {
      kind: 'number',
      symbol: 'T',
      label: 'temperature',
      help: 'The logits are divided by it before the softmax; at 0 the likeliest word has everything.',
      min: 0,
      max: 3,
      step: 0.1,
      default: 1,
    },
    head: {
      kind: 'choice',
      label: 'head',
      help: 'The head of attention whose scores stand in the tab Softmax.',
      choices: { '1': '1', '2': '2', '3': '3' },
      default: '2',
    },
  },
  series: {
    token: {
      title: 'The question',
      metrics: {
        token: words('word', 'As the model reads it.'),
        id: plain('id', 'Its row in the table of embeddings.'),
      },
    },
    attention: {
      title: 'Attention',
      metrics: {
        from: plain('word that gathers', 'Its place in the question.'),
        to: plain('word it gathers from', 'Its place in the question.'),
        head: { ...plain('head', 'The head of attention.'), names: HEADS },
        weight: share(
          'Share that the one takes from the other: a softmax over all words up to itself.',
          'weight',
        ),
      },
    },
    next: {
      title: 'Next words',
      metrics: {
        word: words('next word', 'The likeliest ones.'),
        logit: { ...number('logit z', 'The number that the model gives to it.'), symbol: 'z' },
        divided: number('z / T', 'The logit by the temperature; 0 if that is 0.'),
        probability: { ...share('Softmax of the logits by the temperature.', 'P'), digits: 3 },
        cost: nats('Loss, if this word comes next: −log P at a temperature of 1.', '−log P'),
      },
    },
    said: {
      title: 'In words',
      metrics: {
        what: { ...plain('what', 'What is said.'), names: ['goes on', 'left out'] },
        text: words('text', 'What follows if the likeliest word is taken each time; what was not read.'),
      },
    },
    stream: {
      title: 'The last word’s stream',
      metrics: {
        number: plain('number', 'Its place in the state.'),
        part: {
          ...plain('part', 'What is added to the stream.'),
          names: ['word and place', 'attention adds', 'MLP adds', 'sum'],
        },
        size: { ...share('Its absolute value by the largest that is shown.', 'size'), digits: 3 },
      },
    },
    readout: {
      title: 'What the output matrix would say after each part',
      metrics: {
        after: { ...plain('after', 'The part of the block.'), names: ['embedding', 'attention', 'MLP'] },
        likeliest: words('likeliest next words', 'With their probabilities, at a temperature of 1.'),
        verdicts: share('Probability of the six verdicts together.', 'all six verdicts'),
      },
    },
    score: {
      title: 'Attention of the last word in numbers',
      metrics: {
        word: words('looks at', 'A word of the question.'),
        score: number('q·k / √size', 'Score of its key under the query of the last word.'),
        weight: { ...share('Softmax of the scores.', 'weight'), digits: 3 },
      },
    },
    everywhere: {
      title: 'Every drug with kidney limits',
      metrics: {
        head: { ...plain('head', 'The head of attention.'), names: HEADS },
        verb: share('Mean weight that the question mark gives to “give” or “start”.', 'verb'),
        drug: share('The same for the name of the drug.', 'drug'),
        measure: share('The same for “egfr” or “crcl”.', 'egfr or crcl'),
        tens: share('The same for the first digit.', 'first digit'),
        ones: share('The same for the second digit.', 'second digit'),
        mark: share('The same for the question mark itself.', 'itself'),
      },
    },
    readouts: {
      title: 'Every drug with kidney limits: is a verdict ahead?',
      metrics: {
        after: {
          ...plain('after', 'The part of the block; or one verdict, the commonest, given to all.'),
          names: ['embedding', 'attention', 'MLP', 'always one verdict'],
        },
        ahead: share('Questions in which the likeliest next word is a verdict.', 'a verdict is likeliest'),
        right: share('Questions in which it is the right one.', 'the right one'),
      },
    },
  },
  views: [
    {
      kind: 'attention',
      id: 'attention',
      title: 'What a word gathers from',
      unit: 'weight, %: point at a word, tap it, or use the arrow keys',
      size: 'wide',
      tokens: { series: 'token', text: 'token', below: 'id' },
      attention: { series: 'attention', from: 'from', to: 'to', head: 'head', weight: 'weight' },
    },
    {
      kind: 'bars',
      id: 'next',
      title: 'Next word',
      unit: 'P, %',
      size: 'panel',
      x: { domain: [0, 1], percent: true },
      bars: { series: 'next', by: 'word', value: 'probability' },
    },
    {
      kind: 'texts',
      id: 'said',
      title: 'The likeliest word each time (may be wrong)',
      size: 'panel',
      texts: { series: 'said', by: 'what', text: 'text' },
    },
    {
      kind: 'cells',
      id: 'stream',
      title: 'The last word as numbers',
      unit: 'absolute value, by the largest',
      size: 'strip',
      x: {},
      cells: { series: 'stream', x: 'number', y: 'part', value: 'size' },
    },
    {
      kind: 'table',
      id: 'readout',
      title: 'If the output matrix read the stream after each part',
      size: 'wide',
      table: { series: 'readout', columns: ['after', 'likeliest', 'verdicts'] },
    },
    {
      kind: 'table',
      id: 'score',
      title: 'From scores to weights: the last word, the head that is set',
      size: 'panel',
      table: { series: 'score', columns: ['word', 'score', 'weight'] },
    },
    {
      kind: 'table',
      id: 'softmax',
      title: 'From logits to probabilities',
      size: 'panel',
      table: { series: 'next', columns: ['word', 'logit', 'divided', 'probability'] },
    },
    {
      kind: 'table',
      id: 'everywhere',
      title: `Where the question mark looks: mean over ${drugs.length} drugs at ${ASKED_AT.join(', ')}`,
      size: 'wide',
      table: {
        series: 'everywhere',
        columns: ['head', 'verb', 'drug', 'measure', 'tens', 'ones', 'mark'],
      },
    },
    {
      kind: 'table',
      id: 'readouts',
      title: 'The same questions: the likeliest next word after each part',
      size: 'wide',
      table: { series: 'readouts', columns: ['after', 'ahead', 'right'] },
    },
  ],
  tabs: [
    { label: 'Attention', views: ['attention', 'next', 'said'] },
    { label: 'Block', views: ['stream', 'readout'] },
    { label: 'Softmax', views: ['score', 'softmax'] },
    { label: 'Every drug', views: ['everywhere', 'readouts'] },
  ],
  needs: MODELS.map((model) => ({ model })),
  engine: true,
  small: {},
  clinical: true,
  simplified: [
    'One block, three heads, 48 numbers for each word; large models have dozens of blocks, and thousands of numbers for each token.',
    'The words of a made-up world, so that a whole question is six tokens.',
    'Computed in double precision, number by number; the model itself computes with floats, and a test compares both.',
  ],
}).runs(function* runTransformerBlock({ question, model: name, temperature, head }, { kernels, models }) {
  const world = createWorld();
  const model = createTransformer(kernels, shapeOf(world), 1);
  const checkpoint = models[name]!;
  restore(model, checkpoint);
  const { vocabulary } = world;
  const { known, leftOut } = knownWords(question, vocabulary, model.shape.context);
  const tokens = known.length > 0 ? known : knownWords(QUESTION, vocabulary, model.shape.context).known;
  const text = (token: number) => vocabulary[token]!;
  const last = tokens.length - 1;
  const reading = readClosely(model, tokens);
  const block = reading.blocks[0]!;

  for (const token of tokens) yield { series: 'token', token: text(token), id: token };
  for (const [h, ofHead] of block.weights.entries()) {
    for (const [from, row] of ofHead.entries()) {
      for (const [to, weight] of row.entries()) yield { series: 'attention', from, to, head: h, weight };
    }
  }

  const logits = reading.logitsOf(reading.leaving[last]!);
  const [shares, costs] = [softmax(logits, temperature), softmax(logits)];
  for (const token of likeliest(logits)) {
    yield {
      series: 'next',
      word: text(token),
      logit: logits[token]!,
      divided: temperature === 0 ? 0 : logits[token]! / temperature,
      probability: shares[token]!,
      cost: -log(costs[token]!),
    };
  }
  yield { series: 'said', what: 0, text: continuation(model, tokens).map(text).join(' ') };
  const refused = known.length > 0 ? leftOut : [...leftOut, `(no word is known, so “${QUESTION}” is read)`];
  if (refused.length > 0) yield { series: 'said', what: 1, text: refused.join(' ') };

  const states = statesOf(reading);
  const parts = [reading.embedded, block.attended, block.transformed, reading.leaving].map(
    (each) => each[last]!,
  );
  const largest = Math.max(...parts.flat().map((each) => Math.abs(each)));
  for (const [part, numbers] of parts.entries()) {
    for (const [i, each] of numbers.entries()) {
      yield { series: 'stream', number: i + 1, part, size: Math.abs(each) / largest };
    }
  }
  for (const [after, state] of states.entries()) {
    const said = softmax(reading.logitsOf(state));
    yield {
      series: 'readout',
      after,
      likeliest: likeliest(said)
        .slice(0, 3)
        .map((token) => `${text(token)} ${Math.round(100 * said[token]!)} %`)
        .join(', '),
      verdicts: verdicts.reduce((sum, verdict) => sum + said[vocabulary.indexOf(verdict)]!, 0),
    };
  }
  const chosen = Number(head) - 1;
  for (const [i, token] of tokens.entries()) {
    yield {
      series: 'score',
      word: text(token),
      score: block.scores[chosen]![last]![i]!,
      weight: block.weights[chosen]![last]![i]!,
    };
  }
  const all = everyDrug(model, checkpoint);
  for (const [h, [verb, drug, measure, tens, ones, mark]] of all.weights.entries()) {
    yield {
      series: 'everywhere',
      head: h,
      verb: verb!,
      drug: drug!,
      measure: measure!,
      tens: tens!,
      ones: ones!,
      mark: mark!,
    };
  }
  for (const [after, { ahead, right }] of all.readouts.entries()) {
    yield { series: 'readouts', after, ahead, right };
  }
});

/** Words of the vocabulary, in any case; the others, and those for which the model has no room, are left out. */
function knownWords(text: string, vocabulary: readonly string[], most: number) {
  const known: number[] = [];
  const leftOut: string[] = [];
  for (const written of text.split(/\s+/).filter((word) => word !== '')) {
    const exact = vocabulary.indexOf(written);
    const token =
      exact < 0 ? vocabulary.findIndex((word) => word.toLowerCase() === written.toLowerCase()) : exact;
    if (token < 0 || known.length === most) leftOut.push(written);
    else known.push(token);
  }
  return { known, leftOut };
}

/** What follows if the likeliest word is taken each time, up to the end of the text or of the model's room. */
function continuation(model: Transformer, tokens: readonly number[]): number[] {
  const written = [...tokens];
  while (
    written.length < model.shape.context &&
    (written.length === tokens.length || written.at(-1) !== END)
  ) {
    const reading = readClosely(model, written);
    written.push(likeliest(reading.logitsOf(reading.leaving.at(-1)!))[0]!);
  }
  return written.slice(tokens.length);
}
