/** Lets those through who wait, once something has happened; then others may wait for the next time. */
export interface Gate {
  wait(): Promise<void>;
  open(): void;
}

export function createGate(): Gate {
  let waiting: Promise<void> | undefined;
  let pass: (() => void) | undefined;
  return {
    wait: () => (waiting ??= new Promise<void>((resolve) => (pass = resolve))),
    open() {
      pass?.();
      waiting = pass = undefined;
    },
  };
}
