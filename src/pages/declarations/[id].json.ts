/** What an experiment declares, for pages that offer its controls without its figure: the link maker. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { declarationOf } from '../../../sim/experiment.ts';
import { experimentIds, loadExperiment } from '../../../sim/experiments/index.ts';

export const getStaticPaths = (() =>
  experimentIds.map((id) => ({ params: { id } }))) satisfies GetStaticPaths;

export const GET: APIRoute<Record<string, never>, { id: string }> = async ({ params }) =>
  Response.json(declarationOf(await loadExperiment(params.id)));
