/** What is documented of the original Program 2. */
import type { Documented } from './documented.ts';
import documents from './original2.json' with { type: 'json' };

export const original2 = documents as readonly Documented[];
