/**
 * Runs recorded at build: computed once, kept in a cache keyed by the sources of the experiment and its settings,
 * and read by figures, prose numbers, golden files and programs. Build time only (Node).
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { History } from '../../sim/experiment.ts';
import type { Settings } from '../../sim/param.ts';
import { loadExperiment } from '../../sim/experiments/index.ts';
import { finish } from '../../sim/run.ts';
import { defaultsOf } from '../../sim/settings.ts';
import { nodeHost } from './node.ts';
import { MANIFEST } from './models.ts';

const ROOT = process.cwd();
const CACHE = join(ROOT, 'node_modules', '.cache', 'recordings');

/** All files that an entry imports by relative path, itself included. */
function sourcesOf(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  if (!entry.endsWith('.ts')) return seen;
  const source = readFileSync(entry, 'utf8');
  for (const [, path] of source.matchAll(/\bfrom '(\.[^']+)'/g))
    sourcesOf(resolve(dirname(entry), path!), seen);
  return seen;
}

const sourceKeys = new Map<string, string>();

function sourceKey(id: string, startsFromModels: boolean): string {
  const known = sourceKeys.get(id);
  if (known && !process.env['VITEST']) return known;
  const hash = createHash('sha256');
  const entries = [
    join(ROOT, 'sim/run.ts'),
    join(ROOT, ...globSync(`sim/experiments/*/${id}.ts`, { cwd: ROOT })),
  ];
  if (startsFromModels) entries.push(join(ROOT, MANIFEST));
  const files = entries.flatMap((file) => [...sourcesOf(file)]);
  for (const file of [...new Set(files)].sort())
    hash.update(file.slice(ROOT.length)).update(readFileSync(file));
  const key = hash.digest('hex');
  sourceKeys.set(id, key);
  return key;
}

export async function record(id: string, overrides: Partial<Settings> = {}): Promise<History> {
  const experiment = await loadExperiment(id);
  const settings = { ...defaultsOf(experiment.params), ...overrides };
  const key = createHash('sha256')
    .update(sourceKey(id, experiment.needs.length > 0) + JSON.stringify(settings))
    .digest('hex')
    .slice(0, 20);
  const file = join(CACHE, `${id}-${key}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as History;
  const history = finish(experiment, settings, nodeHost);
  mkdirSync(CACHE, { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(history));
  renameSync(draft, file); // whole or not at all: builds may run side by side
  return history;
}
