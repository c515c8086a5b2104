import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { describe, expect, it, vi } from 'vitest';
import { run } from '../support/memory-io.ts';
import { blocksOf, updateOutputs, withOutput } from './support.ts';

const PAGES = ['README.md', 'docs/cli.md'];

if (process.env['UPDATE_DOCS']) for (const page of PAGES) updateOutputs(page);

describe.each(PAGES)('%s', (page) => {
  const blocks = blocksOf(page, 'console');

  it.each(blocks)('shows what its commands print %#', (block) => {
    expect(block).toBe(withOutput(block));
  });

  it('has examples', () => {
    expect(blocks.length).toBeGreaterThan(2);
  });
});

describe('README.md', () => {
  it('has less than 150 lines', () => {
    expect(readFileSync('README.md', 'utf8').split('\n').length).toBeLessThan(150);
  });

  it('starts with commands that work', () => {
    const commands = blocksOf('README.md', 'sh').flatMap((block) =>
      [...block.matchAll(/npx podwright (.+)$/gm)].map(([, argv = '']) => argv.split(' ')),
    );
    expect(commands).toHaveLength(1);
    for (const argv of commands) expect(run(argv).code).toBe(0);
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['prepare', 'test']));
  });

  it('has TypeScript that compiles, and prints what it says', async () => {
    // Beside the sources, so that they are found and compiled.
    const folder = mkdtempSync(join('test', 'cli', 'snippet-'));
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    try {
      const snippets = blocksOf('README.md', 'ts');
      expect(snippets.length).toBeGreaterThan(0);
      for (const [index, snippet] of snippets.entries()) {
        const file = resolve(folder, `snippet-${index}.ts`);
        writeFileSync(file, snippet.replaceAll("'podwright'", "'../../../src/index.ts'"));
        expect(typeErrors(file)).toEqual([]);
        log.mockClear();
        await import(/* @vite-ignore */ pathToFileURL(file).href);
        const { formatWithOptions } = await import('node:util');
        const printed = log.mock.calls.map((values) =>
          formatWithOptions({ breakLength: Infinity }, ...values),
        );
        expect(printed).toEqual([...snippet.matchAll(/; \/\/ (.*)$/gm)].map(([, text]) => text));
      }
    } finally {
      log.mockRestore();
      rmSync(folder, { recursive: true });
    }
  });
});

function typeErrors(file: string): string[] {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, '.');
  const program = ts.createProgram([file], options);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
