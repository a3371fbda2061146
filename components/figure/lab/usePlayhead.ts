/** A position in the recording, and its movement: paused in hidden tabs, still where motion is not wanted. */
import { useCallback, useEffect, useRef, useState } from 'react';

/** A whole recording plays in this time. */
const PLAY_MS = 2400;

export interface Playhead {
  /** Index of the step shown; Infinity follows the newest row. */
  readonly at: number;
  readonly playing: boolean;
  scrub(index: number): void;
  /** From the start if it stands at the end. */
  toggle(count: number): void;
  follow(): void;
}

export function usePlayhead(): Playhead {
  const [at, setAt] = useState(Infinity);
  const [playing, setPlaying] = useState(false);
  const frame = useRef(0);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  const halt = useCallback(() => {
    cancelAnimationFrame(frame.current);
    setPlaying(false);
  }, []);

  const play = useCallback((from: number, count: number) => {
    setPlaying(true);
    let previous: number | undefined;
    let position = from;
    const step = (now: number) => {
      // A frame after a hidden tab would jump to the end: 100 ms is the most that one frame may stand for.
      position += (Math.min(100, now - (previous ?? now)) / PLAY_MS) * count;
      previous = now;
      if (position >= count - 1) {
        setAt(Infinity);
        setPlaying(false);
        return;
      }
      setAt(Math.floor(position));
      frame.current = requestAnimationFrame(step);
    };
    frame.current = requestAnimationFrame(step);
  }, []);

  const scrub = useCallback(
    (index: number) => {
      halt();
      setAt(index);
    },
    [halt],
  );
  const toggle = useCallback(
    (count: number) => {
      if (playing) halt();
      else if (matchMedia('(prefers-reduced-motion: reduce)').matches) setAt(Infinity);
      else play(at >= count - 1 ? 0 : at, count);
    },
    [at, playing, halt, play],
  );
  const follow = useCallback(() => {
    halt();
    setAt(Infinity);
  }, [halt]);
  return { at, playing, scrub, toggle, follow };
}
