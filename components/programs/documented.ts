/** What is documented of an original program: its console text, word for word, and where each line is explained. */
export interface DocumentedLine {
  readonly text: string;
  /** What the line is about: a row of the table that explains it. */
  readonly about?: string;
}

export interface Documented {
  readonly document: string;
  readonly lines: readonly DocumentedLine[];
}

/** As a terminal prints it: each document under its name. */
export function replay(of: readonly Documented[]): string[] {
  return of.flatMap(({ document, lines }, i) => [
    ...(i > 0 ? [''] : []),
    `# ${document}`,
    ...lines.map(({ text }) => text),
  ]);
}

/** The same for the console of a page; a line leads to the row of the table that reads it. */
export const linked = (of: readonly Documented[]): { readonly text: string; readonly href?: string }[] =>
  of.flatMap(({ document, lines }, i) => [
    ...(i > 0 ? [{ text: '' }] : []),
    { text: `# ${document}` },
    ...lines.map(({ text, about }) => ({ text, ...(about && { href: `#printed-${about}` }) })),
  ]);
