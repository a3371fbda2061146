/** The question bank as the site hands it out. */
import type { About } from '../components/bank/moodle.ts';
import { LICENCE, TITLE } from './colophon.ts';
import { href } from './course.ts';

export const aboutBank = (site: URL | undefined): About => ({
  title: TITLE,
  licence: LICENCE.text.name,
  root: new URL(href(''), site).href,
});
