/** The settings that the controls show, in step with the address bar. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Declaration } from '../../../sim/experiment.ts';
import type { Settings } from '../../../sim/param.ts';
import { defaultsOf, encode, type Replaced, type Stray } from '../../../sim/settings.ts';
import { settingsIn, straysIn } from './address.ts';

/** Browsers refuse more than about 100 address changes in 30 s. */
const ADDRESS_MS = 350;

export interface UseSettings {
  readonly settings: Settings;
  readonly replaced: readonly Replaced[];
  /** What the address names without reaching a figure. */
  readonly strays: readonly Stray[];
  /** True once the address has been read. */
  readonly ready: boolean;
  change(values: Partial<Settings>): void;
  reset(): void;
}

/** On the page of this figure alone, where no other can be meant. */
export const standsAlone = (id: string): boolean =>
  location.pathname.replace(/\/?$/, '/').endsWith(`/embed/${id}/`);

const figuresHere = () =>
  [...document.querySelectorAll<HTMLElement>('figure.lab')].map((figure) => figure.dataset['experiment']!);

export function useSettings({ id, params }: Declaration): UseSettings {
  const [settings, setSettings] = useState<Settings>(() => defaultsOf(params));
  const [replaced, setReplaced] = useState<readonly Replaced[]>([]);
  const [strayed, setStrayed] = useState<readonly Stray[]>([]);
  const [ready, setReady] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const known = useRef<string>(undefined);

  useEffect(() => {
    const readAddress = () => {
      // A link within the page is a step in history too, and changes no setting.
      if (location.search === known.current) return;
      known.current = location.search;
      const read = settingsIn({ id, params }, location.search);
      setSettings(read.settings);
      setReplaced(read.replaced);
      setStrayed(straysIn({ id, params }, location.search, figuresHere(), standsAlone(id)));
    };
    readAddress();
    setReady(true);
    addEventListener('popstate', readAddress);
    return () => removeEventListener('popstate', readAddress);
  }, [id, params]);

  const store = useCallback(
    (next: Settings) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const query = encode(id, params, next, location.search);
        const address = location.pathname + (query && `?${query}`) + location.hash;
        try {
          history.replaceState(history.state, '', address);
          known.current = location.search;
        } catch {
          // A sandboxed frame may refuse; the figure works without.
        }
      }, ADDRESS_MS);
    },
    [id, params],
  );

  const change = useCallback(
    (values: Partial<Settings>) => {
      setReplaced([]);
      setStrayed([]);
      setSettings((old) => {
        const next = { ...old, ...values } as Settings;
        store(next);
        return next;
      });
    },
    [store],
  );

  const reset = useCallback(() => change(defaultsOf(params)), [change, params]);
  return { settings, replaced, strays: strayed, ready, change, reset };
}
