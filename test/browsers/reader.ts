/** A reader with keys and ears, and no pointer: what has the focus and what is said is read in Chromium's accessibility tree. */
import type { CDPSession, Frame, Page } from '@playwright/test';

/** A node of the tree, as a screen reader is given it. */
export interface Heard {
  readonly role: string;
  readonly name: string;
  readonly value: string;
  readonly description: string;
  readonly checked: string;
  readonly focused: boolean;
  /** What stands in it. */
  readonly text: string;
}

/** Further away a reader would not look. */
const MOST_STOPS = 80;
/** A change is said once it rests; a run of the tests takes so long at most. */
const PATIENCE_MS = 30_000;
const POLL_MS = 40;

export interface Reader {
  press(...keys: readonly string[]): Promise<void>;
  write(text: string): Promise<void>;
  /** All that is there, in its order. */
  heard(): Promise<readonly Heard[]>;
  focus(): Promise<Heard | undefined>;
  /** Strikes Tab (or another key) until the focus is on it. */
  find(role: string, name: RegExp, key?: string): Promise<Heard>;
  /** Everything that the live regions have said since the last time this was asked; waits until the last of it fits. */
  said(last: RegExp | string): Promise<readonly string[]>;
  /** What they have said since then, without waiting. */
  more(): Promise<readonly string[]>;
}

type Nodes = Awaited<ReturnType<typeof treeOf>>;
const treeOf = async (session: CDPSession, frameId: string | undefined) =>
  (await session.send('Accessibility.getFullAXTree', frameId === undefined ? {} : { frameId })).nodes;

function heardIn(nodes: Nodes): Heard[] {
  const known = new Map(nodes.map((node) => [node.nodeId, node]));
  const textOf = (node: Nodes[number]): string =>
    node.role?.value === 'StaticText'
      ? String(node.name?.value ?? '')
      : (node.childIds ?? []).map((id) => (known.has(id) ? textOf(known.get(id)!) : '')).join('');
  return nodes
    .filter(({ ignored }) => !ignored)
    .map((node) => {
      const property = (name: string) =>
        node.properties?.find((each) => each.name === name)?.value.value as string | boolean | undefined;
      return {
        role: String(node.role?.value),
        name: String(node.name?.value ?? '').replaceAll('\u00a0', ' '),
        value: String(property('valuetext') ?? node.value?.value ?? ''),
        description: String(node.description?.value ?? ''),
        checked: String(property('checked') ?? ''),
        focused: property('focused') === true,
        text: textOf(node),
      };
    });
}

/** Writes down what live regions say, as it is said. */
function listen(): void {
  const said: string[] = [];
  Object.assign(window, { said });
  new MutationObserver((changes) => {
    const changed = changes.map(({ target }) => (target instanceof Element ? target : target.parentElement));
    for (const region of new Set(changed.map((element) => element?.closest('[role=status]'))))
      if (region?.textContent) said.push(region.textContent);
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
}

/** @param frame where the figure is, if not in the page itself */
export async function readerOf(page: Page, frame: Frame = page.mainFrame()): Promise<Reader> {
  const inPage = frame === page.mainFrame();
  // A frame of another origin has a process and a session of its own.
  const own = inPage
    ? undefined
    : await page
        .context()
        .newCDPSession(frame)
        .catch(() => undefined);
  const session = own ?? (await page.context().newCDPSession(page));
  const frames = inPage || own ? undefined : (await session.send('Page.getFrameTree')).frameTree.childFrames;
  const frameId = frames?.find((each) => each.frame.url === frame.url())?.frame.id;
  await frame.evaluate(listen);
  const heard = async () => heardIn(await treeOf(session, frameId));
  const focus = async (): Promise<Heard | undefined> => {
    if (frameId !== undefined) return (await heard()).findLast(({ focused }) => focused);
    const { result } = await session.send('Runtime.evaluate', { expression: 'document.activeElement' });
    if (result.objectId === undefined) return undefined;
    const { nodes } = await session.send('Accessibility.getPartialAXTree', { objectId: result.objectId, fetchRelatives: false }); // prettier-ignore
    const [here] = heardIn(nodes);
    // Of a native slider the protocol gives the number, not the words that stand for it.
    const words = await frame.evaluate(() => document.activeElement?.ariaValueText);
    return here && words ? { ...here, value: words } : here;
  };
  const more = () => frame.evaluate(() => (window as unknown as { said: string[] }).said.splice(0));
  return {
    async press(...keys) {
      for (const key of keys) await page.keyboard.press(key);
    },
    write: (text) => page.keyboard.type(text),
    heard,
    focus,
    async find(role, name, key = 'Tab') {
      const passed: string[] = [];
      for (let stop = 0; stop < MOST_STOPS; stop++) {
        const here = await focus();
        if (here?.role === role && name.test(here.name)) return here;
        passed.push(`${here?.role} ${here?.name}`);
        await page.keyboard.press(key);
      }
      throw new Error(`no ${role} ${name.source} among ${[...new Set(passed)].join('; ')}`);
    },
    async said(last) {
      const fits = (text = '') => (typeof last === 'string' ? text === last : last.test(text));
      const heardSoFar: string[] = [];
      for (const deadline = Date.now() + PATIENCE_MS; ;) {
        heardSoFar.push(...(await more()));
        if (fits(heardSoFar.at(-1))) return heardSoFar;
        if (Date.now() > deadline)
          throw new Error(`not said: ${String(last)}; but: ${heardSoFar.slice(-3).join(' / ') || 'nothing'}`);
        await new Promise((wake) => setTimeout(wake, POLL_MS));
      }
    },
    more,
  };
}
