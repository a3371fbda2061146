/** Texts at different distances from one leaflet: pairs on which measures of similarity can be compared. */
import type { Evidence } from '../world/formulary.ts';
import pairs from './near-duplicate-pairs.json' with { type: 'json' };

export interface NearDuplicates {
  readonly leaflet: string;
  readonly authority: string;
  readonly checked: Evidence;
  /** Each is compared with the leaflet. */
  readonly others: readonly { readonly id: string; readonly about: string; readonly text: string }[];
}

export const nearDuplicates = pairs as NearDuplicates;
