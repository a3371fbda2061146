/** Forgets what the site has stored in this browser: theme, answered exercises, saved runs, pages kept for offline. */

/** Deletes everything that is stored under this origin and can be listed. */
async function forget(): Promise<void> {
  localStorage.clear();
  sessionStorage.clear();
  const stores = (await indexedDB.databases()).flatMap(({ name }) => name ?? []);
  await Promise.all(
    stores.map(
      (name) =>
        new Promise<void>((done, fail) => {
          const asked = indexedDB.deleteDatabase(name);
          asked.onsuccess = () => done();
          asked.onerror = () => fail(asked.error ?? new Error(name));
          asked.onblocked = () => fail(new Error('another tab of this site is open'));
        }),
    ),
  );
  if ('caches' in window) for (const name of await caches.keys()) await caches.delete(name);
  if ('serviceWorker' in navigator)
    for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
}

const QUESTION =
  'This forgets the theme, the exercises that you have done and the runs that are stored in this browser. Go on?';

export function wireAfresh(): void {
  document.querySelector('[data-start-afresh]')?.addEventListener('click', () => {
    if (!confirm(QUESTION)) return;
    forget().then(
      () => location.reload(),
      (error: unknown) => {
        const said = error instanceof Error ? error.message : String(error);
        document.querySelector('[data-afresh-said]')!.textContent =
          `Not everything could be cleared: ${said}.`;
      },
    );
  });
}
