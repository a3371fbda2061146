/** Everything that the text does beyond reading: set parameters, copy, answer, check, open citations. */
import { wireAfresh } from './afresh.client.ts';
import { openAnswers } from './answers.client.ts';
import { wireCitations } from './citations.client.ts';
import { wireCopying } from './copying.client.ts';
import { wireExercises, wireQuestions } from './exercises.client.ts';
import { wireMoved } from './moved.client.ts';
import { wirePhrases } from '../figure/phrases.client.ts';

wireMoved();
wirePhrases();
wireCopying();
wireCitations();
wireQuestions();
wireExercises();
openAnswers();
wireAfresh();
if (document.querySelector('.field-test'))
  void import('../fieldTest/fieldTest.client.ts').then(({ wireFieldTest }) => wireFieldTest());
if (document.querySelector('.katex'))
  void import('./formulas.client.ts').then(({ wireFormulas }) => wireFormulas());

// What overflows must be reachable by keyboard; what does not needs no stop on the way.
const sized = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0');
    else target.removeAttribute('tabindex');
  }
});
for (const element of document.querySelectorAll('[data-scrolls]')) sized.observe(element);
