/** The feed of changes. */
import type { APIRoute } from 'astro';
import { changes } from '../../components/text/changes.ts';
import { addressOf } from '../../components/text/site.ts';
import { atomOf } from '../feed.ts';

export const GET: APIRoute = ({ site }) =>
  new Response(atomOf(changes, (path) => new URL(addressOf(path), site).href));
