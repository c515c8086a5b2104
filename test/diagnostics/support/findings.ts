import type { SourceRange } from '../../../src/diagnostics/diagnostic.ts';
import { PLAIN as colours } from '../../../src/diagnostics/format/human.ts';
import type { LineOf, Reported } from '../../../src/diagnostics/format/reported.ts';

export const PLAIN = { colours };

export const TOOL = {
  name: 'podwright',
  version: '1.2.3',
  helpOf: (code: string) => `About ${code}.`,
  docsOf: (code: string) => `https://example.com/${code}`,
};
export const SOURCE = 'steps:\n  - name: build\n    image: alpine\n';

export function range(
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
  file = 'a.yaml',
): SourceRange {
  return { file, start: { line, column }, end: { line: endLine, column: endColumn } };
}

export function linesOf(source: string): LineOf {
  return (_, line) => {
    const text = source.split('\n')[line - 1];
    return text === undefined ? undefined : { text, isRedacted: false };
  };
}

export const NAME: Reported = {
  code: 'step-name-invalid',
  severity: 'error',
  message: 'The name is odd.',
  help: 'Use letters.',
  subject: 'a.yaml',
  range: range(2, 11, 2, 16),
};

const { range: _range, help: _help, ...BARE } = NAME;

/** In no file. */
export const AGENT: Reported = {
  ...BARE,
  code: 'gate-shut',
  severity: 'warning',
  subject: 'agent',
  message: 'Two\nlines.',
};
