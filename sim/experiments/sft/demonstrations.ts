/** Supervised fine-tuning on a dozen demonstrations: the answers are learned by heart, and recited to others. */
import { defineExperiment } from '../../experiment.ts';
import { demonstrations } from '../../examples/demonstrations.ts';
import { pretrainingSequences } from '../../examples/pretrainingSequences.ts';
import { log } from '../../float.ts';
import { mean } from '../../measure/mean.ts';
import { createAdamW } from '../../model/adamW.ts';
import { createDecoder } from '../../model/decoder.ts';
import { generate } from '../../model/generate.ts';
import { initialise } from '../../model/parameters.ts';
import { createTransformer } from '../../model/transformer.ts';
import { batchOf, meanLoss } from '../../stages/languageModel.ts';
import { BOUNDARY, charactersOf } from '../../text/characters.ts';
import { longestShared } from '../../text/longestShared.ts';
import { seedParam } from '../seed.ts';

const HEAD_SIZE = 8;

/** Stands between prompt and answer; the model reads it as a sign to answer. */
const ANSWER = '\n';

const sentences = pretrainingSequences.map(({ context, continuation }) => `${context} ${continuation}`);

export const characters = charactersOf([
  ...sentences,
  ...demonstrations.flatMap(({ prompt, completion }) => [prompt, ANSWER, completion]),
]);

export const read = sentences.map((text) => [BOUNDARY, ...characters.encode(text), BOUNDARY]);

export const shown = demonstrations.map(({ prompt, completion }) => ({
  prompt,
  completion,
  /** With the sign to answer. */
  question: [BOUNDARY, ...characters.encode(prompt + ANSWER)],
  answer: [...characters.encode(completion), BOUNDARY],
}));

type Shown = (typeof shown)[number];

const longest = Math.max(...shown.map(({ question, answer }) => question.length + answer.length)) - 1;

/** Demonstrations side by side; of the prompts nothing is predicted, if they are masked. */
const batch = (of: readonly Shown[], masked: boolean) =>
  batchOf(
    of.map(({ question, answer }) => [...question, ...answer]),
    masked ? of.map(({ question }) => question.length) : 0,
  );

const WHO = [
  'prompt, in training',
  'its expert',
  'the model',
  'prompt, held out',
  'its expert ',
  'the model ',
] as const;

const VERDICTS = ['word for word', 'not what the expert says', ''] as const;

export const series = {
  fineTuning: {
    title: 'Fine-tuning, step by step',
    metrics: {
      step: { label: 'step', unit: 'updates', help: 'Updates so far.', digits: 0 },
      loss: {
        label: 'loss, training',
        symbol: '\\mathcal L',
        unit: 'nats per character',
        help: 'Mean −log P of the next character in the answers of the training demonstrations.',
        hue: 'loss',
        digits: 4,
      },
      heldOutLoss: {
        label: 'loss, held-out',
        unit: 'nats per character',
        help: 'The same in the answers that training never sees.',
        hue: 'loss',
        digits: 2,
      },
      uniform: {
        label: 'all characters alike',
        symbol: '\\ln V',
        unit: 'nats per character',
        help: 'The loss of a model that gives every character the same probability.',
        digits: 3,
      },
    },
  },
  answers: {
    title: 'One prompt of each kind, and its answers',
    metrics: {
      who: { label: 'who', unit: '', help: 'Prompt, expert or model.', digits: 0, names: WHO },
      text: {
        label: 'text',
        unit: '',
        help: 'What is asked or answered. The model’s answers may be wrong.',
        digits: 0,
        text: true,
      },
      verdict: { label: 'verdict', unit: '', help: 'Of the model’s answer.', digits: 0, names: VERDICTS },
    },
  },
  recital: {
    title: 'All prompts, likeliest answers',
    metrics: {
      seen: {
        label: 'recited, in training',
        unit: 'share',
        help: 'Training prompts whose answer comes back word for word.',
        digits: 2,
      },
      unseen: {
        label: 'answered, held-out',
        unit: 'share',
        help: 'Held-out prompts whose answer is the expert’s, word for word.',
        digits: 2,
      },
      copied: {
        label: 'in one piece from another answer',
        unit: 'characters',
        help: 'Longest piece of an answer to a held-out prompt that stands in a training answer; mean.',
        digits: 0,
      },
    },
  },
} as const;

const answerRow = (who: number, text: string, verdict: number) =>
  ({ series: 'answers', who, text, verdict }) as const;

export default defineExperiment({
  id: 'demonstrations',
  title: 'A few answers can be learned by heart; no other prompt gets its expert’s answer.',
  params: {
    pretrained: {
      kind: 'number',
      label: 'pretraining',
      unit: 'steps',
      help: 'Steps of next-token prediction on the 15 sentences of the chapter on pretraining, before the first demonstration.',
      min: 0,
      max: 60,
      step: 5,
      default: 20,
      menu: true,
    },
    heldOut: {
      kind: 'number',
      label: 'held-out demonstrations',
      unit: 'of 12',
      help: 'Demonstrations that training never sees.',
      min: 1,
      max: 8,
      step: 1,
      default: 3,
      menu: true,
    },
    steps: {
      kind: 'number',
      label: 'steps',
      help: 'Updates; each sees all training demonstrations.',
      min: 5,
      max: 200,
      step: 1,
      default: 120,
    },
    trainedOn: {
      kind: 'choice',
      label: 'loss on',
      help: 'Which tokens are predicted in training. The loss that is drawn is that of the answers.',
      choices: { answers: 'the answers only', everything: 'prompts and answers' },
      default: 'answers',
    },
    width: {
      kind: 'number',
      symbol: 'd',
      label: 'width',
      unit: 'numbers',
      help: 'Numbers in a hidden state; one head of attention for every eight of them.',
      min: 8,
      max: 48,
      step: 8,
      default: 32,
      menu: true,
    },
    learningRate: {
      kind: 'number',
      symbol: '\\alpha',
      label: 'learning rate',
      help: 'Step size of AdamW in both stages; constant here, without warm-up.',
      min: 0.001,
      max: 0.03,
      step: 0.001,
      default: 0.01,
      menu: true,
    },
    seed: seedParam('Fixes the first weights and which demonstrations are held out.'),
  },
  series,
  clock: { series: 'fineTuning', metric: 'step', end: 'steps' },
  views: [
    {
      kind: 'xy',
      id: 'loss',
      title: 'Loss',
      unit: 'nats per character',
      size: 'wide',
      x: { label: 'steps' },
      y: { domain: [0, 7] },
      layers: [
        { series: 'fineTuning', x: 'step', y: 'uniform', mark: 'line', role: 'guide', label: 'guessing' },
        { series: 'fineTuning', x: 'step', y: 'loss', mark: 'line', role: 'thin', label: 'training' },
        { series: 'fineTuning', x: 'step', y: 'heldOutLoss', mark: 'line', label: 'held-out' },
      ],
      references: [{ axis: 'y', at: 0.2902, label: 'the last loss of a log: 0.2902' }],
      head: [
        { series: 'fineTuning', metric: 'loss', prefix: 'training' },
        { series: 'fineTuning', metric: 'heldOutLoss', prefix: 'held-out' },
      ],
    },
    {
      kind: 'texts',
      id: 'answers',
      title: 'A prompt that it knows, and one that it does not (its answers may be wrong)',
      size: 'wide',
      texts: { series: 'answers', by: 'who', text: 'text', verdict: 'verdict', latest: true },
    },
  ],
  tabs: [
    { label: 'Loss', views: ['loss'] },
    { label: 'Answers', views: ['answers'] },
  ],
  needs: [],
  engine: true,
  small: { steps: 5, width: 8, pretrained: 5 },
  clinical: true,
  simplified: [
    'One layer, and characters instead of word pieces; pretraining has read 15 sentences, not the web.',
    'All training demonstrations in every step, at a constant learning rate.',
    'An answer is judged by whether it is the expert’s, character by character: a right answer in other words would count as none.',
  ],
}).runs(function* runDemonstrations(settings, { kernels, rng }) {
  const { pretrained, heldOut, steps, trainedOn, width, learningRate } = settings;
  const order = rng.stream('split').shuffle(shown);
  const [unseen, seen] = [order.slice(0, heldOut), order.slice(heldOut)];
  const shape = {
    vocabulary: characters.size,
    context: longest,
    width,
    layers: 1,
    heads: width / HEAD_SIZE,
  };
  const model = createTransformer(kernels, shape, Math.max(read.length, seen.length));
  initialise(kernels, model.parameters, rng.stream('weights'));
  const decoder = createDecoder(model, seen.length + unseen.length);

  const pretraining = createAdamW(model);
  const sequences = batchOf(read);
  for (let step = 0; step < pretrained; step++) {
    model.zeroGradients();
    meanLoss(model, sequences).backward();
    pretraining.step(learningRate);
    yield undefined;
  }

  const drawing = rng.stream('answers');
  const likeliest = (asked: readonly Shown[]) =>
    generate(
      model,
      decoder,
      asked.map(({ question }) => question),
      { temperature: 0, end: BOUNDARY, longest },
      () => drawing,
    ).map((answer) => characters.decode(answer));
  function* say(): Generator<ReturnType<typeof answerRow>, void, undefined> {
    for (const [i, one] of [seen[0]!, unseen[0]!].entries()) {
      const said = likeliest([one])[0]!;
      yield answerRow(3 * i, one.prompt, 2);
      yield answerRow(3 * i + 1, one.completion, 2);
      yield answerRow(3 * i + 2, said, said === one.completion ? 0 : 1);
    }
  }

  const optimiser = createAdamW(model);
  const [learned, test] = [batch(seen, true), batch(unseen, true)];
  const trained = trainedOn === 'answers' ? learned : batch(seen, false);
  const uniform = log(characters.size);
  for (let step = 0; step <= steps; step++) {
    const heldOutLoss = meanLoss(model, test).loss;
    const onAnswers = meanLoss(model, learned);
    yield { series: 'fineTuning', step, loss: onAnswers.loss, heldOutLoss, uniform };
    if (step === 0) yield* say();
    if (step === steps) break;
    model.zeroGradients();
    const { backward } = trained === learned ? onAnswers : meanLoss(model, trained);
    backward();
    optimiser.step(learningRate);
  }
  yield* say();
  const [known, others] = [likeliest(seen), likeliest(unseen)];
  const answers = seen.map(({ completion }) => completion);
  yield {
    series: 'recital',
    seen: mean(known.map((said, i) => Number(said === seen[i]!.completion))),
    unseen: mean(others.map((said, i) => Number(said === unseen[i]!.completion))),
    copied: mean(others.map((said) => Math.max(...answers.map((each) => longestShared(said, each))))),
  };
});
