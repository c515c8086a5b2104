import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    coverage: { include: ['src/**'], exclude: ['src/translate/generated/**', 'src/cli/bin.ts'] },
    testTimeout: 60_000,
  },
});
