/** What prose quotes of `heavy-tails`. */
import { last, only, wordsOn } from '../../words.ts';
import experiment from './heavy-tails.ts';

const at = (tail: 'no error' | 'normal error' | 'Cauchy’s') => only('compared', 'gold', { tail });

export default wordsOn(experiment, {
  findings: {
    start: { says: 'gold reward of the reference', at: last('start', 'gold'), between: [0.45, 0.6] },
    none: { says: 'gold reward at 0.3 nats without errors', at: at('no error'), between: [0.84, 0.95] },
    normal: {
      says: 'gold reward at 0.3 nats with normal errors',
      at: at('normal error'),
      between: [0.74, 0.9],
    },
    cauchy: {
      says: 'gold reward at 0.3 nats with Cauchy’s errors',
      at: at('Cauchy’s'),
      between: [0.45, 0.62],
    },
  },
});
