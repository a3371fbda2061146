/** The few commands of W3C WebDriver that the tests use, over fetch. */

import { countDeed } from './deeds.ts';

/** https://www.w3.org/TR/webdriver2/#elements: the key under which an element's reference stands. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

export interface Session {
  go(url: string): Promise<void>;
  /** The value of an expression; a promise is awaited. */
  evaluate(expression: string): Promise<unknown>;
  /** The mouse, at a point of the window. */
  press(point: { readonly x: number; readonly y: number }): Promise<void>;
  /** Keys, into an element. */
  strike(selector: string, text: string): Promise<void>;
  screenshot(): Promise<Buffer>;
  end(): Promise<void>;
}

async function send(method: 'GET' | 'POST' | 'DELETE', url: string, body?: object): Promise<unknown> {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: unknown };
  if (!response.ok) {
    const { error, message } = value as { error: string; message: string };
    throw new Error(`WebDriver: ${error}: ${message}`);
  }
  return value;
}

/** Waits for the driver to listen. */
export async function ready(driver: string, milliseconds: number): Promise<void> {
  for (const deadline = Date.now() + milliseconds; ;) {
    try {
      await send('GET', `${driver}/status`);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((wake) => setTimeout(wake, 100));
    }
  }
}

export async function startSession(driver: string, capabilities: object): Promise<Session> {
  const { sessionId } = (await send('POST', `${driver}/session`, {
    capabilities: { alwaysMatch: capabilities },
  })) as { sessionId: string };
  const session = `${driver}/session/${sessionId}`;
  return {
    async go(url) {
      await send('POST', `${session}/url`, { url });
    },
    evaluate: (expression) =>
      send('POST', `${session}/execute/async`, {
        script: `const done = arguments[0];
          (async () => ({ value: await (${expression}) }))().then(done, (error) => done({ error: String(error) }));`,
        args: [],
      }).then((outcome) => {
        const { value, error } = outcome as { value?: unknown; error?: string };
        if (error !== undefined) throw new Error(`${error}, in ${expression}`);
        return value;
      }),
    async press({ x, y }) {
      countDeed('click', '');
      await send('POST', `${session}/actions`, {
        actions: [
          {
            type: 'pointer',
            id: 'mouse',
            parameters: { pointerType: 'mouse' },
            actions: [
              { type: 'pointerMove', duration: 0, origin: 'viewport', x, y },
              { type: 'pointerDown', button: 0 },
              { type: 'pointerUp', button: 0 },
            ],
          },
        ],
      });
    },
    async strike(selector, text) {
      countDeed('key', text);
      const found = (await send('POST', `${session}/element`, {
        using: 'css selector',
        value: selector,
      })) as Record<string, string>;
      await send('POST', `${session}/element/${found[ELEMENT] ?? ''}/value`, { text });
    },
    screenshot: async () => Buffer.from((await send('GET', `${session}/screenshot`)) as string, 'base64'),
    async end() {
      await send('DELETE', session);
    },
  };
}
