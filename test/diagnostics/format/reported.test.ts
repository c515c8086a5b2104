import { describe, expect, it } from 'vitest';
import { findingLine } from '../../../src/diagnostics/format/reported.ts';
import { range } from '../support/findings.ts';

describe('the plain form', () => {
  it.each([
    ['a.yaml', 'a.yaml:1:2'],
    ['a.yaml: step build', 'a.yaml:1:2: step build'],
    ['the pipeline', 'a.yaml:1:2'],
  ])('of a finding about %s begins with %s', (subject, place) => {
    const finding = { subject, code: 'a-code', message: 'Is wrong.', range: range(1, 2, 1, 3) };
    expect(findingLine(finding)).toBe(`${place}: Is wrong. [a-code]`);
  });
});
