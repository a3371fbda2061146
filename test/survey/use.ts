/** Functions that run in a page and use its figures as a reader's hand would; each is sent to the browser as text. */

/** What a use of one figure came to. */
export interface Used {
  readonly id: string;
  readonly experiment: string;
  readonly state: string;
  readonly hash: string | undefined;
  readonly seconds: number;
  /** Actions carried out. */
  readonly actions: number;
}

/** Wakes the figure, opens each tab, moves a slider of an instant one or presses Run, pins, unpins, opens its panels. */
export async function useFigure(id: string, seed: boolean, longestMs: number): Promise<Used> {
  const figure = document.getElementById(id)!;
  const started = performance.now();
  let actions = 0;
  const pause = (ms: number) => new Promise((wake) => setTimeout(wake, ms));
  const until = async (holds: () => boolean, ms: number) => {
    const end = performance.now() + ms;
    while (!holds() && performance.now() < end) await pause(20);
    return holds();
  };
  const button = (name: RegExp) =>
    [...figure.querySelectorAll('button')].find((each) => name.test(each.textContent.trim()));
  const press = (pressed: HTMLElement | undefined) => {
    if (!pressed) return;
    actions += 1;
    pressed.click();
  };
  const out = () => ({
    id,
    experiment: figure.dataset['experiment']!,
    state: figure.dataset['run']!,
    hash: figure.dataset['hash'],
    seconds: (performance.now() - started) / 1000,
    actions,
  });
  figure.scrollIntoView({ block: 'end', behavior: 'instant' });
  if (!(await until(() => figure.hasAttribute('data-ready'), longestMs)))
    return { ...out(), state: 'asleep' };
  // A prediction that is waited for hides the picture.
  press(button(/^Show without/));

  for (const tab of figure.querySelectorAll<HTMLElement>('[role=tab]')) press(tab);
  press(figure.querySelector<HTMLElement>('[role=tab]') ?? undefined);

  const run = button(/^(Run|Train)/);
  if (run) {
    if (seed) {
      press(button(/^More$/));
      await pause(30);
      press(button(/^New seed$/));
      press(button(/^More$/));
      await pause(30);
    }
    press(button(/^(Run|Train)/));
    await until(() => figure.dataset['run'] === 'running', 1000);
  } else {
    const slider = figure.querySelector<HTMLInputElement>('input[type=range]');
    const choice = figure.querySelector<HTMLInputElement>('.lab-island input[type=radio]:not(:checked)');
    const text = figure.querySelector<HTMLTextAreaElement>('.params textarea');
    if (slider) {
      const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!;
      for (const share of [0.25, 0.75, 0.5]) {
        const [min, max, step] = [slider.min, slider.max, slider.step].map(Number) as [
          number,
          number,
          number,
        ];
        value.set!.call(slider, String(min + Math.round(((max - min) * share) / step) * step));
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        actions += 1;
        await pause(60);
      }
    } else if (choice) press(choice);
    else if (text) {
      const value = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')!;
      value.set!.call(text, text.value.slice(1));
      text.dispatchEvent(new Event('input', { bubbles: true }));
      actions += 1;
    }
    await pause(60);
  }
  await until(() => ['done', 'failed', 'idle'].includes(figure.dataset['run']!), longestMs);
  const ended = out();

  press(button(/^Pin$/));
  await pause(60);
  press(button(/^Unpin$/));
  for (const panel of [/^Share$/, /^More$/]) {
    press(button(panel));
    await pause(60);
    if (panel.test('More')) press(button(/^Data as a table$/));
    await pause(30);
    press(button(panel));
  }
  await pause(30);
  return { ...ended, actions };
}
