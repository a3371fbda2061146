/**
 * A recorded preset of an experiment that trains, by the hash of its rows: what a button or a phrase of its figure
 * shows. Another experiment can have the same rows, so the address names both.
 */
import type { APIRoute, GetStaticPaths } from 'astro';
import { recordingOf } from '../../../../components/host/recordings.ts';
import type { History } from '../../../../sim/experiment.ts';
import { experimentIds } from '../../../../sim/experiments/index.ts';

export const getStaticPaths = (() =>
  experimentIds.flatMap((id) =>
    recordingOf(id)
      .runs.slice(1)
      .map((run) => ({ params: { id, hash: run.hash }, props: { run } })),
  )) satisfies GetStaticPaths;

export const GET: APIRoute<{ run: History }> = ({ props }) => Response.json(props.run);
