/** What an address asks of a figure beside its settings: `?present=1`, `?hide=a,b`, `?run=1`, `?workers=2`. */
import { useEffect, useState } from 'react';
import type { Declaration } from '../../../sim/experiment.ts';
import { wishesIn, type Wished } from './address.ts';
import { standsAlone } from './useSettings.ts';

const NOTHING: Wished = { present: false, hidden: new Set(), run: false, workers: undefined, replaced: [] };

/** Read after hydration, so that the HTML of the build and the first render agree. */
export function useAsked({ id, params }: Declaration): Wished {
  const [asked, setAsked] = useState(NOTHING);
  useEffect(() => {
    const readAddress = () => setAsked(wishesIn({ id, params }, location.search, standsAlone(id)));
    readAddress();
    addEventListener('popstate', readAddress);
    return () => removeEventListener('popstate', readAddress);
  }, [id, params]);
  return asked;
}
