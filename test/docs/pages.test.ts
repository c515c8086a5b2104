import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { run } from '../support/memory-io.ts';
import { updateOutputs, withOutput } from './support/console-blocks.ts';
import { blocksIn } from './support/markdown.ts';

const PAGES = [
  'README.md',
  ...['cli', 'render', 'check-in-ci', 'plan-upgrade'].map((name) => `docs/${name}.md`),
];

if (process.env['UPDATE_DOCS']) for (const page of PAGES) updateOutputs(page);

describe.each(PAGES)('%s', (page) => {
  const blocks = blocksIn(readFileSync(page, 'utf8'), 'console');

  it.each(blocks)('shows what its commands print %#', (block) => {
    expect(block).toBe(withOutput(block));
  });

  it('has examples', () => {
    expect(blocks.length).toBeGreaterThan(0);
  });
});

describe('README.md', () => {
  const readme = readFileSync('README.md', 'utf8');

  it('has at most 120 lines', () => {
    expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(120);
  });

  it('starts with commands that work', () => {
    const commands = blocksIn(readme, 'sh').flatMap((block) =>
      [...block.matchAll(/npx podwright (.*fixtures.*)$/gm)].map(([, argv = '']) => argv.split(' ')),
    );
    expect(commands).toHaveLength(1);
    for (const argv of commands) expect(run(argv).code).toBe(0);
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['prepare', 'test']));
  });
});
