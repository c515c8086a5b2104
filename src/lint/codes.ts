import { RULES } from '../check/rules/all-rules.ts';
import { silenceMessages } from '../diagnostics/silence.ts';
import { describeMessage, type Templates } from '../diagnostics/template.ts';
import { WORKFLOW_MESSAGES } from '../workflow/errors.ts';
import { NOTICE_MESSAGES } from '../workflow/messages/notices.ts';
import { POD_SECURITY_RULES } from './object-findings.ts';
import { RULES_BY_SUBJECT } from './registry.ts';
import { INPUT_MESSAGES } from './texts.ts';

type Table = Readonly<Record<string, Templates>>;

const MANIFEST_RULES: Table = Object.fromEntries(
  Object.values(RULES)
    .flat()
    .map((rule) => [rule.code, rule]),
);

const TABLES: readonly Table[] = [
  ...Object.values(RULES_BY_SUBJECT),
  POD_SECURITY_RULES,
  WORKFLOW_MESSAGES,
  NOTICE_MESSAGES,
  silenceMessages,
  INPUT_MESSAGES,
  MANIFEST_RULES,
];

/** Every code that linting can report, sorted. */
export function lintCodes(): string[] {
  return [...new Set(TABLES.flatMap((table) => Object.keys(table)))].sort();
}

/** What a code means, without the values of a case: these stand as their names in angle brackets. */
export function helpOfCode(code: string): string {
  const table = TABLES.find((candidate) => Object.hasOwn(candidate, code));
  const rule = table?.[code];
  return rule === undefined ? `See ${code} in docs/diagnostics.md.` : describeMessage(rule);
}
