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

/**
 * Opens a file that a reader has chosen, and makes sure that a run can go on from it.
 *
 * @throws CheckpointError with a message for the reader, and nothing else
 */
export async function openModel(file: File): Promise<ModelFile> {
  if (file.size > LARGEST_FILE) {
    throw new CheckpointError('this file is too large to be a model of this course');
  }
  const trained = readCheckpoint(new Uint8Array(await orTold(file.arrayBuffer(), UNREADABLE)));
  // The world, whose words are the model's vocabulary, is loaded when a file is there to be compared with it.
  const stages = import('../../../sim/experiments/pipeline/files.ts');
  (await orTold(stages, UNCHECKED)).checkResumable(trained);
  return { name: file.name, trained, hash: hashOf(trained) };
}

const UNREADABLE = 'this file could not be read';
const UNCHECKED = 'the program that checks a model could not be loaded, so nothing was opened';

/** What an engine says of a failure is not for the reader. */
async function orTold<T>(promise: Promise<T>, told: string): Promise<T> {
  try {
    return await promise;
  } catch {
    throw new CheckpointError(told);
  }
}

export function saveModel(name: string, trained: Checkpoint): void {
  download(`${name}.ltam`, 'application/octet-stream', writeCheckpoint(trained));
}
