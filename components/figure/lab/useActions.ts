/** What a reader does with a figure, by button, phrase or guess; what cannot be done is told. */
import { useState } from 'react';
import type { Declaration, Row } from '../../../sim/experiment.ts';
import type { Settings } from '../../../sim/param.ts';
import { defaultsOf } from '../../../sim/settings.ts';
import type { Shown } from '../../chart/sheet/sheet.ts';
import { addressOf, differences } from './describe.ts';
import { mayBeRefused } from './download.ts';
import { save, type FileKind } from './save.ts';
import type { UseFigure } from './useFigure.ts';
import type { UsePins } from './usePins.ts';
import type { Playhead } from './usePlayhead.ts';
import type { UsePrediction } from './usePrediction.ts';
import type { UseRun } from './useRun.ts';
import type { UseSettings } from './useSettings.ts';

/** The parts of a figure that its actions move. */
export interface Parts {
  readonly declaration: Declaration;
  readonly figureId: string;
  readonly figure: UseFigure['figure'];
  readonly controls: UseSettings;
  readonly run: UseRun;
  readonly playhead: Playhead;
  readonly pins: UsePins;
  readonly prediction: UsePrediction;
  /** What the picture shows of a run. */
  shownOf(whole: readonly Row[]): Shown;
}

const ALONE = 'If no file arrived, open the figure on its own: Copy link has its address.';

export type Actions = ReturnType<typeof useActions>;

export function useActions(parts: Parts) {
  const { declaration, figureId, figure, controls, run, playhead, pins, prediction, shownOf } = parts;
  /** The last thing that was told. */
  const [said, setSaid] = useState('');

  /** The recorded rows first; a failure to fetch them is told, and the next press tries again. */
  const withRows = async (act: (rows: readonly Row[]) => void | Promise<void>) => {
    try {
      await act(await run.load());
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
    /** @param where "step 40": the end of what was computed */
    stop(where: string) {
      run.stop();
      setSaid(`Stopped at ${where}.`);
    },
    play: (count: number) => void withRows(() => playhead.toggle(count)),
    scrub: (index: number) => void withRows(() => playhead.scrub(index)),
    fetchRows: () => void withRows(() => undefined),
    pin: () =>
      void withRows((rows) =>
        pins.pin(
          differences(declaration, run.settings, defaultsOf(declaration.params)) || 'the default',
          rows,
        ),
      ),
    copyLink() {
      const link = addressOf(declaration, controls.settings, figureId);
      // Without a clipboard (an insecure page, a frame that may not) the link is told.
      void Promise.resolve()
        .then(() => navigator.clipboard.writeText(link))
        .then(
          () => setSaid('Link copied: it holds every setting.'),
          () => setSaid(`Copy this link: ${link}`),
        );
    },
    save: (kind: FileKind) =>
      void withRows(async (rows) => {
        const { settings, finished } = run;
        const stopped = finished === undefined && run.rows !== undefined;
        const hash = stopped ? 'none, the run was stopped' : (finished?.hash ?? '');
        await save(kind, {
          figure: figure(),
          declaration,
          history: { settings, rows, hash },
          shown: shownOf(rows),
          address: addressOf(declaration, settings, figureId),
        });
        setSaid(mayBeRefused() ? `Saved, unless the page around this frame forbids downloads. ${ALONE}` : '');
      }),
    present: (toggle: () => Promise<void>) => void withRows(toggle),
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
      if (!declaration.clock) return;
      run.rewind();
      void withRows(() => undefined);
    },
  };
}
