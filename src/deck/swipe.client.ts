/** A finger that goes sideways turns the page; one that goes up or down scrolls it. */

/** Pixels of a swipe. */
const FAR = 60;
/** Sideways, by so much more than up or down. */
const FLAT = 2;

export function swipesOf(element: HTMLElement, move: (by: number) => void): void {
  let start: Touch | undefined;
  element.addEventListener(
    'touchstart',
    ({ touches, target }) => {
      // What scrolls sideways by itself keeps the finger.
      const wide = (target as Element).closest('.tex, .written, pre');
      const scrolls = wide !== null && wide.scrollWidth > wide.clientWidth;
      start = touches.length === 1 && !scrolls ? touches[0] : undefined;
    },
    { passive: true },
  );
  element.addEventListener('touchend', ({ changedTouches: [end] }) => {
    if (!start || !end) return;
    const [dx, dy] = [end.clientX - start.clientX, end.clientY - start.clientY];
    start = undefined;
    if (Math.abs(dx) >= FAR && Math.abs(dx) >= FLAT * Math.abs(dy)) move(dx < 0 ? 1 : -1);
  });
}
