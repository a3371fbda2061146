/** What prose quotes of `ppo`, and what exercises ask of it. */
import { wordsOn } from '../../words.ts';
import experiment from './ppo.ts';

export default wordsOn(experiment, { findings: {} });
