/** A world of one's own, from a file of facts, through all four stages: the same code as in the teaching world. */
import { defineExperiment } from '../../experiment.ts';
import type { Params } from '../../param.ts';
import { defaultsOf } from '../../settings.ts';
import { evaluate } from '../../stages/evaluation.ts';
import { fineTuningParams } from '../../stages/fineTuning.ts';
import { laboratoryIn } from '../../stages/laboratory.ts';
import { pipeline, STAGES, type Stage } from '../../stages/pipeline.ts';
import { policyParams } from '../../stages/policyOptimisation.ts';
import { pretrainingParams } from '../../stages/pretraining.ts';
import { rewardParams } from '../../stages/rewardModelling.ts';
import type { Standard } from '../../stages/standard.ts';
import { followedIn } from '../../world/own/followed.ts';
import { createOwnWorld } from '../../world/own/ownWorld.ts';
import { readableIn } from '../../world/own/readable.ts';
import { fileOf, shippedNames, shippedText } from '../../examples/shippedWorlds.ts';
import { seedParam } from '../seed.ts';
import { following } from './following.ts';
import { measuredRow, worldRows } from './ownRows.ts';
import { series } from './ownSeries.ts';
import { views } from './ownViews.ts';
import { inMenu, measuringParams } from './params.ts';
import { drawn } from './rows.ts';

const HELD_OUT_PAIRS = 200;

const { demonstrations, quality } = fineTuningParams;
const { pairs, keywordBias, annotatorNoise } = rewardParams;
const { beta, ppoSteps, answersPerStep } = policyParams;
const { badShare } = pretrainingParams;

const params = {
  world: {
    kind: 'choice',
    label: 'world',
    help: 'Which of the two shipped files is read, unless you have opened one of your own.',
    choices: shippedNames,
    default: 'allergens',
  },
  beta,
  keywordBias,
  ...inMenu(
    {
      tokens: {
        kind: 'number',
        label: 'tokens read',
        unit: 'thousand',
        help: 'How much of the made-up web pretraining reads.',
        min: 20,
        max: 2000,
        step: 20,
        default: 400,
      },
      badShare,
    },
    'Pretraining',
  ),
  ...inMenu({ demonstrations: { ...demonstrations, default: 1000 }, quality }, 'Fine-tuning'),
  ...inMenu({ pairs: { ...pairs, default: 3000 }, annotatorNoise }, 'Reward model'),
  ...inMenu({ ppoSteps: { ...ppoSteps, default: 100 }, answersPerStep }, 'PPO'),
  ...inMenu(measuringParams, 'Measurement'),
  seed: seedParam(
    'Fixes first weights, texts, samples and labels; the split and the myths are the same on every seed.',
    2,
  ),
} as const satisfies Params;

export default defineExperiment({
  id: 'own-world',
  title: 'A file of facts becomes a world, and a model goes through all four stages in it.',
  params,
  series,
  clock: { series: 'progress', metric: 'tick', runs: 'all four stages' },
  views,
  tabs: [
    { label: 'Stages', views: ['stages'] },
    { label: 'Measured', views: ['measured'] },
    { label: 'Curves', views: ['pretraining', 'reward-model', 'ppo', 'kl'] },
    { label: 'The file', views: ['world', 'made'] },
  ],
  needs: [],
  engine: true,
  reads: 'facts',
  small: { tokens: 20, demonstrations: 50, pairs: 200, ppoSteps: 10, answersPerStep: 16 },
  simplified: [
    'Questions have six words and answers at most fourteen, in one grammar for all files; no sentence of the file is read.',
    'Web, experts, wrong answers and annotators are made from the rows by fixed shares; nobody wrote them.',
    'A table would answer the listed questions exactly; what is to be seen is how training gets there, and what it loses on the way.',
  ],
}).runs(function* runOwnWorld(settings, { kernels, crew, rng, at, dropped }) {
  const world = createOwnWorld(fileOf(dropped ?? shippedText(settings.world)));
  const laboratory = laboratoryIn(world, kernels, rng, { crew });
  const { evaluation } = world;
  const { temperature } = settings;
  const readable = readableIn(world.file);
  const followed = followedIn(world);
  const follows = followed.map((each) => ({ ...each, say: readable.answer }));
  yield* worldRows(world, followed, rng.stream('one row'));

  const measuring = rng.stream('measuring');
  function* after(stage: Stage, model: number, standard?: Standard) {
    const place = STAGES.indexOf(stage);
    const gold: number[] = [];
    for (const degree of new Set([temperature, 0])) {
      const stream = measuring.stream(`${model} ${degree}`);
      const found = yield* evaluate(laboratory, evaluation, degree, stream, standard);
      yield measuredRow(2 * model + (degree === 0 ? 1 : 0), found);
      gold.push(found.gold);
    }
    yield { series: 'quality', stage: place, sampled: gold.at(0)!, likeliest: gold.at(-1)! } as const;
    yield* following(laboratory, follows, place, false);
  }

  const stages = {
    pretraining: {
      ...defaultsOf(pretrainingParams),
      badShare: settings.badShare,
      tokens: 1000 * settings.tokens,
    },
    fineTuning: { ...defaultsOf(fineTuningParams), ...settings },
    reward: { ...defaultsOf(rewardParams), ...settings, heldOutPairs: HELD_OUT_PAIRS },
    policy: { ...defaultsOf(policyParams), ...settings },
  };
  let tick = 0;
  let standard: Standard | undefined;
  for (const event of drawn(pipeline(laboratory, stages), at, STAGES)) {
    if (!event) yield undefined;
    else if ('row' in event) {
      yield event.row;
      tick += 1;
      const { stage, step, of: steps } = event;
      yield { series: 'progress', tick, stage: STAGES.indexOf(stage), step, steps } as const;
    } else if (event.stage === 'reward') {
      const { accuracy, baselines } = event.known;
      standard = event.known.standard;
      yield { series: 'rewardMeasurement', accuracy, ...baselines };
      yield* following(laboratory, follows, STAGES.indexOf(event.stage), true);
    } else yield* after(event.stage, event.stage === 'ppo' ? 2 : STAGES.indexOf(event.stage), standard);
  }
});
