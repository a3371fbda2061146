/**
 * Every kidney function from 0 to 99: what three models say of one drug, against the steps that are right, and beside it
 * how right and how sure they are over all drugs.
 */
import { defineExperiment } from '../../experiment.ts';
import { restore } from '../../model/checkpoint.ts';
import { createDecoder } from '../../model/decoder.ts';
import { createTransformer } from '../../model/transformer.ts';
import { LARGEST_BATCH } from '../../stages/batches.ts';
import { workbenchOf } from '../../stages/workbench.ts';
import { answerOf, shapeOf } from '../../stages/laboratory.ts';
import type { Claim } from '../../measure/calibration.ts';
import { createWorld, judge, readableAnswer, readableKey, sourceText } from '../../world/world.ts';
import {
  byMyth,
  claimsByKidney,
  claimsOf,
  ROWS,
  rowOf,
  steps,
  surenessOf,
  VALUES,
  verdictsOf,
} from './kidneyVerdicts.ts';

const MODELS = ['base', 'sft', 'ppo'] as const;

const NAMES = ['base', 'SFT', 'PPO'] as const;

/** Who is asked, and beside them one who looks at the kidney function and not at the drug. */
const GUESSER = 'kidneys alone';

/** The last of those who say something. */
const AUTHORITY = 1 + NAMES.length;

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
        help: 'This world’s key, which model, or who says so.',
        digits: 0,
        names: ['key', ...NAMES, 'authority'],
      },
      text: {
        label: 'answer',
        unit: '',
        help: 'This world’s key; model output, which may be wrong; then the authority of the key, its edition, and how it is known.',
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
      about: {
        label: 'about',
        unit: '',
        help: 'The chosen drug; every drug that can be chosen; of these, those whose kidneys the web has a myth about, and the others.',
        digits: 0,
        names: ['this drug', 'all drugs', 'with a myth', 'without a myth'],
      },
      model: {
        label: 'model',
        unit: '',
        help: 'Which model. Kidneys alone is no model: at each value, the verdict that is right for most drugs.',
        digits: 0,
        names: [...NAMES, GUESSER],
      },
      right: share('likeliest verdict right', 'Values at which the likeliest verdict is the right one.'),
      lost: share('lost', 'Values at which the base model was right and this one is not.'),
      confidence: share('mean P(likeliest)', 'How sure the model is, right or wrong.'),
      wrongly: share('P(likeliest) where wrong', 'How sure it is where it is wrong; 0 if it never is.'),
      calibration: {
        label: 'ECE',
        unit: 'share',
        help: 'Expected calibration error of the likeliest verdict in ten bins: how far its probability lies from the share that is right.',
        digits: 3,
        cite: 'guo2017',
      },
    },
  },
  drugs: {
    title: 'Every drug, all values from 0 to 99',
    metrics: {
      drug: {
        label: 'drug',
        unit: '',
        help: 'Every drug that can be chosen.',
        digits: 0,
        names: Object.values(drugs),
      },
      base: share('right, base', 'Values at which the base model’s likeliest verdict is right.'),
      sft: share('right, SFT', 'The same after fine-tuning.'),
      ppo: share('right, PPO', 'The same after PPO.'),
      baseSure: share('sure, base', 'Mean probability of the base model’s likeliest verdict.'),
      sftSure: share('sure, SFT', 'The same after fine-tuning.'),
      ppoSure: share('sure, PPO', 'The same after PPO.'),
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

export default defineExperiment({
  id: 'ask-the-model',
  title:
    'Three models, asked about every kidney function: where their verdict changes, and how sure they are.',
  params: {
    drug: {
      kind: 'choice',
      label: 'drug',
      help: 'Drugs whose right verdict depends on kidney function.',
      choices: drugs,
      // A drug whose changes from base to PPO, in right verdicts and in sureness, lie nearer the medians over all drugs
      // than those of half of the drugs, on the printed seed and on four others: what it shows holds for most. A test
      // holds it there.
      default: 'ibuprofen',
    },
    egfr: {
      kind: 'number',
      label: 'eGFR',
      unit: 'mL/min',
      help: 'Kidney function of the patient: eGFR, or creatinine clearance where the authority names that.',
      min: 0,
      max: VALUES - 1,
      step: 1,
      default: 28,
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
      title: 'Key, and model output (may be wrong)',
      size: 'panel',
      texts: { series: 'answer', by: 'who', text: 'text', verdict: 'judged' },
    },
    {
      kind: 'table',
      id: 'sureness',
      title: 'How right and how sure: this drug, and all drugs',
      unit: '%',
      size: 'wide',
      table: {
        series: 'sureness',
        columns: ['about', 'model', 'right', 'lost', 'confidence', 'wrongly', 'calibration'],
        // The chosen drug right below all drugs, so that both are in sight.
        order: { by: 'about', values: [1, 0] },
      },
    },
    {
      kind: 'table',
      id: 'drugs',
      title: 'Every drug: likeliest verdict right, and mean P(likeliest)',
      unit: '%',
      size: 'wide',
      table: { series: 'drugs', columns: ['drug', 'base', 'sft', 'ppo', 'baseSure', 'sftSure', 'ppoSure'] },
    },
  ],
  tabs: [
    { label: 'Verdicts', views: ['base', 'sft', 'ppo', 'answers'] },
    { label: 'Right and sure', views: ['sureness'] },
    { label: 'Every drug', views: ['drugs'] },
  ],
  needs: MODELS.map((model) => ({ model })),
  engine: true,
  small: {},
  clinical: true,
  simplified: [
    'The three models are those of the default run of the pipeline; another seed puts other limits wrong.',
    'Where authorities name creatinine clearance, the number is asked as such; the slider has one name for both.',
    'Values around a limit on which authorities differ are not judged.',
    'The ten bins of the calibration error hold the likeliest verdicts only; what is claimed for the other verdicts is not looked at.',
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
      ? readableKey(asked.fact)
      : 'Authorities differ here: no answer is counted as right or wrong.',
    judged: 3,
    probability: 0,
  };
  for (const [m, model] of MODELS.entries()) {
    restore(policy, models[model]!);
    const said = verdictsOf(policy, models[model]!, about);
    for (const [value, row] of said.entries()) {
      for (const [verdict, probability] of row.entries()) {
        yield { series: model, egfr: value, verdict, probability };
      }
    }
    const answer = answerOf({ workbench: workbenchOf({ policy }, { policy: decoder }) }, { tokens: prompt! });
    yield {
      series: 'answer',
      who: m + 1,
      text: readableAnswer(world.decode(answer)),
      judged: asked ? (judge(asked, answer).right ? 0 : 1) : 2,
      probability: asked ? said[egfr]![rowOf(about.truth(egfr))]! : 0,
    };
  }
  if (asked) {
    yield { series: 'answer', who: AUTHORITY, text: sourceText(asked.fact), judged: 3, probability: 0 };
  }

  const everywhere: (readonly Claim[])[][] = [];
  for (const model of MODELS) {
    restore(policy, models[model]!);
    const claims: (readonly Claim[])[] = [];
    for (const each of steps) {
      claims.push(claimsOf(verdictsOf(policy, models[model]!, each), each));
      yield undefined;
    }
    everywhere.push(claims);
  }
  everywhere.push(steps.map(claimsByKidney));
  const groups = [[about], steps, ...byMyth];
  // All drugs come first in the table: they are what the text is about.
  for (const g of [1, 2, 3, 0]) {
    const some = everywhere.map((claims) => groups[g]!.flatMap((each) => claims[steps.indexOf(each)]!));
    for (const [m, claims] of some.entries()) {
      yield { series: 'sureness', about: g, model: m, ...surenessOf(claims, some[0]!) };
    }
  }
  for (const d of steps.keys()) {
    const [base, sft, ppo] = everywhere.map((claims) => surenessOf(claims[d]!, everywhere[0]![d]!));
    yield {
      series: 'drugs',
      drug: d,
      base: base!.right,
      sft: sft!.right,
      ppo: ppo!.right,
      baseSure: base!.confidence,
      sftSure: sft!.confidence,
      ppoSure: ppo!.confidence,
    };
  }
});
