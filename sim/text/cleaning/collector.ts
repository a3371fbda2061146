/** The source's DataCollector: cleans every document, filters, and drops near-duplicates of what it has kept. */
import { sequenceRatio } from '../sequenceMatcher.ts';
import { cleaned, type Cleaner } from './cleaner.ts';
import {
  measuresOf,
  objectionTo,
  type FilterName,
  type Measures,
  type Thresholds,
} from './qualityFilters.ts';

export const corpusSources = ['web', 'books', 'papers'] as const;
export type CorpusSource = (typeof corpusSources)[number];

export interface RawDocument {
  readonly source: CorpusSource;
  readonly text: string;
}

export interface CollectedDocument extends RawDocument {
  readonly clean: string;
  readonly measures: Measures;
  /** Undefined if it is kept. */
  readonly droppedBy?: FilterName;
  /** The kept document that it repeats, by its index, and how similar the two are. */
  readonly repeats?: { readonly index: number; readonly ratio: number };
}

export interface CollectorSettings extends Thresholds {
  readonly cleaner: Cleaner;
  /** Also ask for English function words. */
  readonly english: boolean;
  /** A text that is more similar than this to one that was kept is dropped. */
  readonly duplicateAbove: number;
}

/** @returns one entry a document, in order. The source compares with difflib's default, autojunk included. */
export function collect(documents: readonly RawDocument[], settings: CollectorSettings): CollectedDocument[] {
  const collected: CollectedDocument[] = [];
  for (const raw of documents) {
    const clean = cleaned(raw.text, settings.cleaner);
    const measures = measuresOf(clean);
    const droppedBy = objectionTo(measures, settings, settings.english);
    const entry = { ...raw, clean, measures };
    if (droppedBy) {
      collected.push({ ...entry, droppedBy });
      continue;
    }
    const autojunk = settings.cleaner === 'source';
    let repeats: CollectedDocument['repeats'];
    for (const [index, kept] of collected.entries()) {
      if (kept.droppedBy) continue;
      const ratio = sequenceRatio(clean, kept.clean, autojunk);
      if (ratio <= settings.duplicateAbove) continue;
      repeats = { index, ratio };
      break;
    }
    collected.push(repeats ? { ...entry, droppedBy: 'near-duplicate', repeats } : entry);
  }
  return collected;
}
