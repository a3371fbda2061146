/** On the pages of a course that is saved: the link to the page on saving says when there is a newer version. */
import { VERSION_FILE } from '../../components/offline/manifest.ts';
import { savedCourse } from '../../components/offline/store.ts';

export async function tellNewer(link: HTMLElement, base: string): Promise<void> {
  const saved = await savedCourse(base);
  if (!saved) return;
  try {
    const response = await fetch(base + VERSION_FILE, { cache: 'no-cache' });
    const version = (await response.text()).trim();
    if (response.ok && version !== saved.manifest.version)
      link.textContent = 'Offline: newer version to save';
  } catch {
    // No network: what is saved is what there is.
  }
}
