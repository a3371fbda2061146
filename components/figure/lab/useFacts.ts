/** A reader's own file of facts in a figure: opened, dropped on it, or pasted. */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { openFacts, readFacts, type Opened } from './factsFile.ts';
import type { UseFigure } from './useFigure.ts';
import type { UseRun } from './useRun.ts';

export interface UseFacts {
  /** What became of the last file. */
  readonly opened: Opened | undefined;
  open(file: File): Promise<void>;
  read(name: string, text: string): Promise<void>;
  forget(): void;
}

/** @param onDrop is told when a file lands on the figure */
export function useFacts(
  reads: boolean,
  figure: UseFigure['figure'],
  run: UseRun,
  onDrop: () => void,
): UseFacts {
  const [opened, setOpened] = useState<Opened>();
  /** Of the file that was chosen last: a slower one that came before is not heard. */
  const latest = useRef(0);
  const take = async (opening: Promise<Opened>) => {
    const mine = (latest.current += 1);
    const result = await opening;
    if (mine !== latest.current) return;
    setOpened(result);
    // A file that is refused leaves the one before in force.
    if (result.ok) run.drop(result.file);
  };
  const open = (file: File) => take(openFacts(file));
  const dropped = useEffectEvent((file: File) => {
    onDrop();
    void open(file);
  });

  useEffect(() => {
    if (!reads) return;
    const target = figure();
    const isFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent) => {
      if (!isFile(event)) return;
      event.preventDefault(); // beside the figure too: the browser would leave the page for the file
      const inside = target.contains(event.target as Node);
      event.dataTransfer!.dropEffect = inside ? 'copy' : 'none';
      target.toggleAttribute('data-dragging', inside);
    };
    const drop = (event: DragEvent) => {
      if (!isFile(event)) return;
      event.preventDefault();
      target.removeAttribute('data-dragging');
      const [file] = event.dataTransfer!.files;
      if (file && target.contains(event.target as Node)) dropped(file);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) target.removeAttribute('data-dragging');
    };
    addEventListener('dragover', over);
    addEventListener('drop', drop);
    addEventListener('dragleave', leave);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('drop', drop);
      removeEventListener('dragleave', leave);
    };
  }, [reads, figure]);

  return {
    opened,
    open,
    read: (name, text) => take(readFacts(name, text)),
    forget() {
      latest.current += 1;
      setOpened(undefined);
      run.drop(undefined);
    },
  };
}
