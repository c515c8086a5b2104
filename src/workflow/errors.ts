import type { Place } from '../base/yaml/yaml.ts';
import type { Diagnostic, DiagnosticArgs, Rule, SourceRange } from '../diagnostics/diagnostic.ts';
import { textsFor } from '../diagnostics/template.ts';
import { COMPILE_MESSAGES } from './messages/compile.ts';
import { SERVER_MESSAGES } from './messages/lint.ts';
import { READING_MESSAGES } from './messages/reading.ts';
import type { SourceText } from './positions/source-text.ts';
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
    ...textsFor(rule, args),
    args,
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
  return { code, severity, ...textsFor(rule, args), path: '', args, ...(range ? { range } : {}) };
}

function rangeOf(place: Place | undefined, source: SourceText): SourceRange | undefined {
  return place === undefined ? undefined : source.rangeOf(place);
}

/** Everything that the server rejects or warns of, in our words. */
export const WORKFLOW_MESSAGES = { ...READING_MESSAGES, ...SERVER_MESSAGES, ...COMPILE_MESSAGES } as const;

export type WorkflowCode = keyof typeof WORKFLOW_MESSAGES;

/** Something wrong with a workflow file, before the reaction of the server is known. */
export interface Problem {
  readonly code: WorkflowCode;
  readonly args: DiagnosticArgs;
  readonly place?: Place | undefined;
}
