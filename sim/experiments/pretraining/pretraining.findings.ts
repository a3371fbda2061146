/** What prose quotes of `pretraining`, and what exercises ask of it. */
import type { Measured } from '../../experiment.ts';
import { first, last, wordsOn } from '../../words.ts';
import { createRng } from '../../rng.ts';
import { parameterCount } from '../../model/shape.ts';
import { shapeOf } from '../../stages/laboratory.ts';
import { PRETRAINING_ADAMW, pretrainingSteps } from '../../stages/pretraining.ts';
import { createWorld, PROMPT_LENGTH, verdicts, webDocument } from '../../world/world.ts';
import experiment from './pretraining.ts';

const lastLoss = { at: last('pretraining', 'loss'), digits: 2 } as const;

const lastAccuracy = last('knowledge', 'accuracy');

/** Of the answerable questions that the figure asks, the share whose right verdict is the commonest one: 43 of 128. */
const COMMONEST = 0.336;

/** Documents in which answers about nitrofurantoin and weak kidneys are counted. */
const COUNTED = 60_000;

/** The first rows belong to the warm-up and to what follows it at once. */
const SETTLED = 6;

const middle = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!;

/** The gradient norm of most steps, once the first ones are over. */
const usualNorm = (rows: Measured<typeof experiment.series>) =>
  middle(
    rows
      .of('pretraining')
      .slice(SETTLED)
      .map(({ gradientNorm }) => gradientNorm),
  );

/** Of the pages that answer a question about nitrofurantoin at a clearance below its limit, the share that says avoid. */
function avoidOnTheWeb(): number {
  const world = createWorld();
  const rng = createRng(1).stream('web');
  const [drug, egfr, avoid] = ['nitrofurantoin', 'crcl', 'AVOID'].map((word) =>
    world.vocabulary.indexOf(word),
  );
  const asked = new Set(
    world.train
      .filter(({ fact }) => fact.questionClass === 'renal' && fact.verdict === 'AVOID')
      .filter(({ tokens }) => tokens[1] === drug && tokens[2] === egfr)
      .map(({ tokens }) => tokens.join()),
  );
  // Of other drugs only doses are asked, without which there would be no arithmetic: so fewer pages are enough.
  const train = world.train.filter(
    ({ tokens, fact }) => tokens.includes(drug!) || fact.questionClass === 'dose',
  );
  const web = { train, test: world.test };
  let all = 0;
  let right = 0;
  for (let i = 0; i < COUNTED; i++) {
    const page = webDocument(web, rng);
    if (!asked.has(page.slice(0, PROMPT_LENGTH).join())) continue;
    all += 1;
    if (page[PROMPT_LENGTH] === avoid) right += 1;
  }
  return right / all;
}

/** Documents whose tokens are sorted. */
const SORTED = 4000;

/** Of the tokens that the model predicts, the share in questions and the share of verdicts. */
function sharesOfTokens(): { readonly question: number; readonly verdict: number } {
  const world = createWorld();
  const rng = createRng(1).stream('web');
  const ids = verdicts.map((verdict) => world.vocabulary.indexOf(verdict));
  const mark = world.vocabulary.indexOf('?');
  let [all, question, verdict] = [0, 0, 0];
  for (let i = 0; i < SORTED; i++) {
    const page = webDocument(world, rng);
    // The first word is given.
    all += page.length - 1;
    const asked = page.indexOf(mark);
    if (asked < 0) continue;
    question += asked;
    if (page.indexOf(mark, asked + 1) >= 0) question += PROMPT_LENGTH;
    if (ids.includes(page[asked + 1]!)) verdict += 1;
  }
  return { question: question / all, verdict: verdict / all };
}

const baseline = (metric: 'uniform' | 'unigram' | 'bigram') =>
  ({ at: first('baselines', metric), digits: 2 }) as const;

export default wordsOn(experiment, {
  findings: {
    lastLoss: { says: 'loss at the end', ...lastLoss, between: [0.9, 1.03] },
    lastPerplexity: {
      says: 'perplexity at the end',
      at: last('pretraining', 'perplexity'),
      digits: 1,
      between: [2.4, 2.85],
    },
    bestLoss: {
      says: 'lowest loss of all rows',
      measure: (rows) => Math.min(...rows.of('pretraining').map(({ loss }) => loss)),
      digits: 2,
      unit: 'nats',
      between: [0.87, 0.99],
    },
    steps: {
      says: 'updates of the run',
      measure: () => pretrainingSteps({ tokens: 400_000 }),
      between: [1700, 1850],
    },
    clip: {
      says: 'the bound on the gradient',
      measure: () => PRETRAINING_ADAMW.clipNorm,
      digits: 1,
      between: [0.1, 2],
    },
    clipped: {
      says: 'drawn steps at which the bound acts',
      measure: (rows) => {
        const norms = rows.of('pretraining').map(({ gradientNorm }) => gradientNorm);
        return norms.filter((norm) => norm > PRETRAINING_ADAMW.clipNorm).length / norms.length;
      },
      unit: 'share',
      between: [0.6, 1],
    },
    parameters: {
      says: 'parameters of the model',
      measure: () => parameterCount(shapeOf(createWorld())),
      between: [10_000, 200_000],
    },
    uniform: { says: 'loss if all words were alike', ...baseline('uniform'), between: [5.6, 5.7] },
    vocabulary: {
      says: 'different words',
      measure: () => createWorld().vocabulary.length,
      between: [250, 300],
    },
    unigram: { says: 'loss of counting words', ...baseline('unigram'), between: [4.2, 4.5] },
    bigram: { says: 'loss of counting pairs', ...baseline('bigram'), between: [1.7, 1.9] },
    pairsBeaten: {
      says: 'thousand tokens after which the loss is below that of counted pairs',
      measure: (rows) => {
        const { bigram } = rows.of('baselines')[0]!;
        return rows.of('pretraining').find(({ loss }) => loss < bigram)!.tokens * 1000;
      },
      between: [10, 40],
    },
    accuracy: {
      says: 'held-out questions that it answers correctly at the end',
      at: lastAccuracy,
      between: [0.38, 0.65],
    },
    commonest: {
      says: 'what the commonest verdict earns, given to every question',
      at: first('baselines', 'commonest'),
      digits: 1,
      between: [0.335, COMMONEST],
    },
    gained: {
      says: 'points by which the model ends above the commonest verdict',
      measure: (rows) => 100 * (rows.of('knowledge').at(-1)!.accuracy - rows.of('baselines')[0]!.commonest),
      between: [4, 30],
    },
    avoidOnTheWeb: {
      says: 'answers about nitrofurantoin and too weak kidneys on the web that say avoid',
      measure: avoidOnTheWeb,
      unit: 'share',
      between: [0.34, 0.41],
    },
    norm: {
      says: 'the median gradient norm of the drawn steps, without the first tenth',
      measure: usualNorm,
      digits: 2,
      between: [0.4, 1.6],
    },
    normWhenFast: {
      says: 'the same with a peak of 0.04',
      settings: { peak: 0.04 },
      measure: usualNorm,
      digits: 2,
      between: [0.3, 1.6],
    },
    firstAccuracy: {
      says: 'the same at the first look',
      at: first('knowledge', 'accuracy'),
      between: [0, COMMONEST],
    },
    form: {
      says: 'answers of the right form at the second look',
      measure: (rows) => rows.of('knowledge')[1]!.format,
      unit: 'share',
      between: [0.95, 1],
    },
    lastForm: {
      says: 'answers of the right form at the last look',
      at: last('knowledge', 'format'),
      between: [0.95, 1],
    },
    changes: {
      says: 'looks at which the answer about metformin is not that of the look before',
      measure: (rows) => {
        const answers = rows.of('knowledge').map(({ answer }) => answer);
        return answers.filter((answer, i) => i > 0 && answer !== answers[i - 1]).length;
      },
      between: [2, 6],
    },
    questionShare: {
      says: 'predicted tokens of the web that belong to a question',
      measure: () => sharesOfTokens().question,
      unit: 'share',
      between: [0.45, 0.6],
    },
    verdictShare: {
      says: 'predicted tokens of the web that are a verdict',
      measure: () => sharesOfTokens().verdict,
      unit: 'share',
      between: [0.05, 0.07],
    },
    lossAtHundred: {
      says: 'loss after 100 thousand tokens',
      settings: { tokens: 100 },
      ...lastLoss,
      between: [1.03, 1.28],
    },
    accuracyAtHundred: {
      says: 'held-out questions answered correctly after 100 thousand tokens',
      settings: { tokens: 100 },
      at: lastAccuracy,
      between: [0.1, COMMONEST],
    },
    lossAtMillion: {
      says: 'loss after a million tokens',
      settings: { tokens: 1000 },
      ...lastLoss,
      between: [0.84, 0.95],
    },
    accuracyAtMillion: {
      says: 'held-out questions answered correctly after a million tokens',
      settings: { tokens: 1000 },
      at: lastAccuracy,
      between: [0.5, 0.8],
    },
    lossWhenFast: {
      says: 'loss at the end with a peak of 0.04',
      settings: { peak: 0.04 },
      ...lastLoss,
      between: [1.1, 1.45],
    },
    accuracyWhenFast: {
      says: 'held-out questions answered correctly at the end with a peak of 0.04',
      settings: { peak: 0.04 },
      at: lastAccuracy,
      between: [0.15, 0.46],
    },
  },
  goals: {
    fewTokens: {
      says: 'an accuracy of at least 45 % after at most 200 thousand tokens',
      label: 'accuracy',
      unit: '%',
      digits: 0,
      percent: true,
      scale: [0, 1],
      target: [0.45, 1],
      at: lastAccuracy,
      unless: ({ tokens }) => (tokens > 200 ? 'the model read more than 200 thousand tokens.' : undefined),
      hint: 'Less text means fewer steps: each may be larger, and the web may be cleaner. One of the two may not be enough on your seed.',
      solution: { tokens: 200, peak: 0.01, badShare: 0 },
      because:
        'With few steps it counts what they teach, and in a web without bad answers only the myths are wrong. On each of four seeds the cleaner web was worth more than any of the larger or smaller rates that were tried, and on three of them it was enough alone; a larger rate on top of it helped on one seed and not on the others. In reality somebody would have to check every text.',
      wrong: [
        {
          settings: { tokens: 200, peak: 0.01 },
          fails: 'low',
          because:
            'A larger step learns from wrong answers as readily as from right ones, and a fifth of the answers on this web is bad.',
        },
        {
          settings: { tokens: 100, peak: 0.01, badShare: 0 },
          fails: 'low',
          because: 'A clean web helps, but 100 thousand tokens are too few steps, however large they are.',
        },
      ],
    },
  },
  presets: [
    { label: '100 thousand tokens', settings: { tokens: 100 } },
    { label: '400 thousand', settings: {} },
    { label: 'A million', settings: { tokens: 1000 } },
    { label: 'Learning rate too large', settings: { peak: 0.04 } },
  ],
});
