import { defineConfig } from 'vitest/config';

/** The tests of the translation, without those that need a build or take longer than a mutant may. */
export default defineConfig({
  test: {
    include: ['test/translate/**/*.test.ts', 'test/goldens/**/*.test.ts'],
    exclude: [
      'test/translate/plan/lazy-plan.test.ts',
      'test/translate/resources/polluted-prototype.test.ts',
      'test/translate/resources/pod/posix-script.test.ts',
      'test/translate/manifest/round-trip.test.ts',
      'test/translate/plan/plan-properties.test.ts',
      'test/translate/options/decode-properties.test.ts',
      'test/translate/schema/validators.test.ts',
    ],
    testTimeout: 60_000,
    isolate: false,
  },
});
