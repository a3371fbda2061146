/** Many strange addresses for every experiment, without a browser; and instant figures run what came of some of them. */
import { drawStatic } from '../../components/chart/static.ts';
import { nodeHost } from '../../components/host/node.ts';
import { declarationOf } from '../../sim/experiment.ts';
import type { Settings } from '../../sim/param.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { finish } from '../../sim/run.ts';
import { addressesOf } from './addresses.ts';
import { heardAlone, NOT_WORDS } from './heard.ts';

export interface Account {
  readonly id: string;
  readonly addresses: number;
  /** Of them: those of which the reader is told something. */
  readonly told: number;
  readonly runs: number;
  /** The first faults, with their addresses. */
  readonly faults: readonly string[];
}

const MOST = 5;

/** @param runs how many of the addresses an instant figure runs and draws */
export async function account(id: string, addresses: number, runs: number, seed: number): Promise<Account> {
  const experiment = await loadExperiment(id);
  const faults: string[] = [];
  const fault = (query: string, what: string) => {
    if (faults.length < MOST) faults.push(`${id}${query.slice(0, 300)}: ${what}`);
  };
  let [told, ran, i] = [0, 0, 0];
  const every = Math.max(1, Math.floor(addresses / runs));
  for (const { query } of addressesOf(experiment, addresses, seed)) {
    try {
      const heard = heardAlone(experiment, query);
      if (heard.told.length > 0) told += 1;
      for (const each of heard.faults) fault(query, each);
      if (!experiment.clock && i % every === 0) {
        ran += 1;
        const drawn = drawnText(experiment, heard.settings);
        const own = Object.values(heard.settings).join(' ');
        const wrong = NOT_WORDS.exec(drawn)?.[0];
        if (wrong !== undefined && !NOT_WORDS.test(own)) fault(query, `"${wrong}" is drawn`);
      }
    } catch (error) {
      fault(query, `throws ${String(error)}`);
    }
    i += 1;
  }
  return { id, addresses: i, told, runs: ran, faults };
}

/** The markup of all views; a row that is no number throws. */
function drawnText(experiment: Parameters<typeof finish>[0], settings: Settings): string {
  const { rows } = finish(experiment, settings, nodeHost);
  return drawStatic(declarationOf(experiment), rows)
    .map((view) => JSON.stringify(view))
    .join('\n');
}
