/** Trains the models that the cache lacks while the pages are bundled: it is the only long work of a build. */
import type { AstroIntegration } from 'astro';
import { ensureModels } from '../../components/host/models.ts';

export function models(): AstroIntegration {
  let training: Promise<void> | undefined;
  return {
    name: 'models',
    hooks: {
      'astro:build:start': () => {
        training = ensureModels();
        training.catch(() => {}); // told at the end, where it is awaited
      },
      'astro:build:done': () => training,
    },
  };
}
