/** A QR code as PNG, drawn module by module on a canvas. */
import { DARK, LIGHT } from './qr.ts';

/** Pixels of a module. */
const MODULE = 12;

export function pngOf(modules: readonly (readonly boolean[])[]): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = modules.length * MODULE;
  const context = canvas.getContext('2d');
  if (!context) return Promise.reject(new Error('this browser has no canvas'));
  context.fillStyle = LIGHT;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = DARK;
  modules.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (dark) context.fillRect(x * MODULE, y * MODULE, MODULE, MODULE);
    });
  });
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('this browser makes no PNG'));
    }, 'image/png'),
  );
}
