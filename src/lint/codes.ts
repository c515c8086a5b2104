import manifest from '../../package.json' with { type: 'json' };
import { RULES } from '../check/rules/all-rules.ts';
import type { Rule } from '../diagnostics/diagnostic.ts';
import { SUPPRESSION_RULES } from '../diagnostics/suppressions.ts';
import { describeMessage, type Templates } from '../diagnostics/template.ts';
import { AGENT_OPTION_RULES } from '../translate/agent/messages.ts';
import { WORKFLOW_MESSAGES } from '../workflow/errors.ts';
import { LEFT_OUT_RULES, NOTICE_MESSAGES } from '../workflow/messages/notices.ts';
import { POD_SECURITY_RULES } from './object-findings.ts';
import { RULES_BY_SUBJECT } from './registry.ts';
import { INPUT_MESSAGES, PLAN_MESSAGES } from './texts.ts';

type Table = Readonly<Record<string, Templates>>;

/** Rules besides {@link RULES_BY_SUBJECT}, by the title of their page. */
export const MESSAGES_BY_SUBJECT: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  Server: { ...WORKFLOW_MESSAGES, ...NOTICE_MESSAGES },
  'Workflows and steps that do not run': LEFT_OUT_RULES,
  'Files, options and comments': { ...INPUT_MESSAGES, ...AGENT_OPTION_RULES, ...SUPPRESSION_RULES },
  'Failures of a plan': PLAN_MESSAGES,
};

/** The tables whose codes linting can report. */
function reportedTables(): readonly Table[] {
  return [
    ...Object.values(RULES_BY_SUBJECT),
    POD_SECURITY_RULES,
    WORKFLOW_MESSAGES,
    NOTICE_MESSAGES,
    LEFT_OUT_RULES,
    SUPPRESSION_RULES,
    INPUT_MESSAGES,
    ...Object.values(RULES).map(byCode),
  ];
}

function byCode(rules: readonly (Templates & { readonly code: string })[]): Table {
  return Object.fromEntries(rules.map((rule) => [rule.code, rule]));
}

/** Every code that linting can report, sorted. */
export function lintCodes(): string[] {
  return [...new Set(reportedTables().flatMap((table) => Object.keys(table)))].sort();
}

/** The meaning of a code without the values of a case: their names are in angle brackets. */
export function helpOfCode(code: string): string {
  const table = reportedTables().find((candidate) => Object.hasOwn(candidate, code));
  const rule = table?.[code];
  return rule === undefined ? `See ${code} in docs/diagnostics.md.` : describeMessage(rule);
}

/** The page of a subject, below `docs/`. */
export function pageOfSubject(title: string): string {
  return `diagnostics/${anchorOf(title)}.md`;
}

function anchorOf(title: string): string {
  return title.toLowerCase().replace(/[^a-z]+/g, '-');
}

let places: ReadonlyMap<string, string> | undefined;

/** The places of codes below `docs/`. On the page of manifests, a section has a table of them. */
function placesOfCodes(): ReadonlyMap<string, string> {
  places ??= new Map([
    ...Object.entries(RULES).flatMap(([title, rules]) =>
      rules.map(({ code }) => [code, `checks.md#${anchorOf(title)}`] as const),
    ),
    ...Object.keys(POD_SECURITY_RULES).map((code) => [code, 'checks.md#pod-security-standards'] as const),
    ...Object.entries({ ...MESSAGES_BY_SUBJECT, ...RULES_BY_SUBJECT }).flatMap(([title, rules]) =>
      Object.keys(rules).map((code) => [code, `${pageOfSubject(title)}#${code}`] as const),
    ),
  ]);
  return places;
}

const DOCS = `${manifest.homepage}/blob/v${manifest.version}/docs`;

/** The address of the list of codes in this version. */
export const DOCS_OF_CODES = `${DOCS}/diagnostics.md`;

/** The address of the documentation of a code in this version; undefined for other codes. */
export function docsOfCode(code: string): string | undefined {
  const place = placesOfCodes().get(code);
  return place === undefined ? undefined : `${DOCS}/${place}`;
}
