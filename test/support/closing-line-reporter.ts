import type { Reporter, TestModule } from 'vitest/node';

const TOOL = /\(needs ([^()]+)\)$/;

/** Ends the output with the tools that tests missed, and one plain line: `N passed, N failed`. */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0, pending: 0 };
    const missed = new Map<string, number>();
    for (const module of modules) {
      count.failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        count[state] += 1;
        const tool = toolOf(test.name) ?? toolOf('name' in test.parent ? test.parent.name : '');
        if (state === 'skipped' && tool !== undefined) missed.set(tool, (missed.get(tool) ?? 0) + 1);
      }
    }
    const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
    process.on('exit', () => {
      for (const [tool, tests] of missed)
        console.log(`${tool} is not installed, which skips ${tests} of the tests`);
      console.log(`${count.passed} passed, ${count.failed} failed${skipped}`);
    });
  }
}

function toolOf(name: string): string | undefined {
  return TOOL.exec(name)?.[1];
}
