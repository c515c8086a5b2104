import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { docstringExamples, type ExampleRun, runExamples } from './support/examples.ts';
import { blocksIn } from './support/markdown.ts';
import { documentedFunctions, errorClasses, makeReference } from './support/reference.ts';
import { CAUGHT, thrownErrors } from './support/thrown-errors.ts';

const examples = docstringExamples();
const pages = ['README.md', 'docs/embed.md'].map(
  (page) => [page, blocksIn(readFileSync(page, 'utf8'), 'ts')] as const,
);
for (const [page, blocks] of pages)
  for (const [index, block] of blocks.entries()) examples.set(`${page} ${index + 1}`, block);
const { runs, program } = await runExamples(examples);
const reference = await makeReference(program);

describe('the reference of the library', () => {
  it('documents every export, property and parameter, and links to existing targets', () => {
    expect(reference.problems).toEqual([]);
  });

  it('covers every entry of the package', () => {
    const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: object };
    const entries = Object.entries(exports).filter(([, { types }]) => types !== undefined);
    const names = entries.map(([entry]) => entry.replace('.', 'podwright'));
    expect(reference.modules.map(({ name }) => name)).toEqual(names);
  });

  it('names unions of codes by their alias in editors', () => {
    const checker = reference.program.getTypeChecker();
    const shown = ['LintDiagnostic', 'ManifestDiagnostic', 'Diagnostic'].map((name) => {
      const file = reference.program
        .getSourceFiles()
        .find(({ fileName }) => fileName.endsWith('/src/index.ts'));
      const module = file && checker.getSymbolAtLocation(file);
      const symbol = module && checker.getExportsOfModule(module).find((each) => each.name === name);
      const code =
        symbol && checker.getDeclaredTypeOfSymbol(checker.getAliasedSymbol(symbol)).getProperty('code');
      return code && checker.typeToString(checker.getTypeOfSymbol(code));
    });
    expect(shown).toEqual(['LintCode', 'ManifestCode', 'Code']);
  });

  it('reports every error of ours that a function throws, and of no other', () => {
    const errors = errorClasses(reference);
    expect(errors).toEqual(['AgentOptionsError', 'TranslationError', 'WorkflowError']);
    const functions = documentedFunctions(reference);
    expect(functions.length).toBeGreaterThan(20);
    const checker = reference.program.getTypeChecker();
    const wrong = functions.flatMap(({ name, summary, throws, declaration }) => {
      const reached = thrownErrors(declaration, checker);
      const thrown = errors.filter((error) => reached.has(error));
      const untold = CAUGHT.test(summary) ? [] : thrown.filter((error) => !throws.includes(error));
      const invented = throws.filter((error) => !thrown.includes(error));
      return [
        ...untold.map((error) => `${name} throws ${error} without a word`),
        ...invented.map((error) => `${name} never throws ${error}`),
      ];
    });
    expect(wrong).toEqual([]);
  });
});

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
