import { expect, it } from 'vitest';
import { run } from '../../support/memory-io.ts';
import { countOperations } from '../../support/operations.ts';

function filesOf(n: number): Record<string, string> {
  const yaml = 'when: { event: push }\nsteps:\n  a: { image: golang, commands: [make] }\n';
  return Object.fromEntries(Array.from({ length: n }, (_, index) => [`w/f${index}.yaml`, yaml]));
}

function operations(command: string, n: number): number {
  const files = filesOf(n);
  return countOperations(() =>
    run([command, 'w', ...(command === 'diff' ? ['--to', 'next'] : [])], { files }),
  );
}

it('compares a folder in proportion to its files', () => {
  operations('diff', 4); // Tables are made once.
  const [of4, of8, of16] = [4, 8, 16].map((n) => operations('diff', n)) as [number, number, number];
  const growth = (of16 - of8) / (of8 - of4);
  expect(growth).toBeLessThan(2 ** 1.2);
});
