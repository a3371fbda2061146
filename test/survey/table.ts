/** Rows as text in columns. */
export function tableOf(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const all = [head, ...lines];
  const widths = head.map((_, column) => Math.max(...all.map((line) => line[column]!.length)));
  const written = (line: readonly string[]) => line.map((cell, i) => cell.padEnd(widths[i]!)).join('  ');
  return all.map((line) => written(line).trimEnd()).join('\n');
}
