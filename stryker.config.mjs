/**
 * Mutation tests of the translation, run by hand: `npm run mutate`, or a part of it with
 * `npm run mutate -- --mutate 'src/translate/plan/**'`.
 */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  mutate: ['src/translate/**/*.ts', '!src/translate/generated/**'],
  // Tests reach most of the translation through the whole of it, so files related to a mutant are nearly all.
  vitest: { configFile: 'stryker.vitest.config.ts', related: false },
  ignorePatterns: ['dist', 'coverage', 'api', 'bench'],
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowColor: false, logTests: false },
  concurrency: 1,
  // Code of modules runs once, before any test, so its mutants would need all tests each.
  ignoreStatic: true,
  timeoutMS: 10_000,
};
