import { pathText, pointerTo } from '../base/json/json-pointer.ts';
import { typeName } from '../base/text/excerpt.ts';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { withWorkflowKeys } from '../translate/schema/canonical-keys.ts';
import { type SchemaProblem, schemaProblems } from '../translate/schema/schema-problems.ts';
import { INPUT_MESSAGES } from './texts.ts';

/** The codes of {@link validateCompiledWorkflow} and {@link validateStep}; docs/diagnostics.md explains each. */
export type WorkflowCode = 'key-unknown' | 'key-missing' | 'value-wrong-type';

/** Validates a compiled workflow, except for the options of its steps, which linting reports in more detail. */
export function workflowProblems(written: unknown): Diagnostic<WorkflowCode>[] {
  const { value, writtenPath } = withWorkflowKeys(written);
  return schemaProblems('compiled-workflow', value)
    .filter((problem) => problem.kind !== 'type' || !isDecoded(problem))
    .map((problem) => diagnosticOf(problem, writtenPath(problem.path)));
}

function diagnosticOf(
  { kind, key = '', nearest, value, expected }: SchemaProblem,
  path: string,
): Diagnostic<WorkflowCode> {
  const shown = path === '' ? 'the compiled workflow' : pathText(path);
  switch (kind) {
    case 'unknown-key':
      return diagnose(INPUT_MESSAGES, 'key-unknown', path, { key: shown, reader: 'agent', nearest });
    case 'missing-key':
      return diagnose(INPUT_MESSAGES, 'key-missing', path, { key: pathText(pointerTo(path, key)) });
    default: {
      // The value may be secret, or a part of it.
      const args = { key: shown, found: typeName(value), expected };
      return diagnose(INPUT_MESSAGES, 'value-wrong-type', path, args);
    }
  }
}

/** Whether every agent decodes a value, or the agent's release decides: null, and anything newer than 3.0. */
function isDecoded({ path, value }: SchemaProblem): boolean {
  return (value === null && !AGENT_CRASHES.test(path)) || LATER_FIELD.test(path);
}

const AGENT_CRASHES = /^(?:\/pipeline\/\d+(?:\/steps\/\d+)?)?$/;
const LATER_FIELD = /^\/pipeline\/\d+\/steps\/\d+\/(?:org_id|secret_mapping|workflow_labels)(?:\/|$)/;
