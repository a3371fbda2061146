/** What a reader does with a figure, by button, phrase or guess; what cannot be done is told. */
import { useState } from 'react';
import type { Declaration, Row } from '../../../sim/experiment.ts';
import type { Settings } from '../../../sim/param.ts';
import { defaultsOf } from '../../../sim/settings.ts';
import type { Shown } from '../../chart/sheet/sheet.ts';
import { copied } from './copy.ts';
import { differences, linkTo } from './describe.ts';
import { mayBeRefused } from './download.ts';
import { save, type FileKind } from './save.ts';
import type { UseFacts } from './useFacts.ts';
import type { UseFigure } from './useFigure.ts';
import type { UsePins } from './usePins.ts';
import type { Playhead } from './usePlayhead.ts';
import type { UsePrediction } from './usePrediction.ts';
import type { Drawn, UseRun } from './useRun.ts';
import type { UseSettings } from './useSettings.ts';

/** The parts of a figure that its actions move. */
export interface Parts {
  readonly declaration: Declaration;
  readonly figureId: string;
  readonly figure: UseFigure['figure'];
  readonly controls: UseSettings;
  readonly run: UseRun;
  readonly facts: UseFacts;
  readonly playhead: Playhead;
  readonly pins: UsePins;
  readonly prediction: UsePrediction;
  /** What the picture shows of a run. */
  shownOf(whole: readonly Row[]): Shown;
}

const ALONE = 'If no file arrived, open the figure on its own: Share has its address.';

export type Actions = ReturnType<typeof useActions>;

export function useActions(parts: Parts) {
  const { declaration, figureId, figure, controls, run, facts, playhead, pins, prediction, shownOf } = parts;
  /** The last thing that was told. */
  const [said, setSaid] = useState('');

  /** With the rows of what is drawn; a failure to fetch them is told, and the next press tries again. */
  const withDrawn = async (act: (drawn: Drawn, rows: readonly Row[]) => void | Promise<void>) => {
    try {
      const drawn = await run.load();
      await act(drawn, drawn.rows ?? []);
    } catch (error) {
      setSaid(error instanceof Error ? `This did not work: ${error.message}.` : 'This did not work.');
    }
  };
  const begin = (wanted: Settings) => {
    playhead.follow();
    setSaid('');
    run.start(wanted);
  };

  return {
    said,
    begin,
    play: (count: number) => void withDrawn(() => playhead.toggle(count)),
    scrub: (index: number) => void withDrawn(() => playhead.scrub(index)),
    fetchRows: (then: (rows: readonly Row[]) => void = () => undefined) =>
      void withDrawn((_, rows) => then(rows)),
    pin: () =>
      void withDrawn(({ settings }, rows) =>
        pins.pin(differences(declaration, settings, defaultsOf(declaration.params)) || 'the default', rows),
      ),
    copy: (text: string, done: string) => void copied(text, done).then(setSaid),
    tell: setSaid,
    save: (kind: FileKind) =>
      void withDrawn(async ({ settings, finished }, rows) => {
        await save(kind, {
          figure: figure(),
          declaration,
          history: { settings, rows, hash: finished?.hash ?? 'none, the run did not end' },
          shown: shownOf(rows),
          address: linkTo('whole', declaration, settings, figureId),
        });
        setSaid(mayBeRefused() ? `Saved, unless the page around this frame forbids downloads. ${ALONE}` : '');
      }),
    present: (toggle: () => Promise<void>) => void withDrawn(toggle),
    predict(value: number) {
      const { answering } = prediction;
      if (!answering) return;
      prediction.commit(value);
      controls.change(answering);
      begin(answering);
    },
    drawSeed: () => controls.change({ seed: crypto.getRandomValues(new Uint32Array(1))[0]! }),
    startOver() {
      controls.reset();
      playhead.follow();
      pins.unpin();
      prediction.forget();
      setSaid('');
      run.resume(undefined);
      facts.forget();
      run.stop();
    },
  };
}
