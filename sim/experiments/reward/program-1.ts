/** The four panels of the original Program 1, with the numbers that it printed as dotted lines. */
import { defineExperiment, type XYView } from '../../experiment.ts';
import { defaultsOf } from '../../settings.ts';
import rewardPairs from './reward-pairs.ts';
import { seedParam } from '../seed.ts';

type Series = typeof rewardPairs.series;

/** What the documents of the original say of the end of its training; of the scores they say nothing. */
const PRINTED: Readonly<Record<string, { readonly at: number; readonly label: string }>> = {
  // Too close to ln 2 for two labels: its line is drawn, and named here.
  loss: { at: 0.7044, label: 'the original: 0.7044 > ln 2' },
  margin: { at: -0.022, label: 'the original: −0.022' },
  accuracy: { at: 0.35, label: 'the original: 35 %' },
};

const views = rewardPairs.views.map((view) => {
  if (view.kind !== 'xy') return view;
  const printed = PRINTED[view.id];
  const others = (view.references ?? []).map((each) => (view.id === 'loss' ? { ...each, label: '' } : each));
  const references = printed ? [...others, { axis: 'y' as const, ...printed }] : others;
  // Its margin lies below 0.
  const y = view.id === 'margin' ? { ...view.y, domain: [-0.5, 2.5] as const } : view.y;
  return { ...view, y, references } satisfies XYView<Series>;
});

export default defineExperiment({
  id: 'program-1',
  title:
    'A reward model on twenty pairs beside a printed log: dotted, what the log says, and what a guess would print.',
  params: {
    trainer: {
      kind: 'choice',
      label: 'trainer',
      help: 'The course’s, or the update that is printed in the original’s documents: wrong sign, without the rejected answer, and slow.',
      choices: { course: 'of this course', source: 'the printed update' },
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
