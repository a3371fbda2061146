/** A trained model as a reader's own file. */
import {
  CheckpointError,
  hashOf,
  readCheckpoint,
  writeCheckpoint,
  type Checkpoint,
} from '../../../sim/model/checkpoint.ts';
import { download } from './download.ts';

export type { Checkpoint } from '../../../sim/model/checkpoint.ts';

export interface ModelFile {
  readonly name: string;
  readonly trained: Checkpoint;
  readonly hash: string;
}

/** A model of this course has about 220 kB; nothing near this limit is one. */
const LARGEST_FILE = 8_000_000;

/** Opens a file that a reader has chosen. @throws Error with a message for the reader */
export async function openModel(file: File): Promise<ModelFile> {
  if (file.size > LARGEST_FILE) {
    throw new CheckpointError('this file is too large to be a model of this course');
  }
  const trained = readCheckpoint(new Uint8Array(await file.arrayBuffer()));
  return { name: file.name, trained, hash: hashOf(trained) };
}

export function saveModel(name: string, trained: Checkpoint): void {
  download(`${name}.ltam`, 'application/octet-stream', writeCheckpoint(trained));
}
