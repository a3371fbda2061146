/** Every question and exercise of the course, as a table. */
import type { APIRoute } from 'astro';
import { bank } from '../../../components/bank/items.ts';
import { csvOfBank } from '../../../components/bank/table.ts';
import { aboutBank } from '../../bank.ts';

export const GET: APIRoute = async ({ site }) => new Response(csvOfBank(await bank, aboutBank(site)));
