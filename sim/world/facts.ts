/** All facts of the teaching world, derived from the formulary. */
import { conditionFacts, genotypeFacts } from './conditions.ts';
import { doseFacts } from './doses.ts';
import type { Fact } from './fact.ts';
import { interactionFacts } from './interactions.ts';
import { renalFacts } from './renal.ts';
import { unknownFacts } from './unknowns.ts';

export const facts: readonly Fact[] = [
  ...renalFacts(),
  ...interactionFacts(),
  ...conditionFacts(),
  ...doseFacts(),
  ...genotypeFacts(),
  ...unknownFacts(),
];
