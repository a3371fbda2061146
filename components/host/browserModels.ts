/** Trained models for the browser, fetched when a run needs them and kept as long as its worker lives. */
import manifest from './models.json';
import { CheckpointError, readCheckpoint, type Checkpoint } from '../../sim/model/checkpoint.ts';

const BASE = import.meta.env.BASE_URL.replace(/\/?$/, '/');
const known = new Map<string, Promise<Checkpoint>>();

async function fetchModel(name: string): Promise<Checkpoint> {
  const entry = (manifest as Readonly<Record<string, { readonly hash: string }>>)[name];
  if (!entry) throw new CheckpointError(`there is no trained model "${name}"`);
  const response = await fetch(`${BASE}models/${name}-${entry.hash}.bin`);
  if (!response.ok) throw new CheckpointError(`the trained model could not be fetched (${response.status})`);
  return readCheckpoint(new Uint8Array(await response.arrayBuffer()));
}

/** @throws CheckpointError, or what `fetch` throws; the next call tries again */
export function modelHere(name: string): Promise<Checkpoint> {
  const asked = known.get(name) ?? fetchModel(name);
  known.set(name, asked);
  asked.catch(() => known.delete(name));
  return asked;
}
