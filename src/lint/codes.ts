import manifest from '../../package.json' with { type: 'json' };
import { RULES } from '../check/rules/all-rules.ts';
import type { RuleTable } from '../diagnostics/diagnostic.ts';
import { SUPPRESSION_RULES } from '../diagnostics/suppressions.ts';
import { describeMessage, type Templates } from '../diagnostics/template.ts';
import { AGENT_OPTION_RULES, AGENT_VARIABLE_RULES, type AgentCode } from '../translate/agent/messages.ts';
import { BACKEND_OPTION_RULES } from '../translate/options/validate-backend-options.ts';
import { WORKFLOW_MESSAGES } from '../workflow/errors.ts';
import { LEFT_OUT_RULES, NOTICE_MESSAGES } from '../workflow/messages/notices.ts';
import type { Finding } from './finding.ts';
import { POD_SECURITY_RULES } from './object-findings.ts';
import { AGENT_RULES } from './rules/agent.ts';
import { CONTAINER_RULES } from './rules/container.ts';
import { FAILURE_RULES } from './rules/failures.ts';
import { GATE_RULES } from './rules/gates.ts';
import { LAYER_RULES } from './rules/layers.ts';
import { NAME_RULES } from './rules/names.ts';
import { NETWORK_RULES } from './rules/network.ts';
import { NODE_SIZE_RULES } from './rules/node-size.ts';
import { OPTION_RULES } from './rules/options.ts';
import { PLATFORM_RULES } from './rules/platform.ts';
import { SECURITY_RULES } from './rules/security.ts';
import { STORAGE_RULES } from './rules/storage.ts';
import { UNDECODED_RULES } from './rules/undecoded.ts';
import { VOLUME_RULES } from './rules/volumes.ts';
import { INPUT_MESSAGES, PLAN_MESSAGES } from './texts.ts';

/** The rules of linting by subject, with those of options and of the agent's environment. */
export const RULES_BY_SUBJECT = {
  'Options that require an agent variable': GATE_RULES,
  'Conflicting settings': LAYER_RULES,
  'Invalid options': {
    ...UNDECODED_RULES,
    ...BACKEND_OPTION_RULES,
  },
  'Resources and other options': OPTION_RULES,
  'Security context': SECURITY_RULES,
  Names: NAME_RULES,
  Volumes: VOLUME_RULES,
  'Services and network': NETWORK_RULES,
  'Commands, environment and secrets': CONTAINER_RULES,
  'Agent environment': {
    ...AGENT_VARIABLE_RULES,
    ...AGENT_RULES,
  },
  'Failures and crashes': FAILURE_RULES,
  'Conflicts between steps': { ...STORAGE_RULES, ...PLATFORM_RULES, ...NODE_SIZE_RULES },
};

/**
 * The codes of {@link lintWorkflow}; docs/diagnostics.md explains each.
 *
 * @useDeclaredType
 */
export type LintCode = KeysOf<(typeof RULES_BY_SUBJECT)[keyof typeof RULES_BY_SUBJECT]> | AgentCode;

type KeysOf<Tables> = Tables extends unknown ? keyof Tables & string : never;

/** A finding about a workflow, or about the agent that runs it. */
export interface LintDiagnostic extends Finding<LintCode> {}

type Table = Readonly<Record<string, Templates>>;

/** Rules besides {@link RULES_BY_SUBJECT}, by the title of their page. */
export const MESSAGES_BY_SUBJECT: Readonly<Record<string, RuleTable>> = {
  Server: { ...WORKFLOW_MESSAGES, ...NOTICE_MESSAGES },
  'Workflows and steps that do not run': LEFT_OUT_RULES,
  'Files, options and comments': { ...INPUT_MESSAGES, ...AGENT_OPTION_RULES, ...SUPPRESSION_RULES },
  'Failures of a plan': PLAN_MESSAGES,
};

let tables: readonly Table[] | undefined;

/** The tables whose codes linting can report. */
function reportedTables(): readonly Table[] {
  tables ??= [
    ...Object.values(RULES_BY_SUBJECT),
    POD_SECURITY_RULES,
    WORKFLOW_MESSAGES,
    NOTICE_MESSAGES,
    LEFT_OUT_RULES,
    SUPPRESSION_RULES,
    INPUT_MESSAGES,
    ...Object.values(RULES).map(byCode),
  ];
  return tables;
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
