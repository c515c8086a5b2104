import type { NameProblem } from '../../base/text/kubernetes-names.ts';
import type { DiagnosticArgs, MessageDefinition, Severity } from '../../diagnostics/diagnostic.ts';
import type { ManifestSource, RefusalType } from '../manifest-diagnostic.ts';

/** One rule: what its diagnostics say, and its line in the table of rules. */
export interface RuleDefinition<Args extends DiagnosticArgs = never> extends MessageDefinition<Args> {
  readonly source: ManifestSource;
  readonly type?: RefusalType;
  /** Where the rule looks, as the server writes it, `[i]` for any index. */
  readonly field: string;
  /** What would be right, in one sentence. */
  readonly rule: string;
}

type Text<Args> = (args: Args) => string;

/** A rule by which the API server refuses the object. */
export function refusal<Args extends DiagnosticArgs>(
  type: RefusalType,
  field: string,
  rule: string,
  problem: Text<Args>,
): RuleDefinition<Args> {
  return { ...define('error', 'api-server', field, rule, problem), type };
}

/** A rule by which the API server accepts the object with a warning. */
export function serverWarning<Args extends DiagnosticArgs>(
  field: string,
  rule: string,
  problem: Text<Args>,
): RuleDefinition<Args> {
  return define('warning', 'api-server', field, rule, problem);
}

/** What the API server lets through, but will not do what its author wants. */
export function doubt<Args extends DiagnosticArgs>(
  field: string,
  rule: string,
  problem: Text<Args>,
): RuleDefinition<Args> {
  return define('warning', 'podwright', field, rule, problem);
}

/** What podwright cannot say anything about. */
export function unchecked<Args extends DiagnosticArgs>(
  field: string,
  rule: string,
  problem: Text<Args>,
): RuleDefinition<Args> {
  return define('info', 'podwright', field, rule, problem);
}

export interface NameArgs extends DiagnosticArgs {
  readonly value: string;
  readonly problem: NameProblem;
}

/** A rule about the form of a name. Each part that is broken is a refusal of its own. */
export function nameRule(field: string, subject: string, form: NameForm): RuleDefinition<NameArgs> {
  return refusal(
    'invalid',
    field,
    `${FORMS[form]}.`,
    ({ value, problem }) => `${subject} ${quote(value)} ${PROBLEMS[problem]}.`,
  );
}

export type NameForm = keyof typeof FORMS;

const FORMS = {
  label: 'a DNS label: at most 63 bytes of `a-z`, `0-9` and `-`, with a letter or digit at both ends',
  subdomain:
    'a DNS subdomain: at most 253 bytes of `a-z`, `0-9`, `-` and `.`, each part with a letter or digit at both ends',
  searchDomain:
    'a DNS domain of at most 253 bytes, in which labels may begin with `_` and hold it; a trailing dot is let through',
  serviceName: 'a DNS label of at most 63 bytes that begins with a letter',
  qualifiedName:
    'a name of at most 63 bytes of letters, digits, `-`, `_` and `.`, with an optional prefix that is a DNS subdomain and a `/`',
  labelValue:
    'empty, or at most 63 bytes of letters, digits, `-`, `_` and `.`, with a letter or digit at both ends',
  configKey: 'at most 253 bytes of letters, digits, `-`, `_` and `.`, neither `.` nor beginning with `..`',
} as const;

const PROBLEMS: Readonly<Record<NameProblem, string>> = {
  tooLong: 'is too long',
  malformed: 'holds characters that are not allowed, or not allowed in that place',
  empty: 'has an empty name part',
  prefixEmpty: 'has an empty prefix before the slash',
  prefixTooLong: 'has a prefix of more than 253 bytes',
  prefixMalformed: 'has a prefix that is not a DNS subdomain',
  tooManySlashes: 'has more than one slash',
  dots: 'is `.`, or begins with `..`',
};

/** A value as messages show it: quoted, and cut where it is long. */
export function quote(value: string): string {
  return JSON.stringify(value.length > 80 ? `${value.slice(0, 77)}...` : value);
}

function define<Args extends DiagnosticArgs>(
  severity: Severity,
  source: ManifestSource,
  field: string,
  rule: string,
  problem: Text<Args>,
): RuleDefinition<Args> {
  return { severity, source, field, rule, text: (args) => `${problem(args)} Right would be: ${rule}` };
}
