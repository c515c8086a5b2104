import { append } from '../base/collections.ts';
import type { Place } from '../base/yaml/yaml.ts';
import type { Diagnostic, DiagnosticArgs, Rule, SourceRange } from '../diagnostics/diagnostic.ts';
import { textsFor } from '../diagnostics/template.ts';
import { COMPILE_MESSAGES } from './messages/compile.ts';
import { READING_MESSAGES } from './messages/reading.ts';
import type { SourceText } from './positions/source-text.ts';
import type { CompileError, CompileErrorType, LeftOut } from './types.ts';

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

/** Everything that is found in the files of a pipeline. */
export class Findings {
  readonly errors: CompileError[] = [];
  readonly notices: Diagnostic[] = [];
  readonly leftOut: LeftOut[] = [];
  /** Whether the server crashes. */
  panic = false;
  /** Whether it crashes, or one of the errors is not a warning. */
  isFatal = false;
  readonly #noticed = new Set<string>();

  addErrors(errors: readonly CompileError[]): void {
    append(this.errors, errors);
    this.isFatal ||= errors.some(({ warning }) => !warning);
  }

  /** Adds notices, each once: the axes of a matrix give the same ones. */
  addNotices(notices: readonly Diagnostic[]): void {
    for (const notice of notices) {
      const identity = JSON.stringify([notice.code, notice.args, notice.path, notice.range]);
      if (!this.#noticed.has(identity)) this.notices.push(notice);
      this.#noticed.add(identity);
    }
  }

  /** Adds problems as the server reacts to them: it reports errors, or crashes, or crashes by chance. */
  addProblems({ type, problems, source }: Refusal): void {
    const errors = problems.filter((problem) => !isCrash(problem));
    this.addErrors(errors.map((problem) => compileError(type, null, problem, source)));
    const crashes = problems.filter(isCrash).map((problem) => crashNotice(problem, source));
    const certain = crashes.filter(({ severity }) => severity === 'error');
    this.addNotices(certain.length > 0 ? certain : crashes);
    this.panic ||= certain.length > 0;
    this.isFatal ||= this.panic;
  }
}

export function isCrash({ code }: Problem): boolean {
  return CRASHES.has(code);
}

/** The problems on which the server reports no error but crashes; on a warning it does so by chance. */
const CRASHES: ReadonlySet<CompileCode> = /* @__PURE__ */ new Set<CompileCode>([
  'matrix-empty-axis-crash',
  'substitution-crash',
  'value-null-crash',
  'backend-options-not-encodable',
  'dependency-left-out-crash',
]);

function crashNotice({ code, args, place }: Problem, source: SourceText): Diagnostic {
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

/** Why the server does not go on with a file, and its class of the errors. */
export interface Refusal {
  readonly type: CompileErrorType;
  readonly problems: readonly Problem[];
  readonly source: SourceText;
}

/** Something wrong with a workflow file, before the reaction of the server is known. */
export interface Problem {
  readonly code: CompileCode;
  readonly args: DiagnosticArgs;
  readonly place?: Place | undefined;
}
