/** What prose quotes of `own-world`. */
import { wordsOn } from '../../words.ts';
import experiment from './own-world.ts';

export default wordsOn(experiment, { findings: {}, presets: [] });
