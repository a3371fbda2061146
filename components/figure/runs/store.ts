/**
 * The finished runs of this reader, in this browser, and nowhere else: the newest twenty, with the models that they
 * left. Every change is a transaction of its own on one run, so that two tabs do not undo each other's. Where nothing
 * may be stored (a sandboxed frame, a browser that forbids it) runs stay until the page is left. Nothing here throws.
 */
import type { Checkpoint } from '../../../sim/model/checkpoint.ts';
import type { SavedRun } from './savedRun.ts';

export type Models = Readonly<Record<string, Checkpoint>>;

/** Whether a run outlives the page, with its models or without them. */
export type Kept = 'browser' | 'without models' | 'page';

export interface Stored {
  /** Newest first, as they were found: whoever shows them checks them. */
  readonly runs: readonly unknown[];
  /** Whether runs outlive the page. */
  readonly lasting: boolean;
  /** What became of the last run that came from this page. */
  readonly last: Kept | undefined;
}

export interface RunStore {
  list(): Promise<Stored>;
  add(run: SavedRun, models: Models): Promise<void>;
  modelsOf(id: string): Promise<Models>;
  remove(ids: readonly string[]): Promise<void>;
  /** Is told of every change, also of those in another tab. @returns what ends it */
  listen(listener: () => void): () => void;
}

export const MOST_RUNS = 20;
const NAME = 'llm-training-alignment';
const VERSION = 1;
const RUNS = 'runs';
const MODELS = 'models';
/** A database that does not open by then is not waited for. */
const OPEN_MS = 4000;

interface ModelsEntry {
  readonly id: string;
  readonly models: Models;
}

/** undefined where there is none to be had */
function openDatabase(onLost: () => void): Promise<IDBDatabase | undefined> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open(NAME, VERSION);
      const timer = setTimeout(() => resolve(undefined), OPEN_MS);
      const settle = (database?: IDBDatabase) => {
        clearTimeout(timer);
        resolve(database);
      };
      request.onupgradeneeded = () => {
        for (const name of [RUNS, MODELS]) request.result.createObjectStore(name, { keyPath: 'id' });
      };
      request.onsuccess = () => {
        const database = request.result;
        // A later version of this page in another tab, or the browser, may want it gone.
        database.onversionchange = () => {
          database.close();
          onLost();
        };
        database.onclose = onLost;
        settle(database);
      };
      request.onerror = () => settle();
      request.onblocked = () => settle();
    } catch {
      resolve(undefined); // a frame without an origin
    }
  });
}

/** Resolves when it is on the disk, or says that it is not. */
const ended = (transaction: IDBTransaction): Promise<boolean> =>
  new Promise((resolve) => {
    transaction.oncomplete = () => resolve(true);
    transaction.onabort = () => resolve(false);
    transaction.onerror = (event) => event.stopPropagation(); // the abort that follows is told
  });

const answerOf = <T>(request: IDBRequest<T>): Promise<T | undefined> =>
  new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => resolve(undefined);
  });

export function createRunStore(): RunStore {
  const listeners = new Set<() => void>();
  /** Runs that could not be stored. */
  const here = new Map<string, { readonly run: SavedRun; readonly models: Models }>();
  let last: Kept | undefined;
  let opening: Promise<IDBDatabase | undefined> | undefined;
  const database = () => (opening ??= openDatabase(() => (opening = undefined)));

  const tell = () => listeners.forEach((listener) => listener());
  const channel = channelOf(tell);
  const changed = () => {
    tell();
    channel?.postMessage('changed');
  };

  /** @returns whether it is done, to the end */
  const write = async (act: (runs: IDBObjectStore, models: IDBObjectStore) => void): Promise<boolean> => {
    const opened = await database();
    if (!opened) return false;
    try {
      const transaction = opened.transaction([RUNS, MODELS], 'readwrite');
      const done = ended(transaction);
      try {
        act(transaction.objectStore(RUNS), transaction.objectStore(MODELS));
      } catch {
        transaction.abort(); // all of it or nothing
      }
      return await done;
    } catch {
      opening = undefined; // it was closed meanwhile
      return false;
    }
  };

  /** Older ones make room, in the same transaction as the one that came. */
  const prune = (runs: IDBObjectStore, models: IDBObjectStore) => {
    const asked = runs.getAllKeys();
    asked.onsuccess = () => {
      for (const key of asked.result.slice(0, Math.max(0, asked.result.length - MOST_RUNS))) {
        runs.delete(key);
        models.delete(key);
      }
    };
  };

  const keepHere = (run: SavedRun, models: Models) => {
    here.set(run.id, { run, models });
    for (const id of [...here.keys()].toSorted().slice(0, -MOST_RUNS)) here.delete(id);
  };

  return {
    async list() {
      const opened = await database();
      let stored: readonly unknown[] = [];
      let lasting = opened !== undefined;
      try {
        const found = opened && (await answerOf(opened.transaction(RUNS).objectStore(RUNS).getAll()));
        if (found) stored = found;
        else lasting = false;
      } catch {
        opening = undefined;
        lasting = false;
      }
      const all = [...stored, ...[...here.values()].map(({ run }) => run)];
      return { runs: all.toSorted((a, b) => (idOf(a) < idOf(b) ? 1 : -1)), lasting, last };
    },

    async add(run, models) {
      const put = (withModels: boolean) =>
        write((runs, modelsStore) => {
          runs.put(run);
          if (withModels) modelsStore.put({ id: run.id, models } satisfies ModelsEntry);
          prune(runs, modelsStore);
        });
      // A browser that has no room for four models may have some for the rows.
      last = 'browser';
      if (!(await put(true))) last = (await put(false)) ? 'without models' : 'page';
      if (last === 'page') keepHere(run, models);
      changed();
    },

    async modelsOf(id) {
      const mine = here.get(id);
      if (mine) return mine.models;
      const opened = await database();
      try {
        const found: unknown =
          opened && (await answerOf(opened.transaction(MODELS).objectStore(MODELS).get(id)));
        return (found as ModelsEntry | undefined)?.models ?? {};
      } catch {
        opening = undefined;
        return {};
      }
    },

    async remove(ids) {
      for (const id of ids) here.delete(id);
      await write((runs, models) => {
        for (const id of ids) {
          runs.delete(id);
          models.delete(id);
        }
      });
      changed();
    },

    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Of other tabs. @param hear is told when one of them has changed something */
function channelOf(hear: () => void): BroadcastChannel | undefined {
  try {
    const opened = new BroadcastChannel(NAME);
    opened.onmessage = hear;
    return opened;
  } catch {
    return undefined; // the table is read again when the page is loaded
  }
}

/** Kept entries are only claimed to be runs. */
const idOf = (entry: unknown): string => {
  const id = (entry as { readonly id?: unknown } | null)?.id;
  return typeof id === 'string' ? id : '';
};

/** One for the page. */
let store: RunStore | undefined;
export const runStore = (): RunStore => (store ??= createRunStore());
