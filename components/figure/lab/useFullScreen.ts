/** Presenting: the figure fills the screen. */
import { useEffect, useState } from 'react';
import type { UseFigure } from './useFigure.ts';

export interface UseFullScreen {
  readonly presenting: boolean;
  toggle(): Promise<void>;
}

export function useFullScreen(figure: UseFigure['figure']): UseFullScreen {
  const [presenting, setPresenting] = useState(false);
  useEffect(() => {
    const onChange = () => setPresenting(document.fullscreenElement === figure());
    document.addEventListener('fullscreenchange', onChange);
    return () => document.removeEventListener('fullscreenchange', onChange);
  }, [figure]);
  const toggle = () =>
    document.fullscreenElement ? document.exitFullscreen() : figure().requestFullscreen();
  return { presenting, toggle };
}
