/** The contract of every experiment; `npm test` spreads them over the cores by what each cost last. */
import { experimentIds } from '../../sim/experiments/index.ts';
import { asked } from '../asked.ts';
import { contractOf } from './contract.ts';

await contractOf(asked(experimentIds, (id) => id));
