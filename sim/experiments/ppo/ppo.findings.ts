/** What prose quotes of `ppo`, and what exercises ask of it. */
import { wordsOn } from '../../words.ts';
import experiment from './ppo.ts';

export default wordsOn(experiment, {
  findings: {},
  presets: [
    { label: 'Held by KL', settings: {} },
    { label: 'Without a KL penalty', settings: { beta: 0 } },
  ],
});
