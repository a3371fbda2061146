/** A world of one's own as CSV: what `readCsv` reads. */
import { COLUMNS, type OwnFile } from './file.ts';
import { roles } from './roles.ts';

const quoted = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export function writeCsv({ head, rows }: OwnFile): string {
  const settings: readonly (readonly [string, string])[] = [
    ['title', head.title],
    ['verbs', head.verbs.join(', ')],
    ['link', head.link],
    ['who', head.who],
    ['axis', head.axis],
    ['whom', head.whom],
    ...roles.map((role) => [role, head.words[role]] as const),
    ...(head.unlisted ? ([['unlisted', 'ask']] as const) : []),
    ...(head.source ? ([['source', head.source]] as const) : []),
    ...(head.licence ? ([['licence', head.licence]] as const) : []),
  ];
  const used = COLUMNS.filter(
    (column) => column === 'thing' || column === 'verdict' || rows.some((row) => row[column] !== undefined),
  );
  const lines = [
    ...settings.map(([key, value]) => quoted(`# ${key}: ${value}`)),
    used.join(','),
    ...rows.map((row) => used.map((column) => quoted(String(row[column] ?? ''))).join(',')),
  ];
  return `${lines.join('\r\n')}\r\n`;
}
