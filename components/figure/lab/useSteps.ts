/**
 * Charts as stops of the keyboard: arrow keys go from point to point. A chart becomes one when its figure wakes, since
 * without a script no key does anything; what steps is fetched for the first who comes by keyboard.
 */
import { useEffect, useEffectEvent, useRef } from 'react';
import { isWritten, type ChartView, type Declaration } from '../../../sim/experiment.ts';
import type { Shown } from '../../chart/sheet/sheet.ts';
import type { Stepper } from './stepper.ts';
import type { UseFigure } from './useFigure.ts';

interface Steps {
  /** undefined while the drawing made at build stands */
  readonly shown: Shown | undefined;
  /** Nothing may be told yet: a prediction is open. */
  readonly closed: boolean;
  /** Page keys are the chart's; on a slide they are the presenter's. */
  readonly paged: boolean;
  /** Asks for the rows of the drawing made at build. */
  load(): void;
  say(text: string): void;
}

/** What the arrow keys do, by kind of chart. */
function keysOf(view: ChartView): string {
  if (view.kind === 'bars') return 'Arrow keys: bars';
  if (view.kind === 'cells') return 'Left and right arrow: columns; up and down: rows';
  const alone = view.kind === 'xy' && view.layers.length === 1;
  return `Left and right arrow: points${alone ? '' : '; up and down: other curves'}`;
}
const KEYS = /^(Arrow(Left|Right|Up|Down)|Home|End|Page(Up|Down)|Escape)$/;

export function useSteps(figure: UseFigure['figure'], declaration: Declaration, steps: Steps): void {
  const stepper = useRef<Promise<Stepper>>(undefined);
  const { shown, closed } = steps;
  const now = useEffectEvent(() => steps);

  useEffect(() => {
    const picture = figure().querySelector<HTMLElement>('[data-picture]')!;
    const charts = declaration.views.flatMap((view) => {
      const chart = picture.querySelector<HTMLElement>(`[data-view="${view.id}"] > .chart`);
      return chart && !isWritten(view) ? [{ view, chart }] : [];
    });
    if (charts.length > 0) picture.setAttribute('role', 'group'); // an image has nothing inside
    for (const { view, chart } of charts) {
      chart.tabIndex = 0;
      // Screen readers leave the keys to an application.
      chart.setAttribute('role', 'application');
      chart.setAttribute('aria-roledescription', 'chart');
      chart.setAttribute('aria-label', view.unit ? `${view.title}, ${view.unit}` : view.title);
      chart.setAttribute('aria-description', `${keysOf(view)}; Home and End; Escape clears.`);
    }
    let stepping = false;
    const viewOf = ({ target }: Event) => charts.find(({ chart }) => chart === target);
    const open = () =>
      (stepper.current ??= import('./stepper.ts').then(({ openStepper }) => {
        const opened = openStepper(picture, declaration, {
          load: () => now().load(),
          say: (text) => now().say(text),
        });
        opened.show(now().shown);
        return opened;
      }));
    const onFocus = (event: Event) => {
      if (viewOf(event)?.chart.matches(':focus-visible')) void open();
    };
    const onKey = (event: KeyboardEvent) => {
      const { key } = event;
      const at = viewOf(event);
      if (!at || !KEYS.test(key) || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (now().closed || (key === 'Escape' && !stepping) || (key.startsWith('Page') && !now().paged)) return;
      // Who has pressed a chart with the pointer may want to scroll: sideways keys begin, others go on.
      const begins = key === 'ArrowLeft' || key === 'ArrowRight' || at.chart.matches(':focus-visible');
      if (!stepping && !begins) return;
      event.preventDefault();
      stepping = key !== 'Escape';
      void open().then(({ press }) => press(at.view.id, key));
    };
    const onLeave = () => {
      stepping = false;
      void stepper.current?.then(({ leave }) => leave());
    };
    const events = { focusin: onFocus, keydown: onKey, focusout: onLeave } as const;
    for (const [name, hear] of Object.entries(events)) picture.addEventListener(name, hear as EventListener);
    return () => {
      for (const [name, hear] of Object.entries(events))
        picture.removeEventListener(name, hear as EventListener);
      onLeave();
      stepper.current = undefined;
    };
  }, [figure, declaration]);

  useEffect(() => {
    void stepper.current?.then((opened) => opened.show(shown));
  }, [shown]);
  useEffect(() => {
    if (closed) void stepper.current?.then(({ leave }) => leave());
  }, [closed]);
}
