/** Reports of muscle and kidney events with six statins, beside all other reports of the same database. */
import type { ReportCounts } from '../measure/reportCounts.ts';
import reports from './statin-reports.json' with { type: 'json' };

const names = Object.keys(reports.events);
const table = Object.values(reports.events);
const columns = reports.drugs.map((_, drug) => table.reduce((sum, row) => sum + row[drug]!, 0));

/** The last column holds every other drug, the last row every other event: neither is a pair of its own. */
export const statins: readonly string[] = reports.drugs.slice(0, -1);
export const statinEvents: readonly string[] = names.slice(0, -1);
export const reportsByDrug: readonly number[] = columns;

/** With whose reports those of a statin are compared. */
export type Beside = 'everything' | 'statins';

/**
 * The 2 × 2 table of a statin and an event.
 *
 * @param beside everything else in the database, or the other five statins only
 */
export function statinCounts(drug: number, event: number, beside: Beside = 'everything'): ReportCounts {
  const last = beside === 'everything' ? columns.length : statins.length;
  const sum = (numbers: readonly number[]) => numbers.slice(0, last).reduce((total, each) => total + each, 0);
  const a = table[event]![drug]!;
  const b = columns[drug]! - a;
  const c = sum(table[event]!) - a;
  return { a, b, c, d: sum(columns) - a - b - c };
}
