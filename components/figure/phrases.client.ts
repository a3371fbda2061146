/** A phrase that sets parameters: tells the figure, and brings it into view if it is out of it. */
import type { Wish } from './lab/useEvents.ts';

export function wirePhrases(): void {
  document.addEventListener('click', (event) => {
    const phrase = (event.target as Element).closest<HTMLAnchorElement>('a[data-set]');
    if (!phrase || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const figure = document.getElementById(phrase.hash.slice(1));
    if (!figure) return;
    event.preventDefault();
    const wish = JSON.parse(phrase.dataset['set']!) as Wish;
    const { top, bottom } = figure.getBoundingClientRect();
    const inView = top < innerHeight * 0.75 && bottom > innerHeight * 0.25;
    if (!inView) {
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      figure.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
    }
    whenReady(figure, () => document.dispatchEvent(new CustomEvent('lab:set', { detail: wish })));
  });
}

/** A figure comes to life only near the window: a wish made before would be lost. */
export function whenReady(figure: HTMLElement, act: () => void): void {
  if (figure.hasAttribute('data-ready')) {
    act();
    return;
  }
  const watch = new MutationObserver(() => {
    if (!figure.hasAttribute('data-ready')) return;
    watch.disconnect();
    act();
  });
  watch.observe(figure, { attributes: true, attributeFilter: ['data-ready'] });
}
