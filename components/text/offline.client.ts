/** The place that saves the course: what it says, and what its buttons do. */
import { MANIFEST, type Manifest } from '../offline/manifest.ts';
import { bytesToLoad, forgetCourse, savedCourse, saveCourse } from '../offline/store.ts';

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

/** What is published; undefined without a network, and while the site is being written. */
async function published(base: string): Promise<Manifest | undefined> {
  try {
    const response = await fetch(base + MANIFEST, { cache: 'no-cache' });
    return response.ok ? ((await response.json()) as Manifest) : undefined;
  } catch {
    return undefined;
  }
}

export function startOffline(place: HTMLElement): void {
  const base = place.dataset['base']!;
  const said = place.querySelector<HTMLElement>('.said')!;
  const progress = place.querySelector('progress')!;
  const button = (name: string) => place.querySelector<HTMLButtonElement>(`[data-do="${name}"]`)!;
  const [save, stop, remove] = [button('save'), button('stop'), button('remove')];
  let manifest: Manifest | undefined;
  let running: AbortController | undefined;

  const show = (words: string, offered: { readonly save?: string; readonly remove?: boolean } = {}) => {
    said.textContent = words;
    progress.hidden = stop.hidden = !running;
    save.hidden = offered.save === undefined;
    save.textContent = offered.save ?? '';
    remove.hidden = offered.remove !== true;
  };

  const look = async (before = '') => {
    const saved = (await savedCourse(base))?.manifest;
    // The saved list answers for itself when there is no network; then the two are one version.
    manifest = await published(base);
    place.dataset['saved'] = saved?.version ?? '';
    if (!manifest) {
      const words = saved ? `Saved: ${megabytes(saved.bytes)}.` : 'The list of files could not be loaded.';
      show(before + words, { remove: saved !== undefined });
    } else if (!saved) {
      const files = `${manifest.files.length.toLocaleString('en')} files`;
      const words = `Not saved in this browser. The whole course is ${megabytes(manifest.bytes)}, ${files}.`;
      show(before + words, { save: `Save for offline (${megabytes(manifest.bytes)})` });
    } else if (saved.version === manifest.version) {
      show(`${before}This version is saved: ${megabytes(saved.bytes)}. It opens without a network.`, {
        remove: true,
      });
    } else {
      const more = megabytes(bytesToLoad(manifest, saved));
      show(`${before}An earlier version is saved; there is a newer one, of which ${more} are new.`, {
        save: `Save the newer version (${more})`,
        remove: true,
      });
    }
  };

  save.addEventListener('click', () => {
    const list = manifest;
    if (!list) return;
    running = new AbortController();
    progress.max = list.bytes;
    progress.value = 0;
    show(`Saving ${megabytes(list.bytes)} …`);
    const told = (bytes: number) => (progress.value = bytes);
    saveCourse(base, list, told, running.signal).then(
      () => {
        running = undefined;
        return look();
      },
      (error: unknown) => {
        const wasStopped = running?.signal.aborted ?? false;
        running?.abort();
        running = undefined;
        return look(
          wasStopped ? 'Stopped; what was loaded is kept for the next time. ' : `${reason(error)} `,
        );
      },
    );
  });
  stop.addEventListener('click', () => running?.abort());
  remove.addEventListener('click', () => {
    void forgetCourse(base).then(() => look('Removed. '));
  });

  if (!('serviceWorker' in navigator) || !('caches' in globalThis))
    show(
      'This browser, or the way in which the page was opened, allows no saving. The archive below works anywhere.',
    );
  else void look();
}

function reason(error: unknown): string {
  if (error instanceof DOMException && error.name === 'QuotaExceededError')
    return 'Not saved: the browser has no room for it.';
  return `Not saved: ${error instanceof Error ? error.message : String(error)}.`;
}
