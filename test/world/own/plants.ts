/** A small world of a third domain, written by hand: which plants in which place, and how many days after which watering. */
const HEAD = [
  '# title: Plants in pots',
  '# verbs: keep, buy',
  '# link: on a',
  '# who: window sill',
  '# axis: days since watering',
  '# whom: the gardener',
  '# forbid: do not',
  '# caution: watch it',
  '# allow: fine',
  '# ask: ask first',
];

export const NAMES = 'thing,case,from,to,verdict,reason,instead,check,myth,source';

export const ROWS = [
  'cactus,southern,,,allow,,,soil,forbid,',
  'cactus,northern,,,forbid,too little light,ivy,,,made up',
  'cactus,western,,,caution,short winter days,,growth,,',
  'ivy,southern,,,forbid,sunburn,cactus,leaves,allow,',
  'ivy,northern,,,allow,,,,,',
  'ivy,western,,,allow,,,leaves,,',
  'fern,southern,,,forbid,dry air,,leaves,,',
  'fern,northern,,,allow,,,soil,,',
  'fern,western,,,caution,dry air,,soil,,',
  'orchid,southern,,,forbid,sunburn,,,,',
  'orchid,western,,,allow,,,roots,,',
  'orchid,northern,,,caution,too little light,,buds,,',
  'basil,southern,,,allow,,,soil,,',
  'basil,northern,,,forbid,too little light,ivy,,,',
  'basil,western,,,allow,,,soil,,',
  'lemon tree,southern,,,allow,,,leaves,,',
  'lemon tree,northern,,,forbid,too little light,ivy,leaves,,',
  'lemon tree,western,,,caution,short winter days,,leaves,,',
  'unnamed cutting,southern,,,ask,its name,,,,',
  'unnamed cutting,northern,,,ask,its name,,,,',
  'unnamed cutting,western,,,ask,,,,,',
  'cactus,,0,20,allow,,,soil,,',
  'cactus,,21,40,caution,dry roots,,soil,,',
  'fern,,0,2,allow,,,soil,,',
  'fern,,3,4,caution,dry air,,soil,,',
  'fern,,5,12,forbid,dry roots,,,,',
  'basil,,0,1,allow,,,soil,,',
  'basil,,2,2,caution,dry roots,,soil,,',
  'basil,,3,9,forbid,dry roots,,,allow,',
  'mint,northern,,,allow,,,soil,,',
];

/** Where a row stands in the file, from 1. */
export const lineOf = (row: number): number => HEAD.length + 2 + row;

export const csvWith = (
  rows: readonly string[] = ROWS,
  names = NAMES,
  head: readonly string[] = HEAD,
): string => [...head, names, ...rows].join('\n');

export const headWith = (...lines: readonly string[]): readonly string[] => {
  const keys = lines.map((line) => line.split(':')[0]!.replace('"', ''));
  return [...HEAD.filter((line) => !keys.includes(line.split(':')[0]!)), ...lines];
};
