/** The saved course in the browser's cache: one cache a version, whole once it holds its own list of files. */
import {
  cacheName,
  cachePrefix,
  HASH_DIGITS,
  MANIFEST,
  WORKER,
  type Manifest,
  type SavedFile,
} from './manifest.ts';

/** So many files are on their way at a time. */
const AT_ONCE = 6;

export interface Saved {
  readonly manifest: Manifest;
  readonly cache: Cache;
}

const ownCaches = async (base: string) =>
  (await caches.keys()).filter((name) => name.startsWith(cachePrefix(base)));

/** The course as it is saved; undefined if it is not, or not wholly. */
export async function savedCourse(base: string): Promise<Saved | undefined> {
  for (const name of await ownCaches(base)) {
    const cache = await caches.open(name);
    const list = await cache.match(base + MANIFEST);
    if (list) return { manifest: (await list.json()) as Manifest, cache };
  }
  return undefined;
}

async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('').slice(0, HASH_DIGITS); // prettier-ignore
}

async function fetched(base: string, { path, hash }: SavedFile, signal: AbortSignal): Promise<Response> {
  const response = await fetch(base + path, { cache: 'no-cache', signal });
  if (!response.ok) throw new Error(`${path || 'the home page'} could not be loaded (${response.status})`);
  const bytes = await response.arrayBuffer();
  if ((await hashOf(bytes)) !== hash)
    throw new Error('the course was published anew meanwhile; load this page again, and save then');
  return new Response(bytes, {
    headers: { 'content-type': response.headers.get('content-type') ?? 'application/octet-stream' },
  });
}

/** Bytes that are not in an earlier version too. */
export function bytesToLoad({ files }: Manifest, earlier: Manifest | undefined): number {
  const there = new Set(earlier?.files.map(({ hash }) => hash));
  return files.reduce((sum, { hash, bytes }) => sum + (there.has(hash) ? 0 : bytes), 0);
}

/**
 * Saves what is not there yet; then earlier versions go, and the worker that answers without a network comes.
 *
 * @param told gets the bytes that are there
 */
export async function saveCourse(
  base: string,
  manifest: Manifest,
  told: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const earlier = await savedCourse(base);
  const known = new Map(earlier?.manifest.files.map(({ hash, path }) => [hash, path]));
  const name = cacheName(base, manifest.version);
  const cache = await caches.open(name);
  const queue = [...manifest.files];
  let bytes = 0;
  const work = async () => {
    for (let file = queue.pop(); file; file = queue.pop()) {
      signal.throwIfAborted();
      const url = base + file.path;
      if (!(await cache.match(url))) {
        const path = known.get(file.hash);
        const copy = path === undefined ? undefined : await earlier?.cache.match(base + path);
        await cache.put(url, copy ?? (await fetched(base, file, signal)));
      }
      bytes += file.bytes;
      told(bytes);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await cache.put(base + MANIFEST, Response.json(manifest));
  for (const other of await ownCaches(base)) if (other !== name) await caches.delete(other);
  await navigator.serviceWorker.register(base + WORKER);
  await navigator.serviceWorker.ready;
}

export async function forgetCourse(base: string): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration(base);
  await registration?.unregister();
  for (const name of await ownCaches(base)) await caches.delete(name);
}
