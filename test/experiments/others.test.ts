/** The contract of all other experiments. */
import { experimentIds } from '../../sim/experiments/index.ts';
import { contractOf } from './contract.ts';
import { pipeline, stages } from './long.ts';

const long = new Set([...pipeline, ...stages]);
await contractOf(experimentIds.filter((id) => !long.has(id)));
