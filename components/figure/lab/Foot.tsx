/** The foot of a figure: what one does with it most, and the stamp of its run. */
import { useRef } from 'react';
import { grouped } from './hash.ts';
import type { Actions } from './useActions.ts';
import type { UsePins } from './usePins.ts';

interface FootProps {
  readonly disabled: boolean;
  readonly actions: Actions;
  readonly pins: UsePins;
  /** The menu is open. */
  readonly more: boolean;
  readonly stamp: StampProps;
  onMore(): void;
}

export function Foot(props: FootProps) {
  const { disabled, actions, pins, more, stamp } = props;
  const pinButton = useRef<HTMLButtonElement>(null);
  return (
    <div className="foot">
      <button type="button" disabled={disabled} onClick={actions.copyLink}>
        Copy link
      </button>
      <button type="button" ref={pinButton} disabled={disabled} onClick={actions.pin}>
        Pin this run
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
      <button type="button" disabled={disabled} aria-expanded={more} onClick={props.onMore}>
        More
      </button>
      <Stamp {...stamp} />
    </div>
  );
}

export interface StampProps {
  /** undefined where nothing is drawn at random */
  readonly seed: number | string | undefined;
  /** Of this machine, so it stands in no row and no hash. */
  readonly speed: string;
  readonly hash: string | undefined;
}

function Stamp({ seed, speed, hash }: StampProps) {
  return (
    <span className="stamp">
      {seed !== undefined && <span>seed {seed}</span>}
      {speed !== '' && <span>{speed}</span>}
      {hash !== undefined && <span className="hash">{grouped(hash)}</span>}
    </span>
  );
}
