/** What prose quotes of `one-game`, and what exercises ask of it. */
import { wordsOn } from '../../words.ts';
import experiment from './one-game.ts';

export default wordsOn(experiment, {
  findings: {},
  presets: [
    { label: 'The favourite wins', settings: {} },
    { label: 'The favourite loses', settings: { result: 'loss' } },
    { label: 'A tie', settings: { result: 'tie' } },
    { label: 'Two newcomers', settings: { ratingA: 1000 } },
  ],
});
