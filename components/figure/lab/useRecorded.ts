/** Recordings of the settings that the text is about: they show their result at once. */
import { useEffect, useEffectEvent } from 'react';
import type { Settings } from '../../../sim/param.ts';
import { defaultsOf, sameSettings } from '../../../sim/settings.ts';
import type { LabProps } from './props.ts';
import { fetchRecording } from './recording.ts';
import type { UseFigure } from './useFigure.ts';
import type { UseRun } from './useRun.ts';

export interface UseRecorded {
  /** The address of the rows recorded with these settings, if there are any. */
  of(settings: Settings): string | undefined;
  /** Draws what is recorded with these settings, unless they are drawn already. @returns whether there is such a recording */
  show(settings: Settings, asRun?: boolean): boolean;
}

/** A slider on its way passes settings that nobody means. */
const REST_MS = 250;

/** @param settings of the controls: where they come to rest on recorded ones, these are drawn; undefined until they are known */
export function useRecorded(
  { declaration, presets, recordingUrl, recordingsUrl }: LabProps,
  run: UseRun,
  settings: Settings | undefined,
): UseRecorded {
  const { params } = declaration;
  const of = (wanted: Settings) => {
    if (sameSettings(params, wanted, defaultsOf(params))) return recordingUrl;
    const preset = presets.find(
      (each) => each.hash !== undefined && sameSettings(params, wanted, each.settings),
    );
    return preset && `${recordingsUrl}${preset.hash}.json`;
  };
  const show = (wanted: Settings, asRun = false) => {
    const url = of(wanted);
    if (url === undefined) return false;
    // A recording that cannot be had leaves what stands, and the bar says that it differs from the controls.
    void run.show(fetchRecording(url, declaration), asRun).catch(() => undefined);
    return true;
  };
  const follow = useEffectEvent((wanted: Settings) => {
    if (run.state !== 'running' && !sameSettings(params, wanted, run.drawn.settings)) show(wanted);
  });
  useEffect(() => {
    if (!settings) return;
    const timer = setTimeout(() => follow(settings), REST_MS);
    return () => clearTimeout(timer);
  }, [settings]);
  return { of, show };
}

/** The run that an address asks for, once the figure is in view. @param settings undefined if none is asked for */
export function useFirstRun(
  figure: UseFigure['figure'],
  settings: Settings | undefined,
  show: UseRecorded['show'],
  begin: (settings: Settings) => void,
): void {
  const act = useEffectEvent(() => {
    if (settings && !show(settings, true)) begin(settings);
  });
  const wanted = settings !== undefined;
  useEffect(() => {
    if (!wanted) return;
    const observer = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      observer.disconnect();
      act();
    });
    observer.observe(figure());
    return () => observer.disconnect();
  }, [wanted, figure]);
}
