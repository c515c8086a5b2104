import type { Place } from '../base/yaml/yaml.ts';
import type { Diagnostic, DiagnosticArgs, Rule, SourceRange } from '../diagnostics/diagnostic.ts';
import { textsOf } from '../diagnostics/template.ts';
import { WORKFLOW_MESSAGES, type WorkflowCode } from './messages.ts';
import type { SourceText } from './positions/source-text.ts';
import type { Problem } from './problem.ts';
import type { CompileError, CompileErrorType } from './types.ts';

/** Makes an error or warning of the server; whether it is a warning, the message table says. */
export function compileError(
  type: CompileErrorType,
  field: string | null,
  code: WorkflowCode,
  args: DiagnosticArgs,
  range: SourceRange | undefined,
): CompileError {
  const rule: Rule = WORKFLOW_MESSAGES[code];
  return {
    type,
    warning: rule.severity === 'warning',
    field,
    code,
    ...textsOf(rule, args),
    ...(range === undefined ? {} : { range }),
  };
}

/** The server's error for a problem that it names no field for. */
export function problemError(type: CompileErrorType, problem: Problem, source: SourceText): CompileError {
  return compileError(type, null, problem.code, problem.args, rangeOf(problem.place, source));
}

/** A problem as a notice of ours. */
export function problemNotice(problem: Problem, source: SourceText): Diagnostic {
  const { code, args } = problem;
  const rule: Rule = WORKFLOW_MESSAGES[code];
  const range = rangeOf(problem.place, source);
  const { severity } = rule;
  return { code, severity, ...textsOf(rule, args), path: '', args, ...(range ? { range } : {}) };
}

function rangeOf(place: Place | undefined, source: SourceText): SourceRange | undefined {
  return place === undefined ? undefined : source.rangeOf(place);
}
