/** The rows of a run as tables, one a series. */
import type { Declaration, Row } from '../../../sim/experiment.ts';
import { namesRows, valueText } from '../../chart/values.ts';

/** A page with thousands of rows helps nobody; the CSV has them all. */
const MOST = 200;

export function DataTable({
  declaration,
  rows,
}: {
  readonly declaration: Declaration;
  readonly rows: readonly Row[];
}) {
  return (
    <div className="data-tables" tabIndex={0} role="region" aria-label="Data of this figure">
      {Object.entries(declaration.series).map(([name, series]) => {
        const all = rows.filter((row) => row.series === name);
        const metrics = Object.entries(series.metrics);
        const [first] = metrics;
        const named = first && namesRows(first[1], all.map((row) => row[first[0]]!)); // prettier-ignore
        return (
          <table key={name}>
            <caption>
              {series.title}
              {all.length > MOST && ` (first ${MOST} of ${all.length} rows; the CSV has all)`}
            </caption>
            <thead>
              <tr>
                {metrics.map(([metric, { label, unit }]) => (
                  <th key={metric} scope="col">
                    {label}
                    {unit && <small> {unit === 'share' ? '%' : unit}</small>}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {all.slice(0, MOST).map((row, i) => (
                <tr key={i}>
                  {metrics.map(([metric, declared], column) => {
                    const text = valueText(declared, row[metric]!);
                    return named && column === 0 ? (
                      <th key={metric} scope="row">
                        {text}
                      </th>
                    ) : (
                      <td key={metric}>{text}</td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        );
      })}
    </div>
  );
}
