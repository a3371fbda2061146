/** Golden histories: the hash of a default run, at most 200 of its rows, and its findings on the four other seeds. */
import { nodeHost } from '../../components/host/node.ts';
import type { Experiment, Measured, Row, SeriesMap } from '../../sim/experiment.ts';
import type { Settings } from '../../sim/param.ts';
import type { Words } from '../../sim/words.ts';
import { finish, measured } from '../../sim/run.ts';
import { seedsOf } from './seeds.ts';

const MOST_ROWS = 200;

export interface Golden {
  readonly hash: string;
  readonly rowCount: number;
  /** Every k-th row, the last one included. */
  readonly rows: readonly Row[];
  readonly findings: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export const goldenPath = (id: string) => `test/golden/${id}.json`;

export function goldenRows(rows: readonly Row[]): Row[] {
  const every = Math.ceil(rows.length / MOST_ROWS);
  return rows.filter((_, i) => i % every === (rows.length - 1) % every);
}

export function goldenOf(experiment: Experiment, words: Words): Golden {
  const { hash, rows } = finish(experiment, {}, nodeHost);
  const { seed } = experiment.params;
  const seeds = seed ? seedsOf(seed.default as number) : [];
  const known = new Map<string, Measured<SeriesMap>>();
  const measuredWith = (settings: Partial<Settings>) => {
    const key = JSON.stringify(settings);
    const rows = known.get(key) ?? measured(finish(experiment, settings, nodeHost).rows);
    known.set(key, rows);
    return rows;
  };
  const findings = Object.entries(words.findings).map(([name, finding]) => {
    const values = seeds.map((each) => {
      const settings = { seed: each, ...(finding.settings as Partial<Settings>) };
      return [String(each), finding.measure(measuredWith(settings))] as const;
    });
    return [name, Object.fromEntries(values)] as const;
  });
  return { hash, rowCount: rows.length, rows: goldenRows(rows), findings: Object.fromEntries(findings) };
}
