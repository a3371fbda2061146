/**
 * Beside a figure that trains: how stable PPO was, how fast this tab writes, and what the run suggests to change. Drawn
 * at build for the recorded default, and again for each run that the figure draws.
 */
import { useEffect, useState } from 'react';
import type { Settings } from '../../../sim/param.ts';
import type { Verdict } from '../../../sim/experiments/pipeline/advice.ts';
import { useDrawn } from './useDrawn.ts';
import type { Report } from './report.ts';
import { Speed } from './Speed.tsx';

/** What is known of an advice whatever the run is. */
export interface Tried {
  readonly label: string;
  readonly change: Settings;
  readonly verdict: Verdict;
  /** What the change did when it was tried. */
  readonly evidence: string;
}

interface RunReportProps {
  readonly experiment: string;
  readonly figureId: string;
  readonly defaults: Settings;
  /** Of the recorded default. */
  readonly first: Report;
  readonly tried: Readonly<Record<string, Tried>>;
}

const percent = (share: number) => `${Math.round(100 * share)} %`;

const WORDS: Readonly<Record<Verdict, string>> = {
  try: 'Worth a try',
  'no difference': 'Made no clear difference',
  leave: 'Made it worse',
};
const ORDER = Object.keys(WORDS) as Verdict[];

export default function RunReport(props: RunReportProps) {
  const { experiment, defaults, tried } = props;
  const drawn = useDrawn(experiment);
  const [report, setReport] = useState(props.first);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!drawn) return;
    let wanted = true;
    // The conditions are loaded with the first run that needs them.
    import('./report.ts').then(
      ({ reportOf }) => {
        if (!wanted) return;
        setReport(reportOf(drawn));
        setFailed(false);
      },
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
    };
  }, [drawn]);

  const settings = drawn?.settings ?? defaults;
  const sorted = report.advices.toSorted(
    (a, b) => ORDER.indexOf(tried[a.id]!.verdict) - ORDER.indexOf(tried[b.id]!.verdict),
  );
  return (
    <div className="run-report">
      <p role="status">
        <b>Run in the figure:</b> {drawn?.words ?? 'the defaults'}.
        {failed && ' What it suggests could not be loaded; below stands what an earlier run suggested.'}
      </p>
      <p>
        <b>Stability:</b> <StabilityText report={report} />
      </p>
      <Speed trained={drawn?.trained} />
      {sorted.length === 0 ? (
        <p>Nothing that we tried has a condition that this run meets.</p>
      ) : (
        <ul>
          {sorted.map(({ id, says }) => {
            const { label, change, verdict, evidence } = tried[id]!;
            const values = { ...settings, ...change };
            return (
              <li key={id} data-advice={id} data-verdict={verdict}>
                <b>{WORDS[verdict]}:</b>{' '}
                <a
                  className="setp"
                  href={linkOf(experiment, values, defaults, props.figureId)}
                  data-set={JSON.stringify({ experiment, values })}
                >
                  {label}
                </a>
                . <span className="why">{says}.</span> <small>{evidence}</small>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

function StabilityText({ report }: { readonly report: Report }) {
  const { stability, target, updates } = report;
  if (!stability) return <>none to be said: PPO made no step.</>;
  return (
    <>
      {percent(stability.share)} of PPO’s updates had both a KL under {target} nats per answer (
      {percent(stability.near)}) and a gold reward within 0.02 of its highest so far (
      {percent(stability.held)}
      ).{updates > 1 && ` Counted by rows of the run, each the mean of ${written(updates)} updates.`}
    </>
  );
}

const written = (updates: number) =>
  Number.isInteger(updates) ? `${updates}` : `about ${updates.toFixed(1)}`;

/** A run's settings as an address: without script the phrase is a link. */
export function linkOf(id: string, values: Settings, defaults: Settings, figureId: string): string {
  const query = new URLSearchParams(
    Object.keys(defaults)
      .filter((name) => values[name] !== defaults[name])
      .map((name) => [`${id}.${name}`, String(values[name])]),
  );
  return `?${query.toString()}#${figureId}`;
}
