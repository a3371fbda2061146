/** The disclaimer in one sentence: for the foot of every page, and for figures, embeds and files with clinical content. */

export const SHORT_DISCLAIMER = 'Education, not medical advice; not signed off by a licensed pharmacist.';
