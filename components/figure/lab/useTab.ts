/** The tab that is open; its panels stand in the page and were drawn at build. */
import { useEffect, useState } from 'react';
import type { UseFigure } from './useFigure.ts';

export interface UseTab {
  readonly open: number;
  show(tab: number): void;
}

export function useTab(figure: UseFigure['figure']): UseTab {
  const [open, show] = useState(0);
  useEffect(() => {
    figure()
      .querySelectorAll<HTMLElement>('[data-tab]')
      .forEach((panel, i) => panel.toggleAttribute('data-open', i === open));
    figure().toggleAttribute('data-tabbed', true);
  }, [open, figure]);
  return { open, show };
}
