/** The contract of the other experiments that train long. */
import { contractOf } from './contract.ts';
import { stages } from './long.ts';

await contractOf(stages);
