/** One drug, every kidney function from 0 to 99: what three models say, against the steps that are right. */
import { defineExperiment } from '../../experiment.ts';
import { restore } from '../../model/checkpoint.ts';
import { createDecoder } from '../../model/decoder.ts';
import { createTransformer, type Transformer } from '../../model/transformer.ts';
import { inBatches } from '../../stages/batches.ts';
import { LARGEST_BATCH } from '../../stages/batches.ts';
import { benchOf } from '../../stages/bench.ts';
import { answerOf, shapeOf } from '../../stages/laboratory.ts';
import { firstToken } from '../../stages/responses.ts';
import {
  createWorld,
  drugsWithRenalSteps,
  judge,
  readableAnswer,
  readableKey,
  type RenalSteps,
  type Verdict,
} from '../../world/world.ts';

const MODELS = ['base', 'sft', 'ppo'] as const;

const NAMES = ['base', 'SFT', 'PPO'] as const;

/** Verdicts that a question about kidney function can have; the rest is one row. */
const ROWS = ['AVOID', 'REDUCE', 'MONITOR', 'USUAL'] as const;

export const VALUES = 100;

const rowOf = (verdict: Verdict): number => {
  const row = (ROWS as readonly string[]).indexOf(verdict);
  return row < 0 ? ROWS.length : row;
};

export const steps = drugsWithRenalSteps();

const drugs = Object.fromEntries(steps.map(({ drug, label }) => [drug, label]));

const verdictMetric = {
  label: 'verdict',
  unit: '',
  help: 'The first word of the answer.',
  digits: 0,
  names: [...ROWS, 'other'],
} as const;

const egfrMetric = {
  label: 'eGFR',
  unit: 'mL/min',
  help: 'Kidney function that is asked about.',
  digits: 0,
} as const;

const grid = (title: string) =>
  ({
    title,
    metrics: {
      egfr: egfrMetric,
      verdict: verdictMetric,
      probability: {
        label: 'probability',
        unit: 'share',
        help: 'Probability that the answer begins with this word, mean of two phrasings.',
        digits: 2,
      },
    },
  }) as const;

const share = (label: string, help: string) => ({ label, unit: 'share', help, digits: 2 }) as const;

export const series = {
  base: grid('Base model'),
  sft: grid('Fine-tuned model'),
  ppo: grid('After PPO'),
  truth: { title: 'The right verdict', metrics: { egfr: egfrMetric, verdict: verdictMetric } },
  asked: { title: 'What is asked', metrics: { egfr: egfrMetric } },
  answer: {
    title: 'Answers at this kidney function',
    metrics: {
      who: {
        label: 'who',
        unit: '',
        help: 'The formulary, or which model.',
        digits: 0,
        names: ['right', ...NAMES],
      },
      text: {
        label: 'answer',
        unit: '',
        help: 'As a sentence; what a model says may be wrong.',
        digits: 0,
        text: true,
      },
      judged: {
        label: 'judged',
        unit: '',
        help: 'Against the formulary.',
        digits: 0,
        names: ['right', 'wrong', 'not judged: authorities differ', ''],
      },
      probability: share('P(right)', 'Probability of the right verdict; 0 where none is.'),
    },
  },
  sureness: {
    title: 'All values from 0 to 99',
    metrics: {
      model: { label: 'model', unit: '', help: 'Which model.', digits: 0, names: NAMES },
      right: share('likeliest verdict right', 'Values at which the likeliest verdict is the right one.'),
      confidence: share('mean P(likeliest)', 'How sure the model is, right or wrong.'),
      wrongly: share('P(likeliest) where wrong', 'How sure it is where it is wrong; 0 if it never is.'),
    },
  },
} as const;

const panel = (of: (typeof MODELS)[number], title: string) =>
  ({
    kind: 'cells',
    id: of,
    title,
    unit: 'P(verdict)',
    size: 'panel',
    x: {},
    cells: { series: of, x: 'egfr', y: 'verdict', value: 'probability' },
    outlined: { series: 'truth', x: 'egfr', y: 'verdict' },
    at: { series: 'asked', metric: 'egfr' },
  }) as const;

/** P(verdict) by value and row, the mean over the phrasings. */
function verdictsOf(model: Transformer, { phrasings }: RenalSteps): number[][] {
  const { vocabulary } = createWorld();
  const tokens = ROWS.map((verdict) => vocabulary.indexOf(verdict));
  const prompts = Array.from({ length: VALUES }, (_, value) =>
    phrasings(value).map((prompt) => ({ value, prompt })),
  ).flat();
  const sums = Array.from({ length: VALUES }, () => tokens.map(() => 0));
  const counts = Array.from({ length: VALUES }, () => 0);
  for (const some of inBatches(prompts, model.capacity)) {
    const rows = firstToken(
      model,
      some.map(({ prompt }) => prompt),
    );
    for (const [i, { value }] of some.entries()) {
      counts[value]! += 1;
      for (const [v, token] of tokens.entries()) sums[value]![v]! += rows[i]![token]!;
    }
  }
  return sums.map((row, value) => {
    const listed = row.map((sum) => sum / counts[value]!);
    return [...listed, Math.max(0, 1 - listed.reduce((sum, p) => sum + p, 0))];
  });
}

export default defineExperiment({
  id: 'ask-the-model',
  title: 'Three models, asked about every kidney function: where they put the steps, and how sure they are.',
  params: {
    drug: {
      kind: 'choice',
      label: 'drug',
      help: 'Drugs whose right verdict depends on kidney function.',
      choices: drugs,
      default: 'empagliflozin',
    },
    egfr: {
      kind: 'number',
      label: 'eGFR',
      unit: 'mL/min',
      help: 'Kidney function of the patient: eGFR, or creatinine clearance where the authority names that.',
      min: 0,
      max: VALUES - 1,
      step: 1,
      default: 47,
    },
  },
  series,
  views: [
    panel('base', 'Base model'),
    panel('sft', 'After supervised fine-tuning'),
    panel('ppo', 'After PPO'),
    {
      kind: 'texts',
      id: 'answers',
      title: 'The answers at this kidney function',
      size: 'panel',
      texts: { series: 'answer', by: 'who', text: 'text', verdict: 'judged' },
    },
    {
      kind: 'table',
      id: 'sureness',
      title: 'This drug, all values from 0 to 99',
      unit: '%',
      size: 'wide',
      table: { series: 'sureness', columns: ['model', 'right', 'confidence', 'wrongly'] },
    },
  ],
  tabs: [
    { label: 'Verdicts', views: ['base', 'sft', 'ppo', 'answers'] },
    { label: 'Table', views: ['sureness'] },
  ],
  needs: MODELS.map((model) => ({ model })),
  engine: true,
  small: {},
  clinical: true,
  simplified: [
    'The three models are those of the default run of the pipeline; another seed puts other steps wrong.',
    'Where authorities name creatinine clearance, the number is asked as such; the slider has one name for both.',
    'Values around a step on which authorities differ are not judged.',
  ],
}).runs(function* runAskTheModel({ drug, egfr }, { kernels, models }) {
  const world = createWorld();
  const about = steps.find((each) => each.drug === drug)!;
  const policy = createTransformer(kernels, shapeOf(world), LARGEST_BATCH);
  const decoder = createDecoder(policy, 1);
  const [prompt] = about.phrasings(egfr);
  const asked = world.questions.find(
    ({ fact }) => fact.questionClass === 'renal' && fact.drug === drug && fact.egfr === egfr,
  );

  for (let value = 0; value < VALUES; value++) {
    if (about.asked(value)) yield { series: 'truth', egfr: value, verdict: rowOf(about.truth(value)) };
  }
  yield { series: 'asked', egfr };
  yield {
    series: 'answer',
    who: 0,
    text: asked
      ? `${readableKey(asked.fact)} (${asked.fact.authority})`
      : 'Authorities differ here: no answer is counted as right or wrong.',
    judged: 3,
    probability: 0,
  };
  for (const [m, model] of MODELS.entries()) {
    restore(policy, models[model]!);
    const probabilities = verdictsOf(policy, about);
    let right = 0;
    let judged = 0;
    let sure = 0;
    let surelyWrong = 0;
    for (const [value, row] of probabilities.entries()) {
      for (const [verdict, probability] of row.entries()) {
        yield { series: model, egfr: value, verdict, probability };
      }
      if (!about.asked(value)) continue;
      const largest = Math.max(...row);
      judged += 1;
      sure += largest;
      if (row[rowOf(about.truth(value))] === largest) right += 1;
      else surelyWrong += largest;
    }
    const answer = answerOf({ bench: benchOf({ policy }, { policy: decoder }) }, { tokens: prompt! });
    yield {
      series: 'answer',
      who: m + 1,
      text: readableAnswer(world.decode(answer)),
      judged: asked ? (judge(asked, answer).right ? 0 : 1) : 2,
      probability: asked ? probabilities[egfr]![rowOf(about.truth(egfr))]! : 0,
    };
    const wrong = judged - right;
    yield {
      series: 'sureness',
      model: m,
      right: right / judged,
      confidence: sure / judged,
      wrongly: wrong > 0 ? surelyWrong / wrong : 0,
    };
  }
});
