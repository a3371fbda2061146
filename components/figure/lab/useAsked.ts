/** What an address asks of a figure beside its settings: `?present=1`, `?hide=a,b`, `?run=1`,
 * `?workers=2`. */
import { useEffect, useState } from 'react';
import type { Replaced } from '../../../sim/settings.ts';

export interface Asked {
  /** Large type, for a projector. */
  readonly present: boolean;
  /** Names of parameters whose controls are hidden; their values stay in the address. */
  readonly hidden: ReadonlySet<string>;
  /** The figure runs by itself when it comes into view. */
  readonly run: boolean;
  /** With so many workers; undefined: with as many as pay. */
  readonly workers: number | undefined;
  /** What could not be heard. */
  readonly replaced: readonly Replaced[];
}

const NOTHING: Asked = { present: false, hidden: new Set(), run: false, workers: undefined, replaced: [] };

/** More than four have nothing to do; they are legal, so that a lecture can show it. */
const WORKERS = { min: 1, max: 8, legal: 'a whole number from 1 to 8' };

/** `?workers=N`, and what is told if it is not legal. */
export function workersIn(query: string): Pick<Asked, 'workers' | 'replaced'> {
  const given = new URLSearchParams(query).get('workers');
  if (given === null) return { workers: undefined, replaced: [] };
  const workers = Number(given);
  return /^\d$/.test(given) && workers >= WORKERS.min && workers <= WORKERS.max
    ? { workers, replaced: [] }
    : { workers: undefined, replaced: [{ param: 'workers', given, used: '', legal: WORKERS.legal }] };
}

/** Read after hydration, so that the HTML of the build and the first render agree. */
export function useAsked(id: string): Asked {
  const [asked, setAsked] = useState(NOTHING);
  useEffect(() => {
    const search = new URLSearchParams(location.search);
    const hidden = (search.get('hide') ?? '').split(',').map((name) => name.trim());
    setAsked({
      present: search.get('present') === '1',
      hidden: new Set(hidden.map((name) => (name.startsWith(`${id}.`) ? name.slice(id.length + 1) : name))),
      run: search.get('run') === '1',
      ...workersIn(location.search),
    });
  }, [id]);
  return asked;
}
