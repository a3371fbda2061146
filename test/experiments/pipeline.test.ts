/** The contract of the pipeline, and of two of its stages. */
import { contractOf } from './contract.ts';
import { pipeline } from './long.ts';

await contractOf(pipeline);
