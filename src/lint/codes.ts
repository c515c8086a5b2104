import { RULES } from '../check/rules/all-rules.ts';
import type { DiagnosticArgs, MessageDefinition, Rule } from '../diagnostics/diagnostic.ts';
import { silenceMessages } from '../diagnostics/silence.ts';
import { describeMessage } from '../diagnostics/template.ts';
import { WORKFLOW_MESSAGES } from '../workflow/errors.ts';
import { NOTICE_MESSAGES } from '../workflow/messages/notices.ts';
import { ALL_MESSAGES } from './registry.ts';

const POD_SECURITY: Readonly<Record<string, string>> = {
  'pod-security-baseline': 'The Pod violates the level baseline of the Pod Security Standards.',
  'pod-security-not-checked': 'The Pod cannot be checked against the Pod Security Standards.',
  'pod-security-restricted': 'The Pod violates the level restricted of the Pod Security Standards.',
};

type Table = Readonly<Record<string, unknown>>;

const MANIFEST_RULES: Table = Object.fromEntries(
  Object.values(RULES)
    .flat()
    .map((rule) => [rule.code, rule]),
);

const TABLES: readonly Table[] = [
  ALL_MESSAGES,
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
  const definition = table?.[code] as MessageDefinition<DiagnosticArgs> | Rule | undefined;
  return (definition && textOf(definition)) ?? POD_SECURITY[code] ?? `See ${code} in docs/diagnostics.md.`;
}

/** The text with names for values; undefined where it does more with a value than show it, or is all value. */
function textOf(definition: MessageDefinition<DiagnosticArgs> | Rule): string | undefined {
  const names = new Proxy({}, { get: (_, name) => `<${String(name)}>` });
  try {
    const described = 'text' in definition ? definition.text(names) : describeMessage(definition);
    return /^<[^<>]*>$/.test(described) ? undefined : described;
  } catch {
    return undefined;
  }
}
