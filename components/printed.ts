/**
 * The course and its decks as PDF. Printing takes minutes and a browser, so a build makes them only when it is told to,
 * by `PRINT_PDF=1`, as the one that is published; pages link them only then.
 */
export const PRINTS = process.env['PRINT_PDF'] === '1';

/** Under the address of the site. */
export const COURSE_PDF = 'downloads/llm-training-and-alignment.pdf';
export const deckPdf = (slug: string): string => `downloads/decks/${slug.replace('/', '-')}.pdf`;
