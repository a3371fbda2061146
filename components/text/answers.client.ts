/** `?answers=1` opens every answer of the page, on the screen and so on paper, where answers otherwise stay closed. */

export function openAnswers(): void {
  if (new URLSearchParams(location.search).get('answers') !== '1') return;
  document.documentElement.dataset['answers'] = 'open';
  for (const answer of document.querySelectorAll<HTMLDetailsElement>('.exercise details')) answer.open = true;
}
