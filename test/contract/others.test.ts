/** The contract of all other experiments. */
import { experimentIds, loadExperiment } from '../../sim/experiments/index.ts';
import { contractOf } from './contract.ts';
import { pipeline, stages } from './long.ts';

const long = new Set([...pipeline, ...stages]);
contractOf(await Promise.all(experimentIds.filter((id) => !long.has(id)).map(loadExperiment)));
