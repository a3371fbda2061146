/** Study questions with model answers, by chapter. Build time only (Node). */
import { readJson } from '../project.ts';

export interface StudyQuestion {
  readonly asks: string;
  readonly says: string;
  /** The section where it is explained. */
  readonly at: string;
}

export const study = readJson('content/study.json') as readonly {
  readonly page: string;
  readonly questions: readonly StudyQuestion[];
}[];
