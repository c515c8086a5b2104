import type { JsonValue } from '../model/json.ts';

export type Severity = 'error' | 'warning' | 'info';

/** A place in a text file. Lines and columns count from 1; the end is exclusive. */
export interface SourceRange {
  readonly file?: string;
  readonly start: SourcePosition;
  readonly end: SourcePosition;
}

export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** What was found, as data. `code` is stable; `message` is prose and may change. */
export interface Diagnostic<Code extends string = string> {
  readonly code: Code;
  readonly severity: Severity;
  /** What is wrong, with which value, and what would be right. */
  readonly message: string;
  /** JSON Pointer to the place in the input; empty for the whole. */
  readonly path: string;
  /** The values that the message speaks of. */
  readonly args: DiagnosticArgs;
  /** Where the user wrote it, when the input was a text. */
  readonly range?: SourceRange;
}

export type DiagnosticArgs = Readonly<Record<string, JsonValue>>;

/** One entry of a message table: the severity of a code and its text. */
export interface MessageDefinition<Args extends DiagnosticArgs = never> {
  readonly severity: Severity;
  readonly text: (args: Args) => string;
}

type ArgsOf<Definition> = Definition extends { text: (args: infer Args extends DiagnosticArgs) => string }
  ? Args
  : never;

/** Defines one message; the arguments that its text takes are the arguments that its diagnostics carry. */
export function message<Args extends DiagnosticArgs>(
  severity: Severity,
  text: (args: Args) => string,
): MessageDefinition<Args> {
  return { severity, text };
}

/**
 * Makes a diagnostic from a message table. Each area of the project has a table of its own, so that importing
 * one area does not bring the texts of the others.
 */
export function diagnose<Table extends Record<string, MessageDefinition>, Code extends keyof Table & string>(
  table: Table,
  code: Code,
  path: string,
  args: ArgsOf<Table[Code]>,
): Diagnostic<Code> {
  const definition = table[code] as unknown as MessageDefinition<DiagnosticArgs>;
  return { code, severity: definition.severity, message: definition.text(args), path, args };
}
