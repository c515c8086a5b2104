import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { docstringExamples, type ExampleRun, runExamples } from './support/examples.ts';
import { blocksIn } from './support/markdown.ts';

const examples = docstringExamples();
const readme = blocksIn(readFileSync('README.md', 'utf8'), 'ts');
readme.forEach((block, index) => {
  examples.set(`README.md ${index + 1}`, block);
});
const runs = await runExamples(examples);

describe('the examples', () => {
  it('are in the README and with the main functions', () => {
    expect(readme.length).toBeGreaterThan(0);
    expect(examples.size).toBeGreaterThan(12);
  });

  it.each([...runs])(
    'of %s compile, and print what they say',
    (_, { typeErrors, printed, promised }: ExampleRun) => {
      expect(typeErrors).toEqual([]);
      expect(printed.length).toBeGreaterThan(0);
      expect(printed).toEqual(promised);
    },
  );
});
