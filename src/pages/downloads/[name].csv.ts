/** Rules, questions and scenarios as CSV. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { csvOf, tableNamed, tables } from '../../../components/formulary/downloads.ts';

export const getStaticPaths = (() =>
  tables.map(({ name }) => ({ params: { name } }))) satisfies GetStaticPaths;

export const GET: APIRoute<Record<string, never>, { name: string }> = ({ params }) =>
  new Response(csvOf(tableNamed(params.name)));
