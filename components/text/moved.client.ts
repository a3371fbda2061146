/** An old address, of a section that has gone to another page, leads there. */
import { forwardOf } from './moved.ts';

export function wireMoved(): void {
  const follow = () => {
    const id = location.hash.slice(1);
    const moved = id && document.getElementById(id)?.closest<HTMLElement>('[data-moved]');
    if (moved) location.replace(forwardOf(moved.dataset['moved']!, location));
  };
  addEventListener('hashchange', follow);
  follow();
}
