/**
 * CSV as in RFC 4180, and as spreadsheets export it: with a byte-order mark, CRLF, semicolons or tabs. Lines that begin
 * with # may stand before the row of names: `# key: value`.
 */
import { LIMITS, tooMany, type Cell, type Problem, type Raw } from './file.ts';

/** More are no table of facts. */
const MOST_COLUMNS = 50;
const SEPARATORS = [',', ';', '\t'] as const;

interface CsvRecord {
  readonly line: number;
  readonly cells: readonly Cell[];
}

/** Outside quotation marks, in the first line that is no remark: the separator that occurs most. */
function separatorOf(text: string): { readonly separator: string; readonly body: string } {
  const told = /^sep=([,;\t])\r?\n/i.exec(text);
  // Replaced by nothing but the end of its line, so that lines are counted as in the file.
  if (told) return { separator: told[1]!, body: `\n${text.slice(told[0].length)}` };
  const names = text.split(/\r\n|\n|\r/).find((line) => line.trim() !== '' && !/^\s*"?\s*#/.test(line)) ?? '';
  const bare = names.replace(/"[^"]*"/g, '');
  const counts = SEPARATORS.map((separator) => bare.split(separator).length);
  return { separator: SEPARATORS[counts.indexOf(Math.max(...counts))]!, body: text };
}

/** All records, and what is wrong with their quotation marks. */
function recordsOf(text: string, separator: string): { records: CsvRecord[]; problems: Problem[] } {
  const records: CsvRecord[] = [];
  const problems: Problem[] = [];
  let cells: Cell[] = [];
  let line = 1;
  let begun = 1;
  let at = 0;
  const endRecord = () => {
    if (cells.some((cell) => cell.text.trim() !== '')) records.push({ line: begun, cells });
    cells = [];
  };
  while (at <= text.length) {
    if (cells.length === 0) begun = line;
    const cellLine = line;
    let value: string;
    if (text[at] === '"') {
      const parts: string[] = [];
      let from = at + 1;
      for (;;) {
        const end = text.indexOf('"', from);
        if (end < 0) {
          problems.push({ line: cellLine, reason: 'a quotation mark is opened here and never closed' });
          cells.push({ text: '', line: cellLine });
          endRecord();
          return { records, problems };
        }
        parts.push(text.slice(from, end));
        at = end + 1;
        if (text[at] !== '"') break;
        parts.push('"');
        from = at + 1;
      }
      value = parts.join('');
      line += value.split(/\r\n|\n|\r/).length - 1;
      const rest = untilEnd(text, at, separator);
      if (text.slice(at, rest).trim() !== '')
        problems.push({
          line,
          reason: `“${text.slice(at, Math.min(rest, at + 20))}” stands behind a closing quotation mark`,
        });
      at = rest;
    } else {
      const end = untilEnd(text, at, separator);
      value = text.slice(at, end);
      if (value.includes('"') && !value.trimStart().startsWith('#'))
        problems.push({
          line,
          reason:
            'a quotation mark inside a cell: put the whole cell in quotation marks and write this one twice',
        });
      at = end;
    }
    cells.push({ text: value, line: cellLine });
    if (text[at] === separator) {
      at += 1;
      continue;
    }
    endRecord();
    if (at >= text.length) break;
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line += 1;
  }
  return { records, problems };
}

/** The next separator or end of a line. */
function untilEnd(text: string, from: number, separator: string): number {
  let at = from;
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
}

export function readCsv(text: string): Raw {
  const { separator, body } = separatorOf(text);
  const { records, problems } = recordsOf(body, separator);
  const head = new Map<string, Cell>();
  let first = 0;
  for (; records[first]?.cells[0]!.text.trimStart().startsWith('#'); first++) {
    const { line, cells } = records[first]!;
    // A spreadsheet takes "# verbs: eat, serve" for two cells.
    const whole = cells.map((cell) => cell.text.trim()).filter((cell) => cell !== '').join(', '); // prettier-ignore
    const setting = /^#\s*([^:]*?)\s*:\s*(.*)$/s.exec(whole);
    if (!setting) continue; // a remark
    const key = setting[1]!.toLowerCase();
    if (head.has(key))
      problems.push({ line, reason: `“${key}” was set before, in line ${head.get(key)!.line}` });
    else head.set(key, { text: setting[2]!, line });
  }
  const names = records[first];
  if (!names) {
    problems.push({ line: 1, reason: 'no row of column names: thing, case, verdict …' });
    return { head, columns: new Map(), rows: [], problems };
  }
  if (names.cells.length > MOST_COLUMNS) {
    problems.push({
      line: names.line,
      reason: `${names.cells.length} columns; ${MOST_COLUMNS} are the most`,
    });
    return { head, columns: new Map(), rows: [], problems };
  }
  const columns = names.cells.map((cell) => cell.text.trim().toLowerCase());
  for (const [i, name] of columns.entries())
    if (name !== '' && columns.indexOf(name) < i)
      problems.push({ line: names.line, column: name, reason: 'this column stands here twice' });
  const given = records.slice(first + 1);
  if (given.length > LIMITS.rows) {
    problems.push(tooMany(given));
    return { head, columns: new Map(), rows: [], problems };
  }
  const rows = given.map(({ line, cells }) => {
    const beyond = cells.slice(columns.length).some((cell) => cell.text.trim() !== '');
    if (beyond || cells.length < columns.length)
      problems.push({
        line,
        reason: `${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, where the row of names has ${columns.length}`,
      });
    const named = new Map<string, Cell>();
    for (const [i, name] of columns.entries()) {
      const cell = cells[i];
      if (!cell) continue;
      if (name !== '') named.set(name, cell);
      else if (cell.text.trim() !== '')
        problems.push({ line, column: `${i + 1}`, reason: 'a cell in a column without a name' });
    }
    return { line, cells: named };
  });
  return {
    head,
    columns: new Map(columns.filter(Boolean).map((name) => [name, names.line])),
    rows,
    problems,
  };
}
