/** What prose quotes of `data-parallel`. */
import { first, wordsOn } from '../../words.ts';
import experiment from './data-parallel.ts';

export default wordsOn(experiment, {
  findings: {
    steps: { says: 'steps of a run', measure: (rows) => rows.of('training').length, between: [40, 40] },
    weights: { says: 'weights of the model', at: first('work', 'weights'), between: [20, 200] },
    perNumberSmall: {
      says: 'operations of a helper per number sent, with 8 documents per step',
      settings: { batch: 8 },
      at: first('work', 'perNumber'),
      between: [150, 250],
    },
    perNumberLarge: {
      says: 'the same with 128 documents per step',
      settings: { batch: 128 },
      at: first('work', 'perNumber'),
      between: [2500, 4000],
    },
  },
  presets: [
    { label: '8 documents per step', settings: { batch: 8 } },
    { label: '64 documents', settings: {} },
    { label: '128 documents', settings: { batch: 128 } },
  ],
});
