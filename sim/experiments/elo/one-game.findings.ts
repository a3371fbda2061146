/** What prose quotes of `one-game`, and what exercises ask of it. */
import { only, wordsOn } from '../../words.ts';
import experiment from './one-game.ts';

const gain = (result: 'A is better' | 'a tie' | 'B is better') => only('gain', 'points', { result });

export default wordsOn(experiment, {
  findings: {
    win: {
      says: 'points that a favourite by 100 gains with a win, K = 32',
      at: gain('A is better'),
      between: [11, 12],
    },
    tie: { says: 'points that it gains with a tie', at: gain('a tie'), between: [-5, -4] },
    loss: { says: 'points that it gains with a defeat', at: gain('B is better'), between: [-21, -20] },
  },
  presets: [
    { label: 'The favourite wins', settings: {} },
    { label: 'The favourite loses', settings: { result: 'loss' } },
    { label: 'A tie', settings: { result: 'tie' } },
    { label: 'Two newcomers', settings: { ratingA: 1000 } },
  ],
});
