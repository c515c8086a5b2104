import type { Place } from '../base/yaml/yaml.ts';
import type { Diagnostic, DiagnosticArgs, Rule, SourceRange } from '../diagnostics/diagnostic.ts';
import { textsFor } from '../diagnostics/template.ts';
import { COMPILE_MESSAGES } from './messages/compile.ts';
import { READING_MESSAGES } from './messages/reading.ts';
import type { SourceText } from './positions/source-text.ts';
import type { CompileError, CompileErrorType } from './types.ts';

/** Makes an error or warning of the server; whether it is a warning, the message table says. */
export function compileError(
  type: CompileErrorType,
  field: string | null,
  { code, args, place }: Problem,
  source?: SourceText,
): CompileError {
  const rule: Rule = WORKFLOW_MESSAGES[code];
  const warning = rule.severity === 'warning';
  return { type, warning, field, code, ...textsFor(rule, args), args, ...rangeOf(place, source) };
}

/** Reports an error or warning of the server about one file. */
export type Reporter = (
  field: string | null,
  code: CompileCode,
  args: DiagnosticArgs,
  place: Place | undefined,
) => void;

/** Reports errors of one type by adding them to a list. */
export function reporterOf(type: CompileErrorType, source: SourceText, errors: CompileError[]): Reporter {
  return (field, code, args, place) => {
    errors.push(compileError(type, field, { code, args, place }, source));
  };
}

export function problemNotice({ code, args, place }: Problem, source: SourceText): Diagnostic {
  const rule: Rule = WORKFLOW_MESSAGES[code];
  const { severity } = rule;
  return { code, severity, ...textsFor(rule, args), path: '', args, ...rangeOf(place, source) };
}

function rangeOf(place?: Place, source?: SourceText): { readonly range?: SourceRange } {
  return place === undefined || source === undefined ? {} : { range: source.rangeOf(place) };
}

/** Everything that the server rejects or warns of, in our words. */
export const WORKFLOW_MESSAGES = { ...READING_MESSAGES, ...COMPILE_MESSAGES } as const;

export type CompileCode = keyof typeof WORKFLOW_MESSAGES;

/** Something wrong with a workflow file, before the reaction of the server is known. */
export interface Problem {
  readonly code: CompileCode;
  readonly args: DiagnosticArgs;
  readonly place?: Place | undefined;
}
