import { defineConfig } from 'vitest/config';

/** Tests that count operations with the profiler of V8, which needs functions that it sees from their start. */
const COUNTING = ['test/cli/diff/compared-workflows.test.ts', 'test/workflow/when/changed-files.test.ts'];

export default defineConfig({
  test: {
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    coverage: { include: ['src/**'], exclude: ['src/translate/generated/**', 'src/cli/bin.ts'] },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        // Files share the modules that they import. Importing them for each file takes longer than most tests.
        test: { name: 'shared', include: ['test/**/*.test.ts'], exclude: COUNTING, isolate: false },
      },
      { extends: true, test: { name: 'counting', include: COUNTING } },
    ],
  },
});
