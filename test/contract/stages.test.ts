/** The contract of the other experiments that train long. */
import { loadExperiment } from '../../sim/experiments/index.ts';
import { contractOf } from './contract.ts';
import { stages } from './long.ts';

contractOf(await Promise.all(stages.map(loadExperiment)));
