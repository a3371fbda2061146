/** Raw documents of the chapter on data, and the seven samples of the source's DataCollector. */
import { corpusSources, type RawDocument } from '../text/cleaning/collector.ts';
import type { Evidence } from '../world/formulary.ts';
import documents from './raw-documents.json' with { type: 'json' };
import samples from './source-samples.json' with { type: 'json' };

export interface DescribedDocument extends RawDocument {
  /** What it is called in tables. */
  readonly name: string;
  readonly about: string;
  /** Of its clinical statements, if it makes any. */
  readonly authority?: string;
  readonly checked?: Evidence;
}

export const rawDocuments = documents as readonly DescribedDocument[];
export const sourceSamples = samples as readonly RawDocument[];

/** As a reader edits them: each after the name of its source, with a blank line between two. */
export function writeDocuments(list: readonly RawDocument[]): string {
  return list.map(({ source, text }) => `${source}: ${text}`).join('\n\n');
}

/** The other way: a block without the name of a source is from the web. */
export function readDocuments(written: string): RawDocument[] {
  return written
    .split(/\n[^\S\n]*\n/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map((block) => {
      const [, name, text] = /^(?:(web|books?|papers?):\s*)?([\s\S]*)$/i.exec(block)!;
      const source = corpusSources.find((each) => name && each.startsWith(name.toLowerCase())) ?? 'web';
      return { source, text: text! };
    });
}
