/** Which views are in sight: the panels stand in the page, drawn at build; here are their tabs. */
import type { KeyboardEvent } from 'react';
import type { Tab } from '../../../sim/experiment.ts';

interface TabsProps {
  readonly tabs: readonly Tab[];
  readonly figureId: string;
  readonly open: number;
  readonly disabled: boolean;
  onOpen(tab: number): void;
}

/** No `fig-…`: it is no address that slides may rely on. */
export const panelId = (figureId: string, tab: number) => `panel-${figureId}-${tab}`;

export function Tabs({ tabs, figureId, open, disabled, onOpen }: TabsProps) {
  if (tabs.length < 2) return <span />;
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };
    const ends: Readonly<Record<string, number>> = { Home: 0, End: tabs.length - 1 };
    const step = steps[event.key];
    const to = step === undefined ? ends[event.key] : (open + step + tabs.length) % tabs.length;
    if (to === undefined) return;
    event.preventDefault();
    onOpen(to);
    event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')[to]?.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label="Views" onKeyDown={move}>
      {tabs.map(({ label }, i) => (
        <button
          key={label}
          type="button"
          role="tab"
          id={`${panelId(figureId, i)}-name`}
          aria-controls={panelId(figureId, i)}
          aria-selected={i === open}
          tabIndex={i === open ? 0 : -1}
          disabled={disabled}
          onClick={() => onOpen(i)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
