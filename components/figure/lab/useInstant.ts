/** An instant experiment answers every change at once; one that nobody has touched keeps the drawing of the build. */
import { useEffect, useRef } from 'react';
import type { Declaration } from '../../../sim/experiment.ts';
import type { Settings } from '../../../sim/param.ts';
import { defaultsOf, sameSettings } from '../../../sim/settings.ts';

/** @param settings undefined until the address has been read */
export function useInstant(
  { params, clock }: Declaration,
  settings: Settings | undefined,
  start: (settings: Settings) => void,
): void {
  const instant = clock === undefined;
  const first = useRef(true);
  useEffect(() => {
    if (!settings || !instant) return;
    const untouched = first.current && sameSettings(params, settings, defaultsOf(params));
    first.current = false;
    if (!untouched) start(settings);
  }, [instant, params, settings, start]);
}
