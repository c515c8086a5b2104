// biome-ignore-all lint/suspicious/noTemplateCurlyInString: such texts are the subject here.

import { describe, expect, it } from 'vitest';
import { featuresOf } from '../../../src/translate/release/features.ts';
import { Findings } from '../../../src/workflow/errors.ts';
import { readRawFile } from '../../../src/workflow/positions/raw-file.ts';
import { substituteFile } from '../../../src/workflow/positions/substituted-file.ts';

const VARIABLES = new Map([
  ['A', 'abc'],
  ['UTF', 'éà'],
  ['LIST', '[x]'],
  ['OPEN', '['],
]);

function read(yaml: string) {
  const raw = readRawFile({ name: 'a.yaml', yaml }, featuresOf('3.17'));
  if (!raw.ok) throw new Error('no file');
  return substituteFile(raw.file, VARIABLES, featuresOf('3.17'));
}

function findingsOf(yaml: string): Findings {
  const result = read(yaml);
  const findings = new Findings();
  if (!result.ok) findings.addProblems(result);
  return findings;
}

/** A range on the second line of a file. */
const range = (start: number, end: number) => ({
  file: 'a.yaml',
  start: { line: 2, column: start },
  end: { line: 2, column: end },
});

describe('a file that cannot be substituted', () => {
  it.each([
    ['x: ${A', 'substitution-failed', 'generic', range(4, 7)],
    ['x: ${A:} y', 'substitution-failed', 'generic', range(4, 9)],
    ['x: ${A-y} z', 'substitution-failed', 'generic', range(4, 10)],
    ['x: ${UTF:0:1}', 'invalid-utf8', 'compiler', range(4, 14)],
    ['x: ${OPEN}', 'yaml-syntax', 'compiler', undefined],
    ['skip_clone: ${LIST}', 'wrong-type', 'compiler', range(13, 20)],
  ])('%s', (line, code, type, expected) => {
    const { errors, panic } = findingsOf(`# c\n${line}\n`);
    expect(errors).toMatchObject([{ code, type, field: null, warning: false }]);
    if (expected !== undefined) expect(errors[0]?.range).toEqual(expected);
    expect(panic).toBe(false);
  });

  it('crashes the server by a negative length', () => {
    const args = { expression: '${A:1:-2}' };
    expect(findingsOf('# c\nx: ${A:1:-2}\n')).toMatchObject({
      ...{ panic: true, isFatal: true, errors: [] },
      notices: [{ code: 'substitution-crash', severity: 'error', path: '', args, range: range(4, 13) }],
    });
  });
});

it('a file may name variables that are not set', () => {
  const result = read('# c\nlabels: {a: "${B}", b: "${A}"}\n');
  expect(result.ok && [...result.workflow.labels]).toEqual([
    ['a', ''],
    ['b', 'abc'],
  ]);
  expect(result.ok && result.notices).toMatchObject([
    { code: 'variable-unset', severity: 'warning', path: '', args: { name: 'B' }, range: range(14, 18) },
  ]);
});
