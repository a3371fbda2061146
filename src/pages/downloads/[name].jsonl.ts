/** Rules, questions and scenarios as JSON Lines: a record per line. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { jsonLines, tableNamed, tables } from '../../../components/formulary/downloads.ts';

export const getStaticPaths = (() =>
  tables.map(({ name }) => ({ params: { name } }))) satisfies GetStaticPaths;

export const GET: APIRoute<Record<string, never>, { name: string }> = ({ params }) =>
  new Response(jsonLines(tableNamed(params.name)));
