/** What is documented of the original Program 1: its console text, word for word, and where each line is explained. */
import documents from './original1.json' with { type: 'json' };

export interface DocumentedLine {
  readonly text: string;
  /** What the line is about: a row of the table that explains it. */
  readonly about?: string;
}

export interface Documented {
  readonly document: string;
  readonly lines: readonly DocumentedLine[];
}

export const original1 = documents as readonly Documented[];

/** As a terminal prints it: each document under its name. */
export function replay(of: readonly Documented[]): string[] {
  return of.flatMap(({ document, lines }, i) => [
    ...(i > 0 ? [''] : []),
    `# ${document}`,
    ...lines.map(({ text }) => text),
  ]);
}
