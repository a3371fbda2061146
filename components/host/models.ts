/**
 * The trained models from which experiments start: those of the default run of `pipeline`, made at build by the same
 * code. What is committed of them is a manifest of hashes and sizes; the files stand in a cache under their hashes.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Experiment } from '../../sim/experiment.ts';
import pipeline from '../../sim/experiments/pipeline/pipeline.ts';
import { hashWords } from '../../sim/hash.ts';
import type { Kernels } from '../../sim/kernels/kernels.ts';
import { writeCheckpoint } from '../../sim/model/checkpoint.ts';
import { finish, plainHost } from '../../sim/run.ts';

const ROOT = process.cwd();
const CACHE = join(ROOT, 'node_modules', '.cache', 'models');
export const MANIFEST = 'components/host/models.json';

export interface ModelFile {
  /** Of the whole file, 16 hexadecimal digits. */
  readonly hash: string;
  readonly bytes: number;
}
export type Manifest = Readonly<Record<string, ModelFile>>;

export const readManifest = (): Manifest =>
  JSON.parse(readFileSync(join(ROOT, MANIFEST), 'utf8')) as Manifest;

/** What the manifest says of a file. */
export const listed = (file: Uint8Array): ModelFile => ({
  hash: hashWords(new Uint32Array(file.slice().buffer)),
  bytes: file.length,
});

/** Trains all models anew: the files of the default run, by name. */
export function trainModels(createKernels: () => Kernels): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  finish(
    pipeline as unknown as Experiment,
    {},
    { ...plainHost, createKernels, keep: (name, trained) => files.set(name, writeCheckpoint(trained)) },
  );
  return files;
}

export const fileName = (name: string, { hash }: ModelFile) => `${name}-${hash}.bin`;

/**
 * The file of a trained model; all of them are trained at the first use.
 *
 * @throws if training gives another model than the committed one
 */
export function modelBytes(name: string, createKernels: () => Kernels): Uint8Array {
  const manifest = readManifest();
  const wanted = manifest[name];
  if (!wanted) throw new Error(`no trained model "${name}"; there are ${Object.keys(manifest).join(', ')}`);
  const path = join(CACHE, fileName(name, wanted));
  if (!existsSync(path)) {
    mkdirSync(CACHE, { recursive: true });
    for (const [each, file] of trainModels(createKernels)) {
      const draft = join(CACHE, `${each}.${process.pid}`);
      writeFileSync(draft, file);
      renameSync(draft, join(CACHE, fileName(each, listed(file)))); // whole or not at all: builds may run side by side
    }
  }
  if (!existsSync(path)) {
    throw new Error(
      `"${name}" is trained to another model than ${MANIFEST} says: if this is meant, run \`npm run record\``,
    );
  }
  return readFileSync(path);
}
