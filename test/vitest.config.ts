/** Plain Vitest, one file after another: `src/cli/check.ts` runs as many side by side as there are cores. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['node_modules/**', 'test/output/**'],
    globalSetup: 'test/setup.ts',
    testTimeout: 240_000,
    hookTimeout: 240_000,
    fileParallelism: false,
  },
});
