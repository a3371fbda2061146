/** Addresses of decks, and of what a slide shows in its chapter. */
import { addressOf } from '../../text/site.ts';
import { idIn } from './declared.ts';
import type { Slide } from './slides.ts';

export const deckAddress = (slug: string): string => addressOf(`deck/${slug}/`);

type Figure = Extract<Slide, { kind: 'figure' }>;

const asked = (...parts: readonly string[]): string => {
  const query = parts.filter(Boolean).join('&');
  return query && `?${query}`;
};

/** The figure alone, in large type. */
export const framed = ({ experiment, query }: Figure): string =>
  addressOf(`embed/${experiment}/${asked(query, 'present=1')}`);

/** Where the chapter has what a slide shows. */
export function placeOf(slide: Slide, slug: string): string {
  switch (slide.kind) {
    case 'figure':
      return addressOf(`${slug}/${asked(slide.query)}#${idIn(slide.key)}`);
    case 'equation':
    case 'question':
      return addressOf(`${slug}/#${slide.key}`);
    case 'prediction':
      return addressOf(`${slug}/#${slide.key.split(' ')[0]!}`);
    default:
      return addressOf(`${slug}/`);
  }
}
