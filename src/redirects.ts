/**
 * Addresses that lead to a page: short ones that can be said aloud, and those of pages that have moved. A section that has
 * moved alone is forwarded by the page on which it stood (`<Moved>`).
 */
import { readJson } from '../components/project.ts';

export interface Redirect {
  /** The address that leads on. */
  readonly id: string;
  /** The slug of a page. */
  readonly to: string;
}

export const redirects = readJson('content/redirects.json') as readonly Redirect[];
