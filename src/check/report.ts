import { pointerTo } from '../base/json/json-pointer.ts';
import { NAME_PROBLEM, type NameProblem, type NameProblems } from '../base/text/kubernetes-names.ts';
import { type DiagnosticArgs, diagnose } from '../diagnostics/diagnostic.ts';
import type { ManifestDiagnostic } from './manifest-diagnostic.ts';
import { type ManifestCode, RULES } from './messages.ts';
import type { NameArgs, RuleDefinition } from './rules/rule.ts';

type Token = string | number;
type Rules = typeof RULES;

export type RuleArgs<Code extends ManifestCode> =
  Rules[Code] extends RuleDefinition<infer Args extends DiagnosticArgs> ? Args : never;

/** The rules about the form of a name. */
export type NameCode = {
  [Code in ManifestCode]: RuleArgs<Code> extends NameArgs ? Code : never;
}[ManifestCode];

/** What was found so far, and the way from the root to the value that is looked at. */
export interface Report {
  readonly trail: Token[];
  readonly refusals: ManifestDiagnostic[];
  readonly serverWarnings: ManifestDiagnostic[];
  readonly remarks: ManifestDiagnostic[];
}

export function newReport(): Report {
  return { trail: [], refusals: [], serverWarnings: [], remarks: [] };
}

/**
 * Adds a finding.
 *
 * @param tokens what leads on from the trail to the value
 * @param field the server's name for these tokens where it differs, such as `[cpu]`
 */
export function tell<Code extends ManifestCode>(
  report: Report,
  code: Code,
  args: RuleArgs<Code>,
  tokens: readonly Token[] = [],
  field: string = fieldOf(tokens, report.trail.length === 0),
): void {
  const rule: RuleDefinition = RULES[code];
  const pointer = [...report.trail, ...tokens].reduce<string>(pointerTo, '');
  const diagnostic: ManifestDiagnostic = {
    ...diagnose(
      RULES as unknown as Record<Code, RuleDefinition<RuleArgs<Code>>>,
      code,
      pointer,
      args as never,
    ),
    source: rule.source,
    ...(rule.type === undefined ? {} : { type: rule.type }),
    field: fieldOf(report.trail, true) + field,
  };
  listFor(report, rule).push(diagnostic);
}

/** Adds one refusal for each broken part of a name. */
export function tellName(
  report: Report,
  code: NameCode,
  problems: NameProblems,
  value: string,
  tokens: readonly Token[],
  field?: string,
): void {
  if (problems === 0) return;
  for (const [problem, bit] of Object.entries(NAME_PROBLEM)) {
    if ((problems & bit) !== 0) tell(report, code, { value, problem: problem as NameProblem }, tokens, field);
  }
}

/** The findings in the order of their weight. The server warns only about what it accepts. */
export function findings({ refusals, serverWarnings, remarks }: Report): ManifestDiagnostic[] {
  return refusals.length > 0 ? [...refusals, ...remarks] : [...serverWarnings, ...remarks];
}

function listFor(report: Report, { source, severity }: RuleDefinition): ManifestDiagnostic[] {
  if (source === 'podwright') return report.remarks;
  return severity === 'error' ? report.refusals : report.serverWarnings;
}

function fieldOf(tokens: readonly Token[], atRoot: boolean): string {
  let field = '';
  for (const token of tokens) {
    if (typeof token === 'number') field += `[${token}]`;
    else field += atRoot && field === '' ? token : `.${token}`;
  }
  return field;
}
