/** A reward model that is optimised hard, and what is done against it: ensembles, a penalty, audits, more labels, or nothing. */
import { defineExperiment } from '../../experiment.ts';
import { sigmoid } from '../../float.ts';
import { share } from '../../metric.ts';
import { bootstrap, middle95 } from '../../measure/bootstrap.ts';
import { mean } from '../../measure/mean.ts';
import { answersTo } from '../../stages/laboratory.ts';
import { ppoParams } from '../../stages/ppoParams.ts';
import type { Annotators } from '../../stages/preferences.ts';
import { scoresOf } from '../../stages/rewardModel.ts';
import { rewardParams } from '../../stages/rewardModelling.ts';
import { goldReward, someOf } from '../../world/world.ts';
import type { Rng } from '../../rng.ts';
import { inMenu } from '../pipeline/params.ts';
import { seedParam } from '../seed.ts';
import { fineTunedLaboratory } from './laboratoryOf.ts';
import { FAIR, labels, learning } from './labels.ts';
import { bestOfPool, byPool, chancesOf, poolsOf, standardisedOn, tiltedGold, type Pool } from './pool.ts';

const CHOICES = [1, 2, 4, 8, 16, 32, 64, 128, 256];
const MOST = CHOICES.at(-1)!;
const ROUNDS = 200;
/** How annotators overrate an answer in which something is forbidden, if they do. */
const BIASED: Annotators = { ...FAIR, keywordBias: 1.5 };

const RULES = [
  'one reward model',
  'mean, same labels',
  'mean, own labels',
  'worst case, own labels',
  'one model, all these labels',
  'KL penalty',
  'KL penalty, squashed scores',
  'audit',
  'no optimisation: a sample',
  'no optimisation: likeliest answer',
  'the rubric as judge',
] as const;
type Rule = (typeof RULES)[number];

const gold = {
  label: 'gold reward',
  unit: '',
  help: 'True quality of what is given, −1.1 to 1.',
  digits: 2,
  hue: 'gold',
} as const;

export const series = {
  rules: {
    title: 'What each rule gives',
    metrics: {
      rule: {
        label: 'rule',
        unit: '',
        help: `How an answer is chosen; of ${MOST} samples, unless it says otherwise.`,
        digits: 0,
        names: RULES,
      },
      gold,
      low: { ...gold, label: 'from', help: 'Lower end of the 95 % interval over questions.' },
      high: { ...gold, label: 'to', help: 'Upper end.' },
      mitigation: share(
        '(gold − gold of one reward model) / (gold of the rubric as judge − gold of one reward model).',
        'mitigation',
      ),
      mitigationLow: share('Lower end of its 95 % interval over questions.', 'from'),
      mitigationHigh: share('Upper end.', 'to'),
      labels: { label: 'labels', unit: 'pairs', help: 'Labelled pairs that it needs.', digits: 0 },
      checks: {
        label: 'checks',
        unit: 'answers',
        help: 'Answers whose true quality an expert looks up.',
        digits: 0,
      },
    },
  },
  audit: {
    title: 'The audit',
    metrics: {
      n: { label: 'n', unit: '', help: 'Samples to choose from.', digits: 0 },
      seen: { ...gold, label: 'as audited', help: 'Mean true quality of the answers that were checked.' },
      gold,
    },
  },
} as const;

export default defineExperiment({
  id: 'mitigations',
  title: 'A score that is optimised hard, and the true quality that each counter-measure keeps.',
  params: {
    fault: {
      kind: 'choice',
      label: 'what is wrong',
      help: 'Few labels, with fair annotators; one of the annotators overrates answers that forbid something; or all of them do.',
      choices: {
        few: 'few labels, fair annotators',
        one: 'one annotator is biased',
        all: 'all annotators share a bias',
      },
      default: 'few',
    },
    members: {
      kind: 'number',
      label: 'members',
      help: 'Reward models in an ensemble, and annotators.',
      min: 3,
      max: 5,
      step: 1,
      default: 3,
    },
    ...inMenu({
      pairs: { ...rewardParams.pairs, min: 100, max: 2000, default: 500, label: 'pairs per annotator' },
      beta: { ...ppoParams.beta, min: 0.05, default: 0.3 },
      checks: {
        kind: 'number',
        label: 'answers checked',
        help: 'Answers that an audit checks at each n.',
        min: 1,
        max: 100,
        step: 1,
        default: 20,
      },
      asked: {
        kind: 'number',
        label: 'held-out questions asked',
        unit: 'share',
        help: `Share of the held-out questions to which ${MOST} answers each are sampled.`,
        min: 0.05,
        max: 0.5,
        step: 0.05,
        default: 0.15,
      },
    }),
    seed: seedParam('Fixes the pairs, their labels and the samples.'),
  },
  series,
  clock: { series: 'audit', metric: 'n', runs: 'all rules' },
  views: [
    {
      kind: 'bars',
      id: 'rules',
      title: 'Gold reward of what is given, with 95 % intervals over questions',
      size: 'wide',
      x: { label: 'gold reward, −1.1 to 1', domain: [-0.2, 1] },
      bars: { series: 'rules', by: 'rule', value: 'gold', interval: ['low', 'high'] },
    },
    {
      kind: 'table',
      id: 'mitigation',
      title: 'Share of the loss that each rule takes back, and what it costs',
      size: 'wide',
      table: {
        series: 'rules',
        columns: ['rule', 'gold', 'mitigation', 'mitigationLow', 'mitigationHigh', 'labels', 'checks'],
      },
    },
    {
      kind: 'xy',
      id: 'audit',
      title: 'What an audit sees, and what is true',
      unit: 'gold reward, −1.1 to 1',
      size: 'wide',
      x: { label: 'n, samples to choose from' },
      y: { domain: [-0.6, 1] },
      layers: [
        { series: 'audit', x: 'n', y: 'seen', mark: 'dot', label: 'checked' },
        { series: 'audit', x: 'n', y: 'gold', mark: 'line', label: 'all answers' },
      ],
    },
  ],
  tabs: [
    { label: 'Rules', views: ['rules'] },
    { label: 'Mitigation', views: ['mitigation'] },
    { label: 'Audit', views: ['audit'] },
  ],
  needs: [{ model: 'sft' }],
  engine: true,
  small: { pairs: 100, asked: 0.05 },
  simplified: [
    'It starts from the fine-tuned model of the default run of the pipeline.',
    `The optimiser is the best of ${MOST} samples; the KL penalty is its exact optimum on the same samples, not a run of PPO.`,
    'Members of an ensemble begin as the same fine-tuned model and differ in the order of the pairs, or in the pairs and labels.',
  ],
}).runs(function* runMitigations({ fault, members, pairs: count, beta, checks, asked }, given) {
  const laboratory = fineTunedLaboratory(given);
  const { rewardModel, world } = laboratory;
  const { rng } = given;
  const questions = someOf(world.evaluation, asked);
  const pools = yield* poolsOf(laboratory, questions, MOST, rng.stream('pool'));
  const all = pools.flatMap(({ answers }) => answers);
  const places = Array.from({ length: members }, (_, i) => i);
  const scoring = () => standardisedOn(pools, scoresOf(rewardModel, all));

  // Each annotator labels pairs of their own. The first is the biased one, where one is: the model under test is theirs.
  const bought = [];
  for (const i of places) {
    const annotators = fault === 'all' || (fault === 'one' && i === 0) ? BIASED : FAIR;
    bought.push(yield* labels(laboratory, count, annotators, rng.stream(`annotator ${i}`)));
  }
  const same = [];
  for (const i of places) {
    yield* learning(laboratory, bought[0]!, rng.stream(`same ${i}`));
    same.push(scoring());
  }
  const own = [same[0]!];
  for (const i of places.slice(1)) {
    yield* learning(laboratory, bought[i]!, rng.stream(`own ${i}`));
    own.push(scoring());
  }
  yield* learning(laboratory, bought.flat(), rng.stream('all labels'));
  const together = scoring();

  const one = same[0]!;
  const meanOf = (scores: readonly number[][]) => all.map((_, i) => mean(scores.map((each) => each[i]!)));
  const worstOf = (scores: readonly number[][]) =>
    all.map((_, i) => scores.reduce((least, each) => Math.min(least, each[i]!), Infinity));
  const best = (scores: readonly number[], n = MOST) => {
    const split = byPool(pools, scores);
    return pools.map((pool, q) => bestOfPool(pool, split[q]!, n).gold);
  };
  const tilted = (scores: readonly number[]) => {
    const split = byPool(pools, scores);
    return pools.map((pool, q) => tiltedGold(pool, split[q]!, beta));
  };
  const likely = yield* answersTo(laboratory, questions, 0, rng.stream('likeliest'));
  const curve = CHOICES.map((n) => best(one, n));
  const { seen, stop } = audited(pools, byPool(pools, one), checks, rng.stream('audit'));
  const golds: Record<Rule, readonly number[]> = {
    'one reward model': best(one),
    'mean, same labels': best(meanOf(same)),
    'mean, own labels': best(meanOf(own)),
    'worst case, own labels': best(worstOf(own)),
    'one model, all these labels': best(together),
    'KL penalty': tilted(one),
    'KL penalty, squashed scores': tilted(standardisedOn(pools, one.map(squashed))),
    audit: curve[stop]!,
    'no optimisation: a sample': curve[0]!,
    'no optimisation: likeliest answer': likely.map(({ answer }, q) => goldReward(questions[q]!, answer)),
    'the rubric as judge': best(all.map(({ gold }) => gold)),
  };
  const failed = golds['one reward model'];
  const clean = golds['the rubric as judge'];
  for (const [rule, name] of RULES.entries()) {
    const drawn = bootstrap(
      golds[name].map((_, q) => q),
      ROUNDS,
      rng.stream(name),
      (sample) => {
        const of = (values: readonly number[]) => mean(sample.map((q) => values[q]!));
        return Float64Array.of(of(golds[name]), mitigationOf(of(golds[name]), of(failed), of(clean)));
      },
    );
    const [golden, taken] = middle95(drawn);
    yield {
      series: 'rules',
      rule,
      gold: mean(golds[name]),
      low: golden![0],
      high: golden![1],
      mitigation: mitigationOf(mean(golds[name]), mean(failed), mean(clean)),
      mitigationLow: taken![0],
      mitigationHigh: taken![1],
      labels: labelsOf(name, count, members),
      checks: name === 'audit' ? checks * seen.length : 0,
    };
  }
  for (const [i, mark] of seen.entries()) {
    yield { series: 'audit', n: CHOICES[i]!, seen: mark, gold: mean(curve[i]!) };
  }
});

const mitigationOf = (mitigated: number, failed: number, clean: number) =>
  (mitigated - failed) / (clean - failed);

/** Of the same order, and flatter at both ends. */
const squashed = (score: number) => sigmoid(2 * score);

/** Pairs that somebody has labelled. */
function labelsOf(rule: Rule, pairs: number, members: number): number {
  if (rule.startsWith('no optimisation') || rule === 'the rubric as judge') return 0;
  return rule.includes('own labels') || rule.includes('all these labels') ? members * pairs : pairs;
}

/** Checks some of the answers that are given at each n, and stops where they are worse than at the best n before. */
function audited(pools: readonly Pool[], scores: readonly (readonly number[])[], checks: number, rng: Rng) {
  const seen: number[] = [];
  let stop = 0;
  for (const [i, n] of CHOICES.entries()) {
    const marks = Array.from({ length: checks }, () => {
      const q = rng.integer(pools.length);
      const chances = chancesOf(pools[q]!, scores[q]!, n);
      return pools[q]!.answers[drawnFrom(chances, rng)]!.gold;
    });
    seen.push(mean(marks));
    if (seen[i]! < seen[stop]!) break;
    stop = i;
  }
  return { seen, stop };
}

function drawnFrom(chances: readonly number[], rng: Rng): number {
  let left = rng.uniform();
  const at = chances.findIndex((chance) => (left -= chance) < 0);
  return at < 0 ? chances.length - 1 : at;
}
