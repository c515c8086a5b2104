import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { docstringExamples, type ExampleRun, runExamples } from './support/examples.ts';
import { blocksIn } from './support/markdown.ts';

const examples = docstringExamples();
const pages = ['README.md', 'docs/embed.md'].map(
  (page) => [page, blocksIn(readFileSync(page, 'utf8'), 'ts')] as const,
);
for (const [page, blocks] of pages)
  for (const [index, block] of blocks.entries()) examples.set(`${page} ${index + 1}`, block);
const runs = await runExamples(examples);

describe('the examples', () => {
  it('are in the pages and with the main functions', () => {
    for (const [, blocks] of pages) expect(blocks.length).toBeGreaterThan(0);
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
