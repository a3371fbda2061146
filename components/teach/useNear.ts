/** Whether an element has come near the window; once it has, it stays so. */
import { useEffect, useRef, useState, type RefObject } from 'react';

const MARGIN = '300px';

export function useNear<E extends Element>(): {
  readonly place: RefObject<E | null>;
  readonly near: boolean;
} {
  const place = useRef<E>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { rootMargin: MARGIN },
    );
    observer.observe(place.current!);
    return () => observer.disconnect();
  }, []);
  return { place, near };
}
