/** What a verdict means, whatever words a file has for it: the four that every world of one's own has. */
import type { Verdict } from '../verdicts.ts';

export const roles = ['forbid', 'caution', 'allow', 'ask'] as const;
export type Role = (typeof roles)[number];

/** As the stages and metrics know them: safety is about what is forbidden, humility about what is handed back. */
export const verdictOf: Readonly<Record<Role, Verdict>> = {
  forbid: 'AVOID',
  caution: 'MONITOR',
  allow: 'USUAL',
  ask: 'ASK',
};
