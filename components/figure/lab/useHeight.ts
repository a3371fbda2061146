/** A figure alone tells the page around its frame how high it is: `{ type: 'lab:height', experiment, height }`. */
import { useEffect } from 'react';
import type { UseFigure } from './useFigure.ts';

export function useHeight(figure: UseFigure['figure'], experiment: string): void {
  useEffect(() => {
    if (window.parent === window) return;
    const observer = new ResizeObserver(() => {
      const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
      // To whoever frames it: a height is no secret.
      window.parent.postMessage({ type: 'lab:height', experiment, height }, '*');
    });
    observer.observe(figure());
    return () => observer.disconnect();
  }, [figure, experiment]);
}
