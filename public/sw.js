/**
 * Answers for a course that a reader has saved (reference/offline registers it, nothing else does). The network goes
 * first, so that whoever is online reads what is published; the saved copy answers when the network does not.
 */
const BASE = new URL(self.registration.scope).pathname;
const PREFIX = `${BASE} `;
const MANIFEST = `${BASE}offline.json`;
/** A name with a hash never means anything else. */
const NEVER_CHANGES = new RegExp(`^${BASE}(_astro|models)/`);
/** A network that is slower than this is as good as none, if there is a saved copy. */
const PATIENCE_MS = 4000;

self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || !url.pathname.startsWith(BASE))
    return;
  event.respondWith(answer(request, url.pathname.replace(/\/index\.html$/, '/')));
});

/** From a version that is saved wholly; settings in an address do not change the file. */
async function savedCopy(path) {
  for (const name of await caches.keys()) {
    if (!name.startsWith(PREFIX)) continue;
    const cache = await caches.open(name);
    if (await cache.match(MANIFEST)) return cache.match(path);
  }
  return undefined;
}

/** Gives up on a network that does not begin to answer; what has begun may take its time. */
async function fromNetwork(request) {
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), PATIENCE_MS);
  try {
    return await fetch(request, { signal: waiting.signal });
  } finally {
    clearTimeout(timer);
  }
}

async function answer(request, path) {
  const saved = await savedCopy(path);
  if (saved && NEVER_CHANGES.test(path)) return saved;
  try {
    const response = await (saved ? fromNetwork(request) : fetch(request));
    return saved && response.status >= 500 ? saved : response;
  } catch (error) {
    if (saved) return saved;
    const missing = request.mode === 'navigate' ? await savedCopy(`${BASE}404.html`) : undefined;
    if (missing) return missing;
    throw error;
  }
}
