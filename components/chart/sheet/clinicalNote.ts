/** Stands at the foot of every picture and file that shows a clinical example, since it leaves the page and its disclaimer. */
export const CLINICAL_NOTE =
  'Educational example with simplified, synthetic data: not medical advice, and not signed off by a licensed pharmacist. Not for use in care.';
