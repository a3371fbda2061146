/** A panel that opens over the picture: nothing moves, and Escape closes it. */
import { useEffect, useRef, type ReactNode } from 'react';

interface PanelProps {
  readonly label: string;
  readonly children: ReactNode;
  onClose(): void;
}

export function Panel({ label, children, onClose }: PanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose();
    };
    const element = panel.current!;
    element.closest('.lab-island')!.addEventListener('keydown', onKey as EventListener);
    return () => element.closest('.lab-island')?.removeEventListener('keydown', onKey as EventListener);
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
