/** What prose quotes of `ablation`. What holds over its parts and seeds is read from its sweep. */
import { wordsOn } from '../../words.ts';
import experiment from './ablation.ts';

export default wordsOn(experiment, { findings: {} });
