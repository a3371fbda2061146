/** Tables as CSV after RFC 4180, safe to open in a spreadsheet. */

/** A spreadsheet takes a cell that begins with one of these for a formula; an apostrophe before it makes it text. */
const BEGINS_FORMULA = /^[=+\-@\t\r\n]/;

function cell(value: string | number): string {
  const text = typeof value === 'string' && BEGINS_FORMULA.test(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Every line ends, the last one too. */
export const csvOfRows = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
