/** With what code each recording was made, and whether today's computes otherwise. Node only. */
import { existsSync, readFileSync } from 'node:fs';
import { loadExperiment, loadWords } from '../../sim/experiments/index.ts';
import { defaultsOf } from '../../sim/settings.ts';
import { settingsOfPresets } from './recordings.ts';
import { runKey, wordsKey } from './runKey.ts';

/** id → key of the code with which it was recorded; sweeps and studies by their names. */
export const KEYS = 'content/recordings/keys.json';

export function readKeys(): Record<string, string> {
  return existsSync(KEYS) ? (JSON.parse(readFileSync(KEYS, 'utf8')) as Record<string, string>) : {};
}

/** Under what name the key of what is said of an experiment stands. */
export const wordsName = (id: string): string => `words/${id}`;

/** The key that its findings and goals would get now. */
export const keyOfWords = (id: string): Promise<string> => wordsKey(id);

/** The key that a recording of this experiment would get now. */
export async function keyOfRecording(id: string): Promise<string> {
  const experiment = await loadExperiment(id);
  const words = await loadWords(id);
  const asked = Object.values(words.findings).map(({ settings }) => settings ?? {});
  const { params, small } = experiment;
  return runKey(id, [defaultsOf(params), small, [...asked, ...settingsOfPresets(experiment, words)]]);
}
