/** A link as a QR code: another program reads it off the picture, and what is too long is told. */
import { describe, expect, test } from 'vitest';
import { LONGEST, modulesOf, svgOf } from '../../components/qr/qr.ts';
import { pngOf } from '../../src/cli/picture/png.ts';
import { decodeQr } from './decodeQr.ts';

const FIGURE = 'https://example.org/course/part-1/reward-model/?reward-pairs.noise=0.3#fig-rm-training';
/** An address of so many bytes. */
const long = (length: number) =>
  FIGURE.replace('#', `&hide=${'learningRate,'.repeat(100)}#`).slice(0, length);

describe.each([
  ['a short address', 'https://example.org/'],
  ['the address of a figure', FIGURE],
  ['an address with signs', 'https://example.org/?a.b=%E2%88%92%2C+%26&c=ä#fig-x'],
  ['500 characters', long(500)],
  ['the longest', long(LONGEST)],
])('%s', (_, address) => {
  test('is read off its picture', async () => {
    expect(decodeQr(await pngOf(svgOf(modulesOf(address)), 1))).toBe(address);
  });

  test('has four light modules around it', () => {
    const modules = modulesOf(address);
    const size = modules.length;
    modules.forEach((row, y) => {
      expect(row).toHaveLength(size);
      row.forEach((dark, x) => {
        if (Math.min(x, y, size - 1 - x, size - 1 - y) < 4) expect(dark, `${x}, ${y}`).toBe(false);
      });
    });
    // The corner of the finder pattern is where the quiet zone ends.
    expect(modules[4]![4]).toBe(true);
  });
});

test('one byte more than the longest is told, in bytes', () => {
  expect(long(LONGEST)).toHaveLength(LONGEST);
  expect(() => modulesOf(long(LONGEST + 1))).toThrow('1,001 bytes long');
  expect(() => modulesOf('ä'.repeat(LONGEST / 2 + 1))).toThrow('1,002 bytes long');
});

test('a picture with its colours exchanged, or cut, is not read: the decoder does not guess', async () => {
  const svg = svgOf(modulesOf(FIGURE));
  const exchanged = svg.replace('#fff', '#x').replace('#000', '#fff').replace('#x', '#000');
  expect(decodeQr(await pngOf(exchanged, 1))).toBeUndefined();
  expect(
    decodeQr(await pngOf(svg.replace(/viewBox="0 0 (\d+) \d+"/, 'viewBox="0 0 $1 20"'), 1)),
  ).toBeUndefined();
});
