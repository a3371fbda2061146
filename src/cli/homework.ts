/** A handed-in result is computed again: the address of a figure with its settings, and the code of its run. */
import { judge } from '../../components/host/goals.ts';
import { ensureModels } from '../../components/host/models.ts';
import { nodeHost } from '../../components/host/node.ts';
import { experimentIds, loadExperiment, loadWords } from '../../sim/experiments/index.ts';
import { finish, neededBy } from '../../sim/run.ts';
import { decode, encode } from '../../sim/settings.ts';
import { UsageError } from './flags.ts';

const CODE = /^[0-9a-f]{16}$/;

interface Checked {
  readonly same: boolean;
  /** What is printed. */
  readonly lines: readonly string[];
}

/** @throws UsageError if the address sets no figure, or something that no figure takes */
export async function checkHomework(address: string, handedIn: string): Promise<Checked> {
  // A figure shows it in groups of four.
  const code = handedIn.replace(/\s/g, '');
  if (!CODE.test(code))
    throw new UsageError(`"${code}" is no code: 16 digits from 0 to f, as under a figure`);
  const { id, query } = experimentIn(address);
  const experiment = await loadExperiment(id);
  const { settings, replaced } = decode(id, experiment.params, query);
  for (const { param, given, legal } of replaced)
    throw new UsageError(`${id}.${param} = ${given}: must be ${legal}`);
  if (neededBy(experiment, settings).length > 0) await ensureModels();
  const history = finish(experiment, settings, nodeHost);
  const { hash } = history;
  const { goals } = await loadWords(id);
  const set = new URLSearchParams(encode(id, experiment.params, settings)).toString();
  return {
    same: hash === code,
    lines: [
      `${id}, ${set === '' ? 'default settings' : decodeURIComponent(set)}`,
      hash === code ? `the code is that of this run: ${hash}` : `another code: this run has ${hash}`,
      ...Object.entries(goals).map(([name, goal]) => {
        const { met } = judge(goal, history);
        return `goal ${name} (${goal.label}): ${met ? 'met' : 'not met'}`;
      }),
    ],
  };
}

/** The experiment of an address: the one that its query sets, or the one whose figure stands there alone. */
function experimentIn(address: string): { id: string; query: string } {
  if (!URL.canParse(address)) throw new UsageError(`"${address}" is no address`);
  const url = new URL(address);
  const alone = /\/embed\/([a-z0-9-]+)\/?$/.exec(url.pathname)?.[1];
  const ids = new Set([...url.searchParams.keys()].map((key) => key.split('.')[0]!));
  const set = alone === undefined ? [...ids].filter((id) => experimentIds.includes(id)) : [alone];
  const [id, other] = set;
  if (id === undefined || !experimentIds.includes(id))
    throw new UsageError(
      `"${address}" sets no figure: copy the address from its menu, or add ?ID.param=value`,
    );
  if (other !== undefined) throw new UsageError(`the address sets several figures: ${set.join(', ')}`);
  return { id, query: url.search };
}
