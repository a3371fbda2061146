/** The recorded default run of an experiment, for scrubbing, tables and files; fetched at first use. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { recordedRun } from '../../../components/host/recordings.ts';
import { experimentIds } from '../../../sim/experiments/index.ts';

export const getStaticPaths = (() =>
  experimentIds.map((id) => ({ params: { id } }))) satisfies GetStaticPaths;

export const GET: APIRoute<Record<string, never>, { id: string }> = ({ params }) =>
  Response.json(recordedRun(params.id));
