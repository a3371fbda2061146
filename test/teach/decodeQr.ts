/** Reads a QR code off a picture, as a camera would. */
import jsQR from 'jsqr';
import { decodePng } from '../cli/png.ts';

/** @param png a file; undefined if there is no code in it */
export function decodeQr(png: Uint8Array): string | undefined {
  const { width, height, channels, bytes } = decodePng(Buffer.from(png));
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++)
    for (let channel = 0; channel < 4; channel++)
      rgba[4 * pixel + channel] = channel < channels ? bytes[channels * pixel + channel]! : 255;
  return jsQR(rgba, width, height, { inversionAttempts: 'dontInvert' })?.data;
}
