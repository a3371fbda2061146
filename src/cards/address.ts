/** Where the picture of a page is that social sites show beside a link to it, and how large it is. */
import { addressOf } from '../../components/text/site.ts';

/** Pixels, as Open Graph readers like them. */
export const CARD = { width: 1200, height: 630 } as const;

/** '' is the course itself. */
export const cardName = (slug: string): string => (slug === '' ? 'course' : slug);

export const cardHref = (slug: string): string => addressOf(`cards/${cardName(slug)}.png`);
