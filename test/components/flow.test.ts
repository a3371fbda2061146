/** Flows as pictures: each stage chapter has one, nothing leaves its box or strikes another, and the list says it all. */
import { globSync, readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { labelWidth, widthOf } from '../../components/chart/sheet/type.ts';
import { stripCells, svgOf } from '../../components/text/flow/draw.ts';
import { STAGE_NAMES, type Flow } from '../../components/text/flow/flow.ts';
import { FLOWS } from '../../components/text/flow/flows.ts';
import { PIPELINE } from '../../components/text/flow/pipeline.ts';
import { broad, chain, narrow, wide, WIDTHS, type Layout } from '../../components/text/flow/layout.ts';
import { plain } from '../../components/text/flow/plain.ts';
import type { Point } from '../../components/text/flow/routes.ts';
import { flowOf, SHAPES, type Steps } from '../../components/text/flow/steps.ts';

const pages = globSync('content/**/*.mdx').map((path) => ({ path, text: readFileSync(path, 'utf8') }));

/** The lists that pages declare themselves. */
const own = pages.flatMap(({ path, text }) =>
  [...text.matchAll(/<Flow\s+label="([^"]+)"\s+steps=\{\[([\s\S]*?)\]\}\s*\/>/g)].map(([, label, list]) => ({
    path,
    label: label!,
    steps: [...list!.matchAll(/\['(.*)', '(.*)'\]/g)].map(([, name, says]): Steps[number] => [
      name!,
      says!.replaceAll('\\\\', '\\'),
    ]),
  })),
);

const stages: Flow[] = Object.values(FLOWS);

const layouts: [string, Layout, Flow][] = [
  ...Object.entries({ ...FLOWS, pipeline: PIPELINE }).flatMap(([name, flow]): [string, Layout, Flow][] => [
    [`${name}, narrow`, narrow(flow), flow],
    [`${name}, wide`, wide(flow), flow],
  ]),
  ['pipeline, broad', broad(PIPELINE), PIPELINE],
  ...own.flatMap(({ label, steps }): [string, Layout, Flow][] => {
    const flow = flowOf(label, steps);
    return [
      [`${label}, narrow`, narrow(flow), flow],
      [`${label}, wide`, chain(flow), flow],
    ];
  }),
];

interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
const overlap = (a: Rect, b: Rect) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const rectOf = ([a, b]: readonly [Point, Point]): Rect => ({
  x: Math.min(a.x, b.x) - 0.1,
  y: Math.min(a.y, b.y) - 0.1,
  width: Math.abs(a.x - b.x) + 0.2,
  height: Math.abs(a.y - b.y) + 0.2,
});
/** The inside of a box: an edge may touch its border. */
const inside = ({ x, y, width, height }: Rect): Rect => ({
  x: x + 1,
  y: y + 1,
  width: width - 2,
  height: height - 2,
});
const partsOf = (points: readonly Point[]) => points.slice(1).map((point, i) => [points[i]!, point] as const);

test('every chapter of a stage draws its own flow, chapter 1 and the home page the whole', () => {
  const drawn = pages.flatMap(({ path, text }) =>
    [...text.matchAll(/<Flow stage="([^"]+)" \/>/g)].map(([, stage]) => `${path}: ${stage!}`),
  );
  const home = (name: string) => (name === 'ppo' ? 'part-2' : 'part-1');
  expect(drawn.sort()).toEqual(
    Object.keys(FLOWS)
      .map((name) => `content/${home(name)}/${name}.mdx: ${name}`)
      .sort(),
  );
  for (const file of ['content/part-1/pipeline.mdx', 'src/pages/index.astro'])
    expect(readFileSync(file, 'utf8'), file).toContain('<Flow pipeline />');
});

test('lists of steps are found, each list with a shape of its own among them', () => {
  expect(own.length).toBeGreaterThanOrEqual(7);
  for (const { steps, label } of own) expect(steps.length, label).toBeGreaterThanOrEqual(3);
  expect(own.map(({ label }) => label)).toEqual(expect.arrayContaining(Object.keys(SHAPES)));
  const uses = pages.reduce((sum, { text }) => sum + (text.match(/<Flow\s/g) ?? []).length, 0);
  expect(uses).toBe(own.length + Object.keys(FLOWS).length + 1);
});

describe.each(layouts)('%s', (_, layout, flow) => {
  const { boxes, routes, labels, width, height, heads } = layout;
  const picture: Rect = { x: 0, y: 0, width, height };

  test('no text leaves its box, and no letter is below 12 px', () => {
    for (const box of boxes) {
      const right = box.width - (box.is === 'given' ? 9 : 0);
      for (const { x, y, text, size, weight } of box.lines) {
        expect(x + widthOf(text, size, weight), text).toBeLessThanOrEqual(right - 4);
        expect(y, text).toBeLessThanOrEqual(box.height - 4);
        expect(y - size, text).toBeGreaterThanOrEqual(0);
        expect(size).toBeGreaterThanOrEqual(12);
      }
      // Two lines of one column keep their distance.
      for (const [i, a] of box.lines.entries())
        for (const b of box.lines.slice(i + 1)) {
          const [one, two] = [a, b].map(({ x, y, text, size, weight }) => ({
            x,
            y: y - size + 3,
            width: widthOf(text, size, weight),
            height: size - 2,
          }));
          expect(overlap(one!, two!), `${a.text} | ${b.text}`).toBe(false);
        }
    }
  });

  test('boxes stand apart, inside the picture', () => {
    for (const [i, box] of boxes.entries()) {
      expect(box.x).toBeGreaterThanOrEqual(1);
      expect(box.y).toBeGreaterThanOrEqual(1);
      expect(box.x + box.width).toBeLessThanOrEqual(width - 1);
      expect(box.y + box.height).toBeLessThanOrEqual(height);
      for (const other of boxes.slice(i + 1))
        expect(overlap(box, other), `${box.id}, ${other.id}`).toBe(false);
    }
  });

  test('no edge runs through a box, out of the picture, or along an edge that goes elsewhere', () => {
    for (const { edge, points } of routes) {
      for (const part of partsOf(points)) {
        const name = `${edge.from} to ${edge.to}`;
        expect(part[0].x === part[1].x || part[0].y === part[1].y, `${name} is at right angles`).toBe(true);
        for (const { x, y } of part) {
          expect(x >= 0 && x <= width && y >= 0 && y <= height, `${name} is in the picture`).toBe(true);
        }
        for (const box of boxes)
          expect(overlap(rectOf(part), inside(box)), `${name} in ${box.id}`).toBe(false);
        for (const other of routes) {
          if (other.edge.to === edge.to || other.edge.from === edge.from) continue;
          for (const another of partsOf(other.points)) {
            const along = (part[0].x === part[1].x) === (another[0].x === another[1].x);
            if (along)
              expect(
                overlap(rectOf(part), rectOf(another)),
                `${name} on ${other.edge.from} to ${other.edge.to}`,
              ).toBe(false);
          }
        }
      }
    }
  });

  test('labels hide nothing but their own edge', () => {
    for (const label of labels) {
      expect(label.x >= 0 && label.y >= 0, label.text).toBe(true);
      expect(label.x + label.width <= width && label.y + label.height <= height, label.text).toBe(true);
      for (const box of boxes) expect(overlap(label, inside(box)), `${label.text} on ${box.id}`).toBe(false);
      const hidden = routes.filter(({ points }) =>
        partsOf(points).some((part) => overlap(label, rectOf(part))),
      );
      expect(hidden.map(({ edge }) => edge.label)).toEqual([label.text]);
    }
  });

  test('heads stand above their columns', () => {
    expect(heads.length === 0 || heads.length === 3).toBe(true);
    for (const { x, y, text } of heads) {
      const { width: column } = boxes.find((box) => box.x === x)!;
      expect(widthOf(text, 12, 600)).toBeLessThanOrEqual(column);
      expect(y).toBeGreaterThan(11);
    }
  });

  test('every box and every edge is drawn; the markup is well formed and takes no colour but the look’s', () => {
    const source = svgOf(layout, 'any');
    // The parser of XML throws at what is not well formed.
    const { documentElement: svg } = new JSDOM(source, { contentType: 'image/svg+xml' }).window.document;
    expect(svg.namespaceURI).toBe('http://www.w3.org/2000/svg');
    const written = (list: Iterable<Element>, name: string) =>
      [...list].map((each) => each.getAttribute(name));
    expect(written(svg.querySelectorAll('[data-box]'), 'data-box')).toEqual(flow.nodes.map(({ id }) => id));
    expect(written(svg.querySelectorAll('[data-edge]'), 'data-edge')).toEqual(
      flow.edges.map(({ from, to }) => `${from} ${to}`),
    );
    for (const { id, name } of flow.nodes) {
      const text = [...svg.querySelector(`[data-box="${id}"]`)!.querySelectorAll('text')];
      expect(text.map((line) => line.textContent).join(' ')).toContain(name);
    }
    const colours = [...source.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => colour);
    for (const colour of colours)
      expect(colour).toMatch(/^(none|var\(--(bg|surface|text|muted|line|rule)\))$/);
    expect(source).not.toMatch(/NaN|undefined| id="/);
    expect(picture.width).toBeLessThanOrEqual(WIDTHS.broad);
  });
});

test('every edge of a grid that leads on goes from an earlier box of the list to a later one', () => {
  for (const flow of [...stages, PIPELINE]) {
    const ids = flow.nodes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(flow.nodes.map(({ at }) => at.join())).size).toBe(ids.length);
    const joined = new Set(flow.edges.flatMap(({ from, to }) => [from, to]));
    expect([...joined].sort()).toEqual([...ids].sort());
    for (const { from, to, is } of flow.edges)
      expect(ids.indexOf(from) < ids.indexOf(to), `${flow.label}: ${from} to ${to}`).toBe(!is);
  }
});

test('a loss sends its gradient to the model that is trained', () => {
  for (const flow of stages) {
    const kindOf = (id: string) => flow.nodes.find((node) => node.id === id)!.is;
    const back = flow.edges.filter(({ is }) => is === 'gradient');
    expect(back.map(({ from }) => from)).toEqual(
      flow.nodes.filter(({ is }) => is === 'loss').map(({ id }) => id),
    );
    for (const { from, to } of back) expect([kindOf(from), kindOf(to)]).toEqual(['loss', 'trained']);
  }
});

test('the names of the stages fit into their cells, on a phone too', () => {
  for (const width of [WIDTHS.narrow, WIDTHS.wide]) {
    const cells = stripCells(width);
    expect(cells.map(({ name }) => name)).toEqual([...STAGE_NAMES]);
    for (const cell of cells) expect(labelWidth(cell.name, 600)).toBeLessThanOrEqual(cell.width - 4);
    expect(cells.at(-1)!.x + cells.at(-1)!.width).toBeCloseTo(width);
  }
});

describe('what goes wrong is noticed', () => {
  const node = { is: 'data', name: 'a', note: '' } as const;
  test('an edge to nowhere, and one that no way leads to', () => {
    const nodes = [
      { ...node, id: 'a', at: [0, 0] },
      { ...node, id: 'b', at: [1, 2] },
    ] as const;
    expect(() => narrow({ label: '', nodes, edges: [{ from: 'a', to: 'c' }] })).toThrow('"c"');
    expect(() => wide({ label: '', nodes, edges: [{ from: 'a', to: 'b', sides: ['top', 'top'] }] })).toThrow(
      'no way',
    );
  });

  test('a formula that letters cannot show', () => {
    expect(plain('the smaller $|\\Delta|$, the *less* sure')).toBe('the smaller |Δ|, the less sure');
    expect(() => plain('$s_c$')).toThrow('s_c');
    expect(() => plain('$\\frac12$')).toThrow('frac');
  });
});
