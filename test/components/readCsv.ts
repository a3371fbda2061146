/** Reads CSV by the grammar of RFC 4180, and nothing else: lines end with CR and LF, quotes are doubled. */
export function readCsv(csv: string): string[][] {
  const rows: string[][] = [];
  let at = 0;
  while (at < csv.length) {
    const row: string[] = [];
    for (;;) {
      const [cell, next] = csv[at] === '"' ? quoted(csv, at + 1) : bare(csv, at);
      row.push(cell);
      at = next;
      if (csv[at] !== ',') break;
      at++;
    }
    if (csv.slice(at, at + 2) !== '\r\n') throw new Error(`a line does not end with CR and LF at ${at}`);
    at += 2;
    rows.push(row);
  }
  return rows;
}

function quoted(csv: string, from: number): [string, number] {
  for (let at = from; ; at++) {
    if (at >= csv.length) throw new Error('a quote does not end');
    if (csv[at] !== '"') continue;
    if (csv[at + 1] !== '"') return [csv.slice(from, at).replaceAll('""', '"'), at + 1];
    at++;
  }
}

function bare(csv: string, from: number): [string, number] {
  let at = from;
  while (at < csv.length && !',"\r\n'.includes(csv[at]!)) at++;
  return [csv.slice(from, at), at];
}
