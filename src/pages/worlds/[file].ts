/** The shipped worlds as a reader may write them: CSV and JSON. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { fileOf, shippedNames, shippedText, type Shipped } from '../../../sim/examples/shippedWorlds.ts';
import { writeCsv } from '../../../sim/world/own/writeCsv.ts';

export const getStaticPaths = (() =>
  (Object.keys(shippedNames) as Shipped[]).flatMap((name) => {
    const json = shippedText(name);
    return [
      { params: { file: `${name}.json` }, props: { text: json } },
      // With a byte-order mark a spreadsheet opens it as UTF-8.
      { params: { file: `${name}.csv` }, props: { text: `\ufeff${writeCsv(fileOf(json))}` } },
    ];
  })) satisfies GetStaticPaths;

export const GET: APIRoute<{ text: string }> = ({ props }) => new Response(props.text);
