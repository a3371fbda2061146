/** Judges the answers of the field test in the page. */
import { keepProgress, readProgress } from '../text/progress.ts';
import { judge, opened, type Judgement } from './judge.ts';

const SAYS = { right: 'Right.', wrong: 'Not right.', unreadable: 'Write one number.' } as const;
const says = (judgement: Judgement): string =>
  judgement.is === 'wrong' && judgement.because ? `${SAYS.wrong} ${judgement.because}` : SAYS[judgement.is];

export function wireFieldTest(): void {
  const forms = [...document.querySelectorAll<HTMLFormElement>('form[data-field-key]')];
  const count = document.querySelector('[data-field-count]')!;
  const kept = readProgress();
  const done = new Set<string>();
  const show = (form: HTMLFormElement, written: string) => {
    const judgement = judge(opened(form.dataset['fieldKey']!), written);
    form.querySelector('output')!.textContent = says(judgement);
    if (judgement.is === 'right') done.add(form.id);
    else done.delete(form.id);
    count.textContent = `${done.size} of ${forms.length} right`;
  };
  for (const form of forms) {
    const input = form.querySelector('input')!;
    const before = kept[form.id];
    if (before !== undefined) {
      input.value = before;
      show(form, before);
    }
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      keepProgress(form.id, input.value);
      show(form, input.value);
    });
  }
}
