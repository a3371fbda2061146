/** The contract of the pipeline, and of two of its stages. */
import { loadExperiment } from '../../sim/experiments/index.ts';
import { contractOf } from './contract.ts';
import { pipeline } from './long.ts';

contractOf(await Promise.all(pipeline.map(loadExperiment)));
