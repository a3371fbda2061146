/** What there is to save of a built site: written by the build, read by the page that saves it and by the worker. */

/** Under the address of the site. */
export const MANIFEST = 'offline.json';
/** The version alone: what pages of a saved course ask, to know whether there is a newer one. */
export const VERSION_FILE = 'offline-version.txt';
export const WORKER = 'sw.js';

export interface SavedFile {
  /** Under the address of the site; a page by its folder: "part-1/sft/". */
  readonly path: string;
  /** First 16 hexadecimal digits of its SHA-256. */
  readonly hash: string;
  readonly bytes: number;
}

export interface Manifest {
  /** A hash over all files. */
  readonly version: string;
  readonly bytes: number;
  readonly files: readonly SavedFile[];
}

export const HASH_DIGITS = 16;

/** Caches belong to a whole origin, on which other sites may live beside this one. */
export const cachePrefix = (base: string): string => `${base} `;
export const cacheName = (base: string, version: string): string => cachePrefix(base) + version;
