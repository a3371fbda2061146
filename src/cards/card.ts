/** The picture of a page for social sites, as SVG: title, where it stands on the ruler, and a recorded chart of it. */
import { drawChart } from '../../components/chart/chart.ts';
import type { Drawing } from '../../components/chart/sheet/sheet.ts';
import { px, textAt } from '../../components/chart/sheet/markup.ts';
import { linesOf } from '../../components/chart/sheet/type.ts';
import { sizeFor } from '../../components/chart/theme.ts';
import { isWritten, type ChartView, type Declaration, type Row } from '../../sim/experiment.ts';
import { CARD } from './address.ts';

/** The chart of a page. */
export interface Charted {
  readonly declaration: Declaration;
  readonly rows: readonly Row[];
}

export interface CardFace {
  readonly course: string;
  /** Above the title: "Part 1, chapter 6". */
  readonly kicker: string;
  readonly title: string;
  readonly chapter: number | undefined;
  readonly chapters: number;
  readonly chart?: Charted;
  readonly foot: string;
}

const MARGIN = 64;
const INNER = CARD.width - 2 * MARGIN;
/** The column of the title, where a chart stands beside it. */
const BESIDE_CHART = 500;
const CHART_WIDTH = 500;
const CHART_HEIGHT = 330;
const TOP = 176;
const RULE_Y = 540;

/** The charts of an experiment; what is read stands in the page. */
export const chartOf = ({ views }: Declaration): ChartView | undefined =>
  views.find((view): view is ChartView => !isWritten(view) && view.size !== 'strip');

const lineOf = (size: number) => Math.round(size * 1.12);

/** A title stays clear of the ruler. */
const TITLE_HEIGHT = 270;

/** Titles take the largest size in which they fit. */
function titleLines(title: string, width: number): { size: number; lines: string[] } {
  const sizes = [64, 56, 48, 42, 36];
  for (const size of sizes) {
    const lines = linesOf(title, width, size, 600);
    if (lines.length * lineOf(size) <= TITLE_HEIGHT || size === sizes.at(-1)) return { size, lines };
  }
  throw new Error('there is always a smallest size');
}

/** One cell for each chapter, as in the header of the pages; the present one is filled. */
function ruler(chapter: number | undefined, chapters: number): string {
  const cell = INNER / chapters;
  const ticks = Array.from(
    { length: chapters + 1 },
    (_, i) => `<path d="M${px(MARGIN + i * cell)} ${RULE_Y}v-14" stroke="var(--rule)" stroke-width="2"/>`,
  );
  const here =
    chapter === undefined || chapter > chapters
      ? ''
      : `<rect x="${px(MARGIN + (chapter - 1) * cell)}" y="${RULE_Y - 40}" width="${px(cell)}" height="40" fill="var(--text)"/>` +
        `<text x="${px(MARGIN + (chapter - 0.5) * cell)}" y="${RULE_Y - 12}" font-size="24" font-weight="600" text-anchor="middle" fill="var(--bg)">${chapter}</text>`;
  return `${ticks.join('')}<path d="M${MARGIN} ${RULE_Y}h${INNER}" stroke="var(--text)" stroke-width="2"/>${here}`;
}

function chartMarkup({ declaration, rows }: Charted, document: Drawing): string {
  const view = chartOf(declaration);
  if (!view) return '';
  const size = sizeFor(view, declaration.series, 320, 320);
  const chart = drawChart(view, declaration.series, { rows, whole: rows }, size, document);
  const scale = Math.min(CHART_WIDTH / size.width, CHART_HEIGHT / size.height);
  chart.setAttribute('viewBox', `0 0 ${size.width} ${size.height}`);
  chart.setAttribute('width', px(size.width * scale));
  chart.setAttribute('height', px(size.height * scale));
  chart.setAttribute('x', px(CARD.width - MARGIN - size.width * scale));
  chart.setAttribute('y', String(TOP - 24));
  chart.setAttribute('fill', 'var(--text)');
  chart.setAttribute('overflow', 'visible');
  return new document.defaultView!.XMLSerializer().serializeToString(chart);
}

/** Digits below the line, which the faces outside a browser lack. */
const SUBSCRIPTS = /[₀-₉]/g;
const ZERO_BELOW = 0x2080;

/** @param valueOf a variable of the look, given with its dashes */
export function cardSvg(face: CardFace, valueOf: (variable: string) => string, document: Drawing): string {
  const chart = face.chart ? chartMarkup(face.chart, document) : '';
  const { size, lines } = titleLines(face.title, chart ? BESIDE_CHART : INNER);
  const line = lineOf(size);
  const mark =
    '<g fill="none" stroke="var(--text)"><path d="M5 2V27H30" stroke-width="2.5"/><path d="M5 6.5h6M5 13h6M5 19.5h6" stroke-width="2.5"/><path d="M8 24.5C19 24.5 16.5 6 29 6" stroke-width="3"/></g>';
  const parts = [
    `<rect width="${CARD.width}" height="${CARD.height}" fill="var(--bg)"/>`,
    `<g transform="translate(${MARGIN} 52) scale(1.4)">${mark}</g>`,
    textAt(MARGIN + 64, 84, face.course, { size: 28, weight: 600 }),
    textAt(MARGIN, TOP, face.kicker, { size: 24, colour: 'muted' }),
    ...lines.map((text, i) => textAt(MARGIN, TOP + 28 + line * (i + 0.8), text, { size, weight: 600 })),
    chart,
    ruler(face.chapter, face.chapters),
    textAt(MARGIN, RULE_Y + 44, face.foot, { size: 22, colour: 'muted' }),
  ];
  const markup = `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD.width}" height="${CARD.height}" viewBox="0 0 ${CARD.width} ${CARD.height}" font-family="'Public Sans', 'STIX Two Text', sans-serif" font-size="12" fill="var(--text)">${parts.join('')}</svg>`;
  return markup
    .replace(SUBSCRIPTS, (sign) => String(sign.charCodeAt(0) - ZERO_BELOW))
    .replaceAll('class="band"', 'fill-opacity="var(--band)"')
    .replace(/var\((--[a-z-]+)\)/g, (_, variable: string) => valueOf(variable).trim());
}
