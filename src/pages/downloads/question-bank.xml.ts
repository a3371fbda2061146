/** Every question and exercise of the course, for Moodle. */
import type { APIRoute } from 'astro';
import { bank } from '../../../components/bank/items.ts';
import { moodleXml } from '../../../components/bank/moodle.ts';
import { aboutBank } from '../../bank.ts';

export const GET: APIRoute = async ({ site }) => new Response(moodleXml(await bank, aboutBank(site)));
