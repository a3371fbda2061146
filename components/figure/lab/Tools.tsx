/** The line over the picture: tabs for what else there is, and what one does with a figure. */
import { useRef, type ReactNode } from 'react';
import type { Actions } from './useActions.ts';
import type { UsePins } from './usePins.ts';

export type OpenPanel = 'share' | 'more' | 'facts' | undefined;

interface ToolsProps {
  readonly tabs: ReactNode;
  readonly disabled: boolean;
  readonly actions: Actions;
  readonly pins: UsePins;
  /** It has a panel for a reader's own facts. */
  readonly reads: boolean;
  readonly open: OpenPanel;
  onOpen(panel: OpenPanel): void;
}

export function Tools({ tabs, disabled, actions, pins, reads, open, onOpen }: ToolsProps) {
  const pinButton = useRef<HTMLButtonElement>(null);
  const toggle = (panel: OpenPanel) => () => onOpen(open === panel ? undefined : panel);
  return (
    <div className="tools">
      {tabs}
      <span className="deeds">
        {reads && (
          <button
            type="button"
            disabled={disabled}
            aria-expanded={open === 'facts'}
            onClick={toggle('facts')}
          >
            Your own facts
          </button>
        )}
        <button type="button" disabled={disabled} aria-expanded={open === 'share'} onClick={toggle('share')}>
          Share
        </button>
        <button type="button" ref={pinButton} disabled={disabled} onClick={actions.pin}>
          Pin
        </button>
        {pins.pins.length > 0 && (
          <button
            type="button"
            onClick={() => {
              pins.unpin();
              pinButton.current?.focus(); // this button is about to go
            }}
          >
            Unpin
          </button>
        )}
        <button type="button" disabled={disabled} aria-expanded={open === 'more'} onClick={toggle('more')}>
          More
        </button>
      </span>
    </div>
  );
}
