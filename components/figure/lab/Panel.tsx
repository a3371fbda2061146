/** A panel that opens over the picture: nothing moves, Escape closes it, and the focus goes back. */
import { useEffect, useRef, type ReactNode } from 'react';

interface PanelProps {
  readonly label: string;
  readonly children: ReactNode;
  onClose(): void;
}

export function Panel({ label, children, onClose }: PanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  // The button that opened it gets the focus back, if nothing else has taken it.
  useEffect(() => {
    const opener = document.activeElement as HTMLElement | null;
    const element = panel.current!;
    return () => {
      if (element.contains(document.activeElement) || document.activeElement === document.body)
        opener?.focus();
    };
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose();
    };
    // Looked up once: when the panel goes, it no longer stands in the island, which would keep it with its listener.
    const island = panel.current!.closest<HTMLElement>('.lab-island')!;
    island.addEventListener('keydown', onKey);
    return () => island.removeEventListener('keydown', onKey);
  }, [onClose]);
  return (
    <div className="panel" ref={panel} role="group" aria-label={label}>
      <div className="panel-head">
        <b>{label}</b>
        <button type="button" onClick={onClose}>
          Close
        </button>
      </div>
      {children}
    </div>
  );
}
