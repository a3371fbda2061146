/** The stored runs of one experiment, as they are now; checked, since a store may hold those of another version. */
import { useCallback, useEffect, useState } from 'react';
import { isSavedRun, type Known, type SavedRun } from './savedRun.ts';
import { runStore, type Stored } from './store.ts';

export interface UseRuns {
  /** Newest first; undefined until the store has answered. */
  readonly runs: readonly SavedRun[] | undefined;
  /** Names of those that do not fit this version of the page. */
  readonly strangers: readonly string[];
  readonly lasting: boolean;
  readonly last: Stored['last'];
}

export function useRuns(known: Known): UseRuns {
  const [state, setState] = useState<UseRuns>({
    runs: undefined,
    strangers: [],
    lasting: true,
    last: undefined,
  });
  const look = useCallback(async () => {
    const { runs: found, lasting, last } = await runStore().list();
    const ours = found.filter((entry) => experimentOf(entry) === known.id);
    const runs = ours.filter((entry) => isSavedRun(entry, known));
    const strangers = ours.filter((entry) => !runs.includes(entry as SavedRun)).flatMap(idOf);
    setState({ runs, strangers, lasting, last });
  }, [known]);
  useEffect(() => {
    void look();
    return runStore().listen(() => void look());
  }, [look]);
  return state;
}

const experimentOf = (entry: unknown) => (entry as { readonly experiment?: unknown } | null)?.experiment;
const idOf = (entry: unknown): string[] => {
  const id = (entry as { readonly id?: unknown }).id;
  return typeof id === 'string' ? [id] : [];
};
