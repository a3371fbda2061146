/** The four panels of the original Program 1, with the numbers that it printed as dotted lines. */
import { defineExperiment, type XYView } from '../../experiment.ts';
import { defaultsOf } from '../../settings.ts';
import rewardPairs from './reward-pairs.ts';
import { seedParam } from '../seed.ts';

type Series = typeof rewardPairs.series;

/** What the documents of the source say of the end of its training; of the scores they say nothing. */
const PRINTED: Readonly<Record<string, { readonly at: number; readonly label: string }>> = {
  loss: { at: 0.7044, label: 'the original: 0.7044' },
  margin: { at: -0.022, label: 'the original: −0.022' },
  accuracy: { at: 0.35, label: 'the original: 35 %' },
};

const views = rewardPairs.views.map((view) => {
  if (view.kind !== 'xy') return view;
  const printed = PRINTED[view.id];
  // ln 2 and the original's loss are too close for two labels.
  const others = view.id === 'loss' ? [] : (view.references ?? []);
  const references = printed ? [...others, { axis: 'y' as const, ...printed }] : others;
  return { ...view, references } satisfies XYView<Series>;
});

export default defineExperiment({
  id: 'program-1',
  title:
    'The course’s reward model in the four panels of the original; dotted, the numbers that the original printed.',
  params: {
    trainer: {
      kind: 'choice',
      label: 'trainer',
      help: 'The course’s, or the update printed in the source: wrong sign, without the rejected answer, and slow.',
      choices: { course: 'of this course', source: 'of the source' },
      default: 'course',
    },
    epochs: rewardPairs.params.epochs,
    seed: seedParam('Fixes the first weights and the order of the pairs.'),
  },
  series: rewardPairs.series,
  clock: { series: 'training', metric: 'epoch', end: 'epochs' },
  views,
  needs: [],
  small: { epochs: 5 },
  simplified: rewardPairs.simplified,
}).runs(function* runProgram1({ trainer, epochs, seed }, given) {
  const asInSource = { features: 'shares', update: 'source', learningRate: 0.2 } as const;
  const settings = {
    ...defaultsOf(rewardPairs.params),
    ...(trainer === 'source' && asInSource),
    epochs,
    seed,
  };
  yield* rewardPairs.run(settings, given);
});
