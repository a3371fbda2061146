/**
 * The trained models from which experiments start: those of the default run of `pipeline`. What is committed of them
 * is a manifest of hashes and sizes; the files stand in a cache under their hashes, and are trained when they lack.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashWords } from '../../sim/hash.ts';
import { writeCheckpoint, type Checkpoint } from '../../sim/model/checkpoint.ts';
import { runsOf, type Done } from './pool.ts';

const CACHE = join(process.cwd(), '.cache', 'models');
export const MANIFEST = 'components/host/models.json';
/** The experiment whose default run trains them. */
export const TRAINS = 'pipeline';

export interface ModelFile {
  /** Of the whole file, 16 hexadecimal digits. */
  readonly hash: string;
  readonly bytes: number;
}
export type Manifest = Readonly<Record<string, ModelFile>>;

export const readManifest = (): Manifest =>
  JSON.parse(readFileSync(join(process.cwd(), MANIFEST), 'utf8')) as Manifest;

/** What the manifest says of a file. */
export const listed = (file: Uint8Array): ModelFile => ({
  hash: hashWords(new Uint32Array(file.slice().buffer)),
  bytes: file.length,
});

export const fileName = (name: string, { hash }: ModelFile) => `${name}-${hash}.bin`;

/** The models that a run has trained, as files by name. */
export const filesOf = (trained: Done['trained']): Map<string, Uint8Array> =>
  new Map([...trained].map(([name, model]: [string, Checkpoint]) => [name, writeCheckpoint(model)]));

/** Puts files into the cache, each whole or not at all: builds may run side by side. */
export function keepModels(files: ReadonlyMap<string, Uint8Array>): void {
  mkdirSync(CACHE, { recursive: true });
  for (const [name, file] of files) {
    const draft = join(CACHE, `${name}.${process.pid}`);
    writeFileSync(draft, file);
    renameSync(draft, join(CACHE, fileName(name, listed(file))));
  }
}

const lacking = () =>
  Object.entries(readManifest()).filter(([name, entry]) => !existsSync(join(CACHE, fileName(name, entry))));

let training: Promise<void> | undefined;

async function train(): Promise<void> {
  const [done] = await runsOf([{ id: TRAINS, settings: {} }]);
  keepModels(filesOf(done!.trained));
  const [other] = lacking();
  if (other) {
    throw new Error(
      `"${other[0]}" is trained to another model than ${MANIFEST} says: if this is meant, run \`npm run record\``,
    );
  }
}

/**
 * Trains the models that lack in the cache, beside what else the process does.
 *
 * @throws if training gives another model than the committed one
 */
export async function ensureModels(): Promise<void> {
  if (lacking().length > 0) await (training ??= train());
}

/** The file of a trained model, once `ensureModels` has been awaited. */
export function modelBytes(name: string): Uint8Array {
  const manifest = readManifest();
  const wanted = manifest[name];
  if (!wanted) throw new Error(`no trained model "${name}"; there are ${Object.keys(manifest).join(', ')}`);
  return readFileSync(join(CACHE, fileName(name, wanted)));
}
