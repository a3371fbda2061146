/** Plans for a class. Build time only (Node). */
import { readJson } from '../project.ts';

export interface PlanRow {
  /** The session to which it belongs: "1: From text to answers". */
  readonly when?: string;
  readonly minutes: number;
  readonly does: string;
  /** What is on the screen: `part-1/sft#fig-sft`. */
  readonly at: readonly string[];
}

export interface Plan {
  readonly id: string;
  /** Minutes of each session, where there are several. */
  readonly session?: number;
  readonly rows: readonly PlanRow[];
}

export const plans = readJson('content/plans.json') as readonly Plan[];

/** Rows that follow each other in one session. */
export function sessionsOf({ rows }: Plan): readonly { when: string | undefined; rows: PlanRow[] }[] {
  const sessions: { when: string | undefined; rows: PlanRow[] }[] = [];
  for (const row of rows) {
    const last = sessions.at(-1);
    if (last && last.when === row.when) last.rows.push(row);
    else sessions.push({ when: row.when, rows: [row] });
  }
  return sessions;
}
