/** What an address asks of a figure beside its settings: `?present=1`, `?hide=a,b`, `?run=1`. */
import { useEffect, useState } from 'react';

export interface Asked {
  /** Large type, for a projector. */
  readonly present: boolean;
  /** Names of parameters whose controls are hidden; their values stay in the address. */
  readonly hidden: ReadonlySet<string>;
  /** The figure runs by itself when it comes into view. */
  readonly run: boolean;
}

const NOTHING: Asked = { present: false, hidden: new Set(), run: false };

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
    });
  }, [id]);
  return asked;
}
