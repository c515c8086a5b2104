import { bounded } from '../base/json/bounded.ts';
import { type JsonValue, ownValue } from '../base/json/json.ts';
import { type TemplateArgs, type Templates, textsFor } from './template.ts';

/**
 * How much it matters: an `error` makes something fail or be rejected, a `warning` has another effect than it seems or
 * none, `info` is worth knowing.
 */
export type Severity = 'error' | 'warning' | 'info';

/** A place in a text file. Lines and columns count from 1; the end is exclusive. */
export interface SourceRange {
  /** Name of the file as it was given; absent for a string without one. */
  readonly file?: string;
  /** The first character. */
  readonly start: SourcePosition;
  /** The place after the last character. */
  readonly end: SourcePosition;
}

/** A character of a string. */
export interface SourcePosition {
  /** Number of the line, from 1. */
  readonly line: number;
  /** Number of the character in its line, from 1, in UTF-16 code units. */
  readonly column: number;
}

/** A finding as data. `code` is stable; `message`, `note` and `help` are prose and may change. */
export interface Diagnostic<Code extends string = string> {
  /** Identifies the kind of finding; docs/diagnostics.md explains each. */
  readonly code: Code;
  /** How much it matters. */
  readonly severity: Severity;
  /** The problem, in the words of the workflow or environment. */
  readonly message: string;
  /** Why, since when, or what happens instead. */
  readonly note?: string;
  /** One action that fixes it. */
  readonly help?: string;
  /** JSON Pointer to the place in the input; empty for the whole. */
  readonly path: string;
  /** Whether the key at `path` is wrong. Absent if the value is. */
  readonly at?: 'key';
  /** The raw values that the texts show. */
  readonly args: DiagnosticArgs;
  /** Where the user wrote it, when the input was a string. */
  readonly range?: SourceRange;
}

/** The values of a message by name, for texts in your own words. */
export type DiagnosticArgs = Readonly<Record<string, JsonValue>>;

/** A rule as data: its severity and the templates of its texts. */
export interface Rule extends Templates {
  readonly severity: Severity;
  /** Whether the key at the place of a diagnostic is wrong. Default: the value. */
  readonly at?: 'key';
}

/** The arguments of a rule. */
export type ArgsOf<Definition> = Definition extends Rule ? TemplateArgs<Definition> : never;

/**
 * Rules by their codes. Write a table `as const satisfies RuleTable`: the placeholders of its templates are the arguments
 * of its diagnostics, and bundlers drop a table that nothing uses.
 */
export type RuleTable = Readonly<Record<string, Rule>>;

/**
 * Makes a diagnostic from a table of rules. Each area of the project has its own table, so importing
 * one area does not bring the texts of the others.
 */
export function diagnose<Table extends RuleTable, Code extends keyof Table & string>(
  table: Table,
  code: Code,
  path: string,
  args: ArgsOf<Table[Code]>,
): Diagnostic<Code> {
  const rule: Rule = table[code] as Table[Code];
  const values = given(args as DiagnosticArgs);
  const part = ownValue(rule, 'at') === 'key' ? { at: 'key' as const } : {};
  return { code, severity: rule.severity, ...textsFor(rule, values), path, ...part, args: values };
}

/** JSON has no undefined, and values nested too deep cannot be written. */
function given(written: DiagnosticArgs): DiagnosticArgs {
  const args = bounded(written) as DiagnosticArgs;
  if (!Object.values(args).includes(undefined as never)) return args;
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
}
