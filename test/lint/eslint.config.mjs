/** Lint: strict, with types, for TypeScript; Astro's own rules for components. */
import eslint from '@eslint/js';
import astro from 'eslint-plugin-astro';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const ROOT = new URL('../..', import.meta.url).pathname;

export default tseslint.config(
  // AssemblyScript has types of its own; its compiler checks them.
  { ignores: ['dist', 'node_modules', '.astro', 'test/output', 'public', '**/assembly'] },
  eslint.configs.recommended,
  ...astro.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    ignores: ['**/*.astro/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: ROOT } },
    rules: {
      // noUncheckedIndexedAccess makes every x[i] possibly undefined; the loops say where it cannot be.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      // Nothing here is a class: a method in an interface is a function that may be handed on.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['components/**/*.tsx', 'components/**/use*.ts'],
    extends: [hooks.configs.flat.recommended],
    // The address bar is read after hydration, so that the HTML of the build and the first render agree.
    rules: { 'react-hooks/set-state-in-effect': 'off' },
  },
  { files: ['**/*.astro'], languageOptions: { parserOptions: { parser: tseslint.parser } } },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } },
  },
);
