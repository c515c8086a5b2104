import { RULES } from './messages.ts';
import { CONTAINER_RULES } from './rules/container-rules.ts';
import { METADATA_RULES } from './rules/metadata-rules.ts';
import { OTHER_OBJECT_RULES } from './rules/other-object-rules.ts';
import { POD_RULES } from './rules/pod-rules.ts';
import { RESOURCE_RULES } from './rules/resource-rules.ts';
import type { RuleDefinition } from './rules/rule.ts';
import { SCHEDULING_RULES } from './rules/scheduling-rules.ts';
import { SECURITY_RULES } from './rules/security-rules.ts';

type Group = readonly [title: string, rules: Readonly<Record<string, RuleDefinition>>];

const GROUPS: readonly Group[] = [
  ['All objects', METADATA_RULES],
  ['Containers', CONTAINER_RULES],
  ['Volumes and network of a Pod', POD_RULES],
  ['Resources', RESOURCE_RULES],
  ['Scheduling', SCHEDULING_RULES],
  ['Security', SECURITY_RULES],
  ['Claims, Services and Secrets', OTHER_OBJECT_RULES],
];

/** The page of all rules, in Markdown. */
export function rulesPage(): string {
  const count = Object.keys(RULES).length;
  return `${introduction(count)}${GROUPS.map(section).join('')}`;
}

function introduction(count: number): string {
  return `# Checks of manifests

\`checkManifest(object)\` says what the API server of Kubernetes 1.35 would refuse or warn about when one of the
objects of an agent is created, with strict field validation and default feature gates. It needs no cluster, so it
knows nothing of quotas, of admission webhooks, or of whether a class, an account or a claim exists.

Each finding has a \`code\` (below, ${count} in all), a \`severity\`, a \`source\` (\`api-server\`, or \`podwright\` for
what is said beyond the server's own check), for refusals the server's \`type\`, the server's own \`field\`, and a
\`path\`, the JSON Pointer into the object. One name can break several rules at once; each gives a finding. The server
warns only about objects that it does not refuse. Findings of severity \`info\` say what was not checked.

Lengths are in bytes of UTF-8.

\`podSecurity(pod)\` gives the verdicts of the Pod Security Standards, and \`podSecurityRemedies(pod, release)\` says
for each violation whether the author of the step can mend it (with which option), the administrator (with which
variable of the agent), or nobody in that release.

This page is made from the code; \`UPDATE_DOCS=1 npx vitest run test/check\` writes it.
`;
}

function section([title, rules]: Group): string {
  const rows = Object.entries(rules).map(([code, definition]) => cellsOf(code, definition));
  return `\n## ${title}\n\n${table(['code', 'verdict', 'field', 'right would be'], rows)}`;
}

function cellsOf(code: string, { severity, source, type, field, rule }: RuleDefinition): string[] {
  const verdict = type ?? (source === 'api-server' ? 'warning' : `${severity} of podwright`);
  return [`\`${code}\``, verdict, field === '' ? 'the whole' : `\`${field}\``, rule];
}

/** Columns are padded, as the formatter of the project wants them. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) =>
    Math.max(...[heads, ...rows].map((row) => (row[column] ?? head).length)),
  );
  const line = (cells: readonly string[], fill: string) =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width, fill)).join(' | ')} |\n`;
  return [line(heads, ' '), line([], '-'), ...rows.map((row) => line(row, ' '))].join('');
}
