/** What is documented of the original Program 1. */
import type { Documented } from './documented.ts';
import documents from './original1.json' with { type: 'json' };

export const original1 = documents as readonly Documented[];
