/** The declaration of an experiment, fetched once; while another one comes, there is none. */
import { useEffect, useState } from 'react';
import type { Declaration } from '../../sim/experiment.ts';

const known = new Map<string, Promise<Declaration>>();

async function fetched(url: string): Promise<Declaration> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the figure could not be fetched (${response.status})`);
  return (await response.json()) as Declaration;
}

function load(url: string): Promise<Declaration> {
  const declaration = known.get(url) ?? fetched(url);
  known.set(url, declaration);
  declaration.catch(() => known.delete(url)); // the next choice tries again
  return declaration;
}

export type Loaded =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'ready'; readonly declaration: Declaration };

export function useDeclaration(url: string): Loaded {
  const [loaded, setLoaded] = useState<Loaded & { readonly url?: string }>({ state: 'loading' });
  useEffect(() => {
    let wanted = true;
    load(url).then(
      (declaration) => {
        if (wanted) setLoaded({ state: 'ready', declaration, url });
      },
      (error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        if (wanted) setLoaded({ state: 'failed', reason, url });
      },
    );
    return () => {
      wanted = false;
    };
  }, [url]);
  return loaded.url === url ? loaded : { state: 'loading' };
}
