/** Before all tests: the trained models from which experiments start, in the cache. */
import { ensureModels } from '../components/host/models.ts';

export const setup = ensureModels;
