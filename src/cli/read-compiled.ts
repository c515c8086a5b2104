import type { CompiledWorkflow } from '../model/compiled-workflow.ts';
import { type SchemaProblem, schemaProblems } from '../schema/schema-problems.ts';
import { excerpt } from '../text/excerpt.ts';
import { InputError } from './io.ts';
import { jsonFlaws } from './json-scan.ts';
import { parseJson } from './read-json.ts';
import type { Finding } from './report.ts';

/**
 * Reads a compiled workflow. What the agent could not decode is refused; what it would not look at, and what JSON
 * hides, is told.
 */
export function readCompiledWorkflow(
  text: string,
  file: string,
): { config: CompiledWorkflow; findings: Finding[] } {
  const config = parseJson(text, file);
  const problems = schemaProblems('compiled-workflow', config);
  const wrong = problems.filter(({ kind }) => kind === 'type');
  if (wrong.length > 0)
    throw new InputError(wrong.map((problem) => `${file}: ${describe(problem)}`).join('\n'));
  const unknown = problems
    .filter(({ kind }) => kind === 'unknown-key')
    .map((problem) => unknownKey(problem, file));
  return { config: config as CompiledWorkflow, findings: [...unknown, ...hidden(text, file)] };
}

function describe({ path, value, expected }: SchemaProblem): string {
  return `${path === '' ? 'the workflow' : path} is ${excerpt(value)}, but must be ${expected}.`;
}

function unknownKey({ path, key = '', nearest }: SchemaProblem, file: string): Finding {
  const suggestion = nearest === undefined ? '' : `; known is ${nearest}`;
  const message = `The agent ignores the unknown key ${key} at ${path}${suggestion}.`;
  return { subject: file, severity: 'warning', code: 'key-unknown', message };
}

function hidden(text: string, file: string): Finding[] {
  return jsonFlaws(text).map(({ kind, text: flaw, line }) => ({
    subject: file,
    severity: 'warning',
    code: kind,
    range: { file, start: { line, column: 1 }, end: { line, column: 1 } },
    message:
      kind === 'duplicate-key'
        ? `The key ${flaw} stands twice in one object; the last one counts.`
        : `The number ${flaw} does not fit into a 64-bit float and was read as ${Number(flaw)}.`,
  }));
}
