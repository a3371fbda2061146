/** The recorded default run as CSV: the data of a figure for readers without JavaScript. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { csvOf } from '../../../components/figure/lab/export.ts';
import { recordedRun } from '../../../components/host/recordings.ts';
import { declarationOf } from '../../../sim/experiment.ts';
import { experimentIds, loadExperiment } from '../../../sim/experiments/index.ts';

export const getStaticPaths = (() =>
  experimentIds.map((id) => ({ params: { id } }))) satisfies GetStaticPaths;

export const GET: APIRoute<Record<string, never>, { id: string }> = async ({ params, url }) => {
  const declaration = declarationOf(await loadExperiment(params.id));
  const page = new URL(`${process.env['BASE_PATH'] ?? ''}/embed/${params.id}/`.replace(/\/+/g, '/'), url);
  return new Response(csvOf(declaration, recordedRun(params.id), page.href));
};
