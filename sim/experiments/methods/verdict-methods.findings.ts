/** What prose quotes of `verdict-methods`. */
import { wordsOn } from '../../words.ts';
import experiment from './verdict-methods.ts';

export default wordsOn(experiment, {
  findings: {
    nearest: {
      says: 'least distance below the curve of optima of any method, either board',
      measure: (rows) =>
        rows
          .of('compared')
          .reduce((least, { below, heldOutBelow }) => Math.min(least, below, heldOutBelow), 9),
      digits: 3,
      between: [-1e-6, 1],
    },
  },
});
