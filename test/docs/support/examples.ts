import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { formatWithOptions } from 'node:util';
import ts from 'typescript';
import { vi } from 'vitest';
import { blocksIn } from './markdown.ts';
import { libraryProgram } from './reference.ts';

/** What running an example gave, and what it says that it gives. */
export interface ExampleRun {
  readonly typeErrors: readonly string[];
  readonly printed: readonly string[];
  readonly promised: readonly string[];
}

/** The TypeScript examples in the docstrings of the sources, by file. */
export function docstringExamples(): Map<string, string> {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const examples = files.sort().flatMap((file) => {
    const docstrings = readFileSync(join('src', file), 'utf8').match(/\/\*\*.*?\*\//gs) ?? [];
    const blocks = docstrings.flatMap((docstring) => blocksIn(docstring.replace(/^ *\* ?/gm, ''), 'ts'));
    return blocks.map((block, index): [string, string] => [`${file} ${index + 1}`, block]);
  });
  return new Map(examples);
}

/**
 * Compiles and runs examples, which import the package by its name. A line that ends in `; // text` says what it
 * prints. Returns the program with the examples and the library too.
 */
export async function runExamples(
  examples: ReadonlyMap<string, string>,
): Promise<{ runs: Map<string, ExampleRun>; program: ts.Program }> {
  // Beside the sources, so they are found and compiled.
  const folder = mkdtempSync(join('test', 'docs', 'example-'));
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  try {
    const files = [...examples.values()].map((example, index) => {
      const file = resolve(folder, `example-${index}.ts`);
      writeFileSync(
        file,
        example.replace(/'podwright(?:\/(\w+))?'/g, (_, entry = 'index') => `'../../../src/${entry}.ts'`),
      );
      return file;
    });
    const program = libraryProgram(files);
    const typeErrors = files.map((file) => typeErrorsOf(program, file));
    const runs = new Map<string, ExampleRun>();
    for (const [index, [name, example]] of [...examples].entries()) {
      log.mockClear();
      await import(/* @vite-ignore */ pathToFileURL(files[index] as string).href);
      const printed = log.mock.calls.map((values) => formatWithOptions({ breakLength: Infinity }, ...values));
      const promised = [...example.matchAll(/; \/\/ (.*)$/gm)].map(([, text = '']) => text);
      runs.set(name, { typeErrors: typeErrors[index] as string[], printed, promised });
    }
    return { runs, program };
  } finally {
    log.mockRestore();
    rmSync(folder, { recursive: true });
  }
}

function typeErrorsOf(program: ts.Program, file: string): string[] {
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
