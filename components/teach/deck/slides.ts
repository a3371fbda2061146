/** What the slides of a deck show. Every figure, equation, question and sentence is that of the chapter. */
import type { Settings } from '../../../sim/param.ts';

/** What the lecturer may say. */
export interface Notes {
  readonly html: string;
  /** Taken from the chapter, and not written for the slide. */
  readonly derived: boolean;
  /** That the slide takes in a lesson, as far as its deck says so. */
  readonly minutes: number | undefined;
}

interface SlideBase {
  /** Under which the deck's file knows it: the id of what it shows, or one of title, goals, summary, links. */
  readonly key: string;
  readonly title: string;
  /** The section of the chapter, above the title of a figure. */
  readonly kicker?: string;
  readonly notes: Notes;
}

export interface Choice {
  readonly html: string;
  readonly right: boolean;
  readonly why: string;
}

export type Slide = SlideBase &
  (
    | { readonly kind: 'title'; readonly lede: string }
    | { readonly kind: 'points'; readonly points: readonly string[] }
    | {
        readonly kind: 'equation';
        /** "Equation 7.1" */
        readonly label: string;
        readonly tex: string;
        readonly phone: string | undefined;
        /** The formula in words. */
        readonly spoken: string;
        readonly where: readonly {
          readonly symbol: string;
          readonly meaning: string;
          readonly unit?: string;
        }[];
      }
    | { readonly kind: 'prediction'; readonly label: string; readonly question: string }
    | {
        readonly kind: 'figure';
        readonly label: string;
        readonly experiment: string;
        /** `ID.param=value`, or nothing. */
        readonly query: string;
        readonly settings: Partial<Settings>;
        /** The recorded picture, as SVG. */
        readonly picture: string;
        readonly spoken: string;
        readonly clinical: boolean;
      }
    | {
        readonly kind: 'question';
        readonly label: string;
        readonly question: string;
        readonly choices: readonly Choice[];
      }
    | { readonly kind: 'links'; readonly links: readonly { readonly label: string; readonly id: string }[] }
  );
