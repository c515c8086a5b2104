import { describe, test } from 'vitest';
import { goldenCases } from './support/golden-case.ts';
import { expectGoldens, optionFiles } from './support/golden-files.ts';
import { renderGolden } from './support/render-golden.ts';

describe('every documented option and variable', () => {
  test.each(goldenCases('fixtures/options'))('$name: $input.description', ({ folder, input }) => {
    expectGoldens(folder, optionFiles(renderGolden(input)));
  });
});
