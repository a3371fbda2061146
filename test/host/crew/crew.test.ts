/** Whatever helpers do, a batch comes out as if one worker had computed it; and they get no more than they need. */
import { describe, expect, test } from 'vitest';
import { createCrew, type CrewOptions } from '../../../components/host/crew/crew.ts';
import { createHelpers } from '../../../components/host/crew/helpers.ts';
import type { ToHelper } from '../../../components/host/crew/messages.ts';
import { createPace } from '../../../components/host/crew/pace.ts';
import { alone, type Portion, type Ticket } from '../../../sim/crew.ts';
import { fakeClock, fakeHelper, here, orderOf, type FakeHelper } from './toy.ts';

const outputsOf = (portions: readonly Portion[] | undefined) => portions?.flatMap(({ outputs }) => outputs);
const ordersTo = (helper: FakeHelper) =>
  helper.heard.filter((message): message is ToHelper & { type: 'order' } => message.type === 'order');

/** The portions that one worker gives. */
const expected = (version: number) => {
  const order = orderOf(version);
  return outputsOf(alone.start(order, here(order)).portions);
};

/** A crew with these helpers, all of them there. */
async function crewOf(helpers: FakeHelper[], options: Partial<CrewOptions> = {}) {
  const clock = fakeClock();
  const waiting = [...helpers];
  const kept = createHelpers(() => {
    const next = waiting.shift();
    if (!next) throw new Error('no worker may start here');
    return next.port;
  }, clock);
  const crew = createCrew(kept, createPace(), clock, {
    workers: helpers.length + 1,
    most: 4,
    plain: false,
    ...options,
  });
  for (const helper of helpers) await helper.deliver();
  /** Of the lead. */
  const computed: (readonly number[])[] = [];
  const start = (version: number): Ticket => {
    const order = orderOf(version);
    return crew.start(order, (shards) => {
      computed.push(shards);
      return here(order)(shards);
    });
  };
  return { clock, kept, crew, computed, start };
}

describe('shares', () => {
  test.each([
    [1, [[0, 1, 2, 3]]],
    [
      2,
      [
        [0, 1],
        [2, 3],
      ],
    ],
    [3, [[0, 1], [2], [3]]],
    [4, [[0], [1], [2], [3]]],
    [8, [[0], [1], [2], [3]]],
  ])('%d workers', async (workers, shares) => {
    const helpers = Array.from({ length: shares.length - 1 }, () => fakeHelper());
    const { crew, start } = await crewOf(helpers, { workers });
    expect(crew.size).toBe(shares.length);
    const ticket = start(1);
    for (const helper of helpers) await helper.deliver();
    expect(ticket.portions!.map(({ shards }) => shards)).toEqual(shares);
    expect(outputsOf(ticket.portions)).toEqual(expected(1));
    expect(crew.used()).toBe(1); // no time has passed on this clock
  });
});

describe('answers', () => {
  test('that come out of order stand in the order of their shards', async () => {
    const helpers = [fakeHelper(), fakeHelper(), fakeHelper()];
    const { crew, start } = await crewOf(helpers);
    const ticket = start(1);
    const waited = crew.waiting()!;
    for (const helper of [...helpers].reverse()) {
      expect(ticket.portions).toBeUndefined();
      await helper.deliver();
    }
    await waited;
    expect(crew.waiting()).toBeUndefined();
    expect(outputsOf(ticket.portions)).toEqual(expected(1));
    expect(ticket.portions, 'read twice, the same').toBe(ticket.portions);
  });

  test('two orders can be out at once', async () => {
    const helper = fakeHelper();
    const { start } = await crewOf([helper]);
    const [first, second] = [start(1), start(2)];
    await helper.deliver();
    expect(outputsOf(second.portions)).toEqual(expected(2));
    expect(outputsOf(first.portions)).toEqual(expected(1));
  });

  test('of an earlier run are not heard, and its helpers that were idle are kept', async () => {
    const helper = fakeHelper();
    const { clock, kept, crew, start } = await crewOf([helper]);
    const ticket = start(1);
    await helper.deliver();
    expect(ticket.portions).toHaveLength(2);
    crew.end();
    const next = createCrew(kept, createPace(), clock, { workers: 2, most: 4, plain: false });
    await helper.deliver();
    expect(next.size).toBe(2);
    helper.say({ type: 'portion', ticket: 1, portion: {} });
    helper.say({ type: 'ready', run: 1 });
    expect(next.size).toBe(2);
  });
});

describe('weights', () => {
  test('travel once a version, as copies without the heap around them', async () => {
    const helper = fakeHelper();
    const { start } = await crewOf([helper]);
    for (const version of [1, 1, 2, 1]) {
      const ticket = start(version);
      await helper.deliver();
      expect(outputsOf(ticket.portions)).toEqual(expected(version));
    }
    const sent = ordersTo(helper).map(({ weights }) => weights[0]!.values);
    expect(sent.map((values) => values !== undefined)).toEqual([true, false, true, true]);
    expect(sent[0]!.buffer.byteLength).toBe(16);
  });

  test('are sent anew to a run that counts its versions from the start again', async () => {
    const helper = fakeHelper();
    const { clock, kept, crew, start } = await crewOf([helper]);
    start(1);
    await helper.deliver();
    crew.end();
    const next = createCrew(kept, createPace(), clock, { workers: 2, most: 4, plain: false });
    await helper.deliver();
    next.start(orderOf(1), here(orderOf(1)));
    expect(ordersTo(helper).map(({ weights }) => weights[0]!.values?.length)).toEqual([4, 4]);
  });

  test('weights travel in the array of the gradient before, once that has been read', async () => {
    const helper = fakeHelper();
    const { start } = await crewOf([helper]);
    const first = start(1);
    await helper.deliver();
    const { gradient } = first.portions![1]!;
    expect(gradient).toHaveLength(4);
    const second = start(2);
    expect(gradient).toHaveLength(0); // its buffer has left this worker
    await helper.deliver();
    expect(outputsOf(second.portions)).toEqual(expected(2));
  });
  test('inputs of other shards stay here', async () => {
    const helper = fakeHelper();
    const { start } = await crewOf([helper]);
    start(1);
    const [{ inputs }] = ordersTo(helper) as [ToHelper & { type: 'order' }];
    expect(inputs.map((input) => (input as number[])[0])).toEqual([300, 400]);
  });
});

describe('a helper that fails: its shards are computed here, now and from then on', () => {
  const after = async (harm: (helper: FakeHelper, clock: ReturnType<typeof fakeClock>) => void) => {
    const [bad, good] = [fakeHelper(), fakeHelper()];
    const { clock, crew, computed, start } = await crewOf([bad, good]);
    expect(crew.size).toBe(3);
    const ticket = start(1);
    const waited = crew.waiting();
    await good.deliver();
    harm(bad, clock);
    await waited;
    expect(outputsOf(ticket.portions)).toEqual(expected(1));
    expect(computed).toEqual([[0, 1], [2]]);
    expect(bad.closed).toBe(true);
    // What it says after all is not heard.
    await bad.deliver();
    expect(crew.size).toBe(2);
    const second = start(2);
    await good.deliver();
    expect(outputsOf(second.portions)).toEqual(expected(2));
    expect(computed.slice(2)).toEqual([[0, 1]]);
    expect(ordersTo(bad)).toHaveLength(1);
  };

  test('it dies', () => after((helper) => helper.fail()));
  test('it hangs', () => after((_, clock) => clock.advance(1100)));
  test('it cannot compute', async () => {
    const bad = fakeHelper(() => {
      throw new Error('out of memory');
    });
    const { crew, start } = await crewOf([bad]);
    const ticket = start(1);
    await bad.deliver();
    expect(outputsOf(ticket.portions)).toEqual(expected(1));
    expect(crew.size).toBe(1);
  });
  const portion = here(orderOf(1))([2]);
  test.each<[string, unknown]>([
    ['a word', 'hello'],
    ['nothing', undefined],
    ['another message', { type: 'rows', rows: [] }],
    ['a ticket that nobody gave out', { type: 'portion', ticket: 9, portion }],
    ['no portion', { type: 'portion', ticket: 1, portion: null }],
    ['other shards', { type: 'portion', ticket: 1, portion: { ...portion, shards: [3] } }],
    ['too few outputs', { type: 'portion', ticket: 1, portion: { ...portion, outputs: [] } }],
    ['outputs of another kind', { type: 'portion', ticket: 1, portion: { ...portion, outputs: [1] } }],
    [
      'nothing in place of an output',
      { type: 'portion', ticket: 1, portion: { ...portion, outputs: [null] } },
    ],
    ['a list in place of an output', { type: 'portion', ticket: 1, portion: { ...portion, outputs: [[]] } }],
    [
      'a gradient that is not all numbers',
      { type: 'portion', ticket: 1, portion: { ...portion, gradient: Float32Array.of(1, NaN, 2, 3) } },
    ],
    ['no gradient', { type: 'portion', ticket: 1, portion: { ...portion, gradient: undefined } }],
    [
      'a gradient of another model',
      { type: 'portion', ticket: 1, portion: { ...portion, gradient: new Float32Array(3) } },
    ],
  ])('it answers %s', (_, answer) => after((helper) => helper.say(answer)));
});

describe('patience', () => {
  const open = async () => {
    const helper = fakeHelper();
    const made = await crewOf([helper]);
    return { helper, ...made };
  };
  test('is twenty times what the lead needed', async () => {
    const { helper, clock, crew } = await open();
    const order = orderOf(1);
    const ticket = crew.start(order, (shards) => {
      clock.advance(200);
      return here(order)(shards);
    });
    clock.advance(4050);
    expect(ticket.portions).toBeUndefined();
    await helper.deliver();
    expect(ticket.portions).toHaveLength(2);
    expect(helper.closed).toBe(false);
  });
  test('an answer that was on its way is heard, though time was up', async () => {
    const { helper, clock, start } = await open();
    const ticket = start(1);
    clock.advance(1050);
    await helper.deliver();
    expect(ticket.portions).toHaveLength(2);
    clock.advance(5000);
    expect(helper.closed).toBe(false);
  });
});

describe('where helpers are not to be had', () => {
  test('none may start', async () => {
    const { crew, start } = await crewOf([], { workers: 4 });
    await crew.ready();
    expect(crew.size).toBe(1);
    expect(outputsOf(start(1).portions)).toEqual(expected(1));
    expect(crew.waiting()).toBeUndefined();
  });
  test('one cannot be loaded', async () => {
    const helper = fakeHelper('none');
    const { crew, start } = await crewOf([helper]);
    const ready = crew.ready();
    helper.fail();
    await ready;
    expect(outputsOf(start(1).portions)).toEqual(expected(1));
  });
  test('one cannot compute at all: its kernels are not to be had', async () => {
    const broken = fakeHelper('broken');
    const { crew, start } = await crewOf([broken]);
    await crew.ready();
    expect(broken.closed).toBe(true);
    expect(outputsOf(start(1).portions)).toEqual(expected(1));
  });
  test('one never says that it is ready: no other keeps the run waiting as long again', async () => {
    const [mute, other] = [fakeHelper('none'), fakeHelper('none')];
    const { clock, crew, start } = await crewOf([mute, other]);
    const ready = crew.ready();
    clock.advance(10_000);
    await ready;
    expect(other.heard).toEqual([]);
    expect(outputsOf(start(1).portions)).toEqual(expected(1));
  });
  test('one never says that it is ready: it is given up, and the next run tries another', async () => {
    const [mute, good] = [fakeHelper('none'), fakeHelper()];
    const { clock, kept, crew, start } = await crewOf([mute, good], { workers: 2 });
    const ready = crew.ready();
    expect(outputsOf(start(1).portions), 'meanwhile the run goes on').toEqual(expected(1));
    clock.advance(10_000);
    await ready;
    expect(mute.closed).toBe(true);
    crew.end();
    const next = createCrew(kept, createPace(), clock, { workers: 2, most: 4, plain: false });
    await good.deliver();
    expect(next.size).toBe(2);
  });
});

describe('a run that is over', () => {
  test('wakes who waits, and ends a helper that still computes for it', async () => {
    const helper = fakeHelper();
    const { crew, start } = await crewOf([helper]);
    start(1);
    const waited = crew.waiting();
    crew.end();
    await waited;
    expect(helper.closed).toBe(true);
  });
  test('keeps its helpers a minute for the next one, then they are ended', async () => {
    const [helper, other] = [fakeHelper(), fakeHelper()];
    const { clock, kept, crew } = await crewOf([helper, other], { workers: 2 });
    crew.end();
    clock.advance(59_000);
    const next = createCrew(kept, createPace(), clock, { workers: 2, most: 4, plain: false });
    await helper.deliver();
    clock.advance(120_000);
    expect(next.size).toBe(2);
    next.end();
    clock.advance(61_000);
    expect(helper.closed).toBe(true);
    const last = createCrew(kept, createPace(), clock, { workers: 2, most: 4, plain: false });
    await other.deliver();
    expect(last.size).toBe(2);
  });
  test('close ends all', async () => {
    const helpers = [fakeHelper(), fakeHelper()];
    const { kept } = await crewOf(helpers);
    kept.close();
    expect(helpers.map(({ closed }) => closed)).toEqual([true, true]);
  });
});

describe('by choice of timing', () => {
  /** A lead that needs so long for a shard, beside a helper that answers so long after it was asked. */
  async function orders(count: number, shardMs: number, answerMs: number, most = 2) {
    const helpers = Array.from({ length: most - 1 }, () => fakeHelper());
    const { clock, crew } = await crewOf(helpers, { workers: undefined, most });
    const sizes: number[] = [];
    for (let i = 0; i < count; i++) {
      const order = orderOf(i % 3);
      const begun = clock.now();
      const ticket = crew.start(order, (shards) => {
        clock.advance(shards.length * shardMs);
        return here(order)(shards);
      });
      clock.advance(Math.max(0, begun + (ticket.portions ? 0 : answerMs) - clock.now()));
      for (const helper of helpers) await helper.deliver();
      sizes.push(ticket.portions!.length);
    }
    return { helpers, crew, sizes };
  }
  test('none is started for a run that is over soon', async () => {
    const { helpers, crew } = await orders(12, 5, 10);
    expect(helpers[0]!.heard).toEqual([]);
    expect(crew.used()).toBe(1);
  });
  test('a helper that pays does its share', async () => {
    const { crew, sizes } = await orders(120, 10, 25);
    expect(sizes.slice(0, 7).every((size) => size === 1)).toBe(true);
    expect(sizes.slice(-40)).toEqual(Array.from({ length: 40 }, () => 2));
    expect(crew.used()).toBe(2);
  });
  test('two more are started once one has paid', async () => {
    const { helpers, sizes } = await orders(400, 10, 25, 4);
    expect(new Set(sizes.slice(0, 50))).toEqual(new Set([1, 2]));
    expect(sizes.slice(-40), 'here they bring nothing more').toEqual(Array.from({ length: 40 }, () => 2));
    expect(helpers.every(({ heard }) => heard.length > 1)).toBe(true);
  });
  test('no more are started where one does not pay, however many cores there are said to be', async () => {
    const { helpers } = await orders(400, 10, 45, 4);
    expect(helpers.map(({ heard }) => heard.length > 0)).toEqual([true, false, false]);
  });
  test('one that does not is asked no more', async () => {
    const { crew, sizes } = await orders(120, 10, 45);
    expect(sizes).toContain(2);
    expect(sizes.slice(-40)).toEqual(Array.from({ length: 40 }, () => 1));
    expect(crew.used()).toBe(1);
  });
});
