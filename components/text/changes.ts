/** What has changed for readers, the newest first. Build time only (Node). */
import { readJson } from '../project.ts';

export interface Change {
  /** Its anchor on the page of changes. */
  readonly id: string;
  /** "2026-11-27" */
  readonly date: string;
  readonly title: string;
  readonly text: string;
  /** The page, or the section of one, that it is about. */
  readonly page?: string;
}

export const changes: readonly Change[] = (readJson('content/changes.json') as Change[]).toSorted(
  (a, b) => b.date.localeCompare(a.date) || a.id.localeCompare(b.id),
);
