/** Addresses as no figure wants them: made from a seed, for one experiment, of every kind that has been thought of. */
import type { Experiment } from '../../sim/experiment.ts';
import type { Param } from '../../sim/param.ts';
import { createRng, type Rng } from '../../sim/rng.ts';
import { write } from '../../sim/settings.ts';

type Declared = Pick<Experiment, 'id' | 'params'>;

/** Written by a reader, a program or nobody: numbers that are none, or none here. */
const NUMBERS = [
  ...[
    'NaN',
    'Infinity',
    '-Infinity',
    '1e999',
    '-1e999',
    '1e-400',
    '9'.repeat(400),
    '-0',
    '+0',
    '0x10',
    '1_000',
  ],
  ...[
    '1,5',
    '1.000,5',
    '١٢',
    '½',
    '',
    ' ',
    '0.1.2',
    '--1',
    '1e',
    'e5',
    '.',
    '1e+',
    '2**3',
    '[object Object]',
  ],
  ...['null', 'undefined', 'true', '1n', '0b11', '∞', '−1', '12px', '%', '１２'],
];
const NAMES = [
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'valueOf',
    '__defineGetter__',
    '',
  ],
  ...['seeed', 'β', 'ß', '😀', 'a.b.c', 'x'.repeat(300), ' seed', 'SEED', 'seed ', 'param[]', '0', '\u0000'],
];
const TEXTS = [
  '<img src=x onerror="window.caught=1"><script>window.caught=1</script>',
  '"><svg/onload=window.caught=1>',
  '&lt;b&gt;&amp;amp;',
  '{{constructor.constructor("window.caught=1")()}}',
  '${window.caught=1}',
  "'; DROP TABLE runs; --",
  '\u202eright to left',
  'e\u0301\u0323 ﷽ 👩‍👩‍👧 \u{1F3F4}\u{E0067}',
  '\ud800',
  '\u0000\u0007\u001b[31m',
  'line\r\nline\n\n\tline',
  '\u200b',
  ' '.repeat(50),
  'a'.repeat(8192),
  'ß,'.repeat(2000),
];
/** After a percent sign, or where one ends: not what encodeURIComponent writes. */
const RAW = ['%', '%zz', '%E0%A4%A', '%ff%fe', '%00', '+', '&&&', '===', '?', '#', '%C0%80', '%u1234', ';'];
const HASHES = ['', '#', '#fig-none', '#%E0%A4%A', '#<img>', '#__proto__', '#1e9'];

const pick = <T>(rng: Rng, list: readonly T[]): T => list[rng.integer(list.length)]!;

/** A value that the parameter allows. */
function legal(rng: Rng, param: Param): string {
  if (param.kind === 'choice') return pick(rng, Object.keys(param.choices));
  if (param.kind === 'text') return pick(rng, [param.default, param.example, '']);
  const steps = Math.round((param.max - param.min) / param.step);
  return write(Number((param.min + rng.integer(steps + 1) * param.step).toPrecision(12)));
}

function strange(rng: Rng, param: Param): string {
  if (param.kind === 'number' && rng.uniform() < 0.5) {
    const near = [
      param.max + param.step,
      param.min - param.step,
      param.default + param.step / 3,
      param.max * 1e9,
    ];
    return write(pick(rng, near));
  }
  return pick(rng, rng.uniform() < 0.6 ? NUMBERS : TEXTS);
}

/** One `name=value`, written as an address writes it, or worse. */
function entry(rng: Rng, { id, params }: Declared): string {
  const names = Object.keys(params);
  const code = (text: string) => {
    // A half of a surrogate pair cannot be encoded; a browser writes its replacement.
    const whole = text.replace(/\p{Cs}/gu, '\ufffd');
    return rng.uniform() < 0.9 ? encodeURIComponent(whole) : encodeURI(whole).replaceAll('#', '%23');
  };
  const of = (name: string, value: string) => `${code(name)}=${code(value)}`;
  const name = names.length > 0 ? pick(rng, names) : 'none';
  const param = params[name];
  const value = param ? (rng.uniform() < 0.5 ? legal(rng, param) : strange(rng, param)) : pick(rng, NUMBERS);
  const former = Object.values(params).flatMap(({ formerly = [] }) => formerly);
  switch (rng.integer(14)) {
    case 0:
      return of(`${id}.${pick(rng, NAMES)}`, pick(rng, NUMBERS));
    case 1:
      return of(`${pick(rng, NAMES)}.${name}`, value);
    case 2:
      return of(name, value); // without its prefix
    case 3:
      return `${code(`${id}.${name}`)}=${pick(rng, RAW)}`;
    case 4:
      return pick(rng, RAW);
    case 5:
      return of('workers', pick(rng, [...NUMBERS, '1', '4', '8', '0', '9', '99']));
    case 6:
      return of(pick(rng, ['present', 'run']), pick(rng, [...NUMBERS, '1', '0', 'yes', 'true']));
    case 7:
      return of('hide', [name, pick(rng, NAMES), `${id}.${name}`].slice(rng.integer(3)).join(','));
    case 8:
      return of(
        pick(rng, ['from', 'saved', 'answers', 'utm_source', 'q']),
        pick(rng, [...TEXTS, ...NUMBERS]),
      );
    case 9:
      return former.length > 0 ? of(`${id}.${pick(rng, former)}`, value) : of(`${id}x.${name}`, value);
    default:
      return of(`${id}.${name}`, value);
  }
}

export interface Address {
  /** With its question mark. */
  readonly query: string;
  readonly hash: string;
}

export function* addressesOf(experiment: Declared, count: number, seed: number): Generator<Address> {
  const rng = createRng(`${seed}/addresses/${experiment.id}`);
  for (let i = 0; i < count; i++) {
    const entries = Array.from({ length: 1 + rng.integer(4) }, () => entry(rng, experiment));
    // The same once more, and the same name with another value.
    if (rng.uniform() < 0.1) entries.push(pick(rng, entries));
    yield { query: `?${entries.join('&')}`, hash: pick(rng, HASHES) };
  }
}
