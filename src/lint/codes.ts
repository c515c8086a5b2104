import { RULES } from '../check/rules/all-rules.ts';
import { silenceMessages } from '../diagnostics/silence.ts';
import { describeMessage, type Templates } from '../diagnostics/template.ts';
import { WORKFLOW_MESSAGES } from '../workflow/errors.ts';
import { NOTICE_MESSAGES } from '../workflow/messages/notices.ts';
import { RULES_BY_SUBJECT } from './registry.ts';

const POD_SECURITY: Readonly<Record<string, string>> = {
  'pod-security-baseline': 'The Pod violates the level baseline of the Pod Security Standards.',
  'pod-security-not-checked': 'The Pod cannot be checked against the Pod Security Standards.',
  'pod-security-restricted': 'The Pod violates the level restricted of the Pod Security Standards.',
};

type Table = Readonly<Record<string, Templates>>;

const MANIFEST_RULES: Table = Object.fromEntries(
  Object.values(RULES)
    .flat()
    .map((rule) => [rule.code, rule]),
);

const TABLES: readonly Table[] = [
  ...Object.values(RULES_BY_SUBJECT),
  WORKFLOW_MESSAGES,
  NOTICE_MESSAGES,
  silenceMessages,
  MANIFEST_RULES,
];

/** Every code that linting can report, sorted. */
export function lintCodes(): string[] {
  const codes = [...TABLES.flatMap((table) => Object.keys(table)), ...Object.keys(POD_SECURITY)];
  return [...new Set(codes)].sort();
}

/** What a code means, without the values of a case: these stand as their names in angle brackets. */
export function helpOfCode(code: string): string {
  const table = TABLES.find((candidate) => Object.hasOwn(candidate, code));
  const rule = table?.[code];
  return (rule && describeMessage(rule)) ?? POD_SECURITY[code] ?? `See ${code} in docs/diagnostics.md.`;
}
