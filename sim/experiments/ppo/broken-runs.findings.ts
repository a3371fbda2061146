/** What prose quotes of `broken-runs`, and what exercises ask of it. */
import { wordsOn } from '../../words.ts';
import experiment from './broken-runs.ts';

export default wordsOn(experiment, { findings: {} });
