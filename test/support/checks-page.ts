import { KINDS, parseFieldType, TYPES, type TypeName } from '../../src/check/api-types.ts';
import {
  type Checks,
  NEWEST_KUBERNETES,
  OLDEST_KUBERNETES,
  versionsOf,
} from '../../src/check/kubernetes-versions.ts';
import { POD_SECURITY_CHECKS } from '../../src/check/pod-security/pod-security.ts';
import { verdictOf } from '../../src/check/report.ts';
import type { ManifestRule } from '../../src/check/rule.ts';
import { RULES } from '../../src/check/rules/all-rules.ts';
import { describeText } from '../../src/diagnostics/template.ts';

/** Returns the page of all rules, in Markdown. */
export function rulesPage(): string {
  const codes = new Set(Object.values(RULES).flatMap((rules) => rules.map(({ code }) => code)));
  const sections = Object.entries(RULES).map(([title, rules]) => section(title, rules));
  return `${introduction(codes.size)}${sections.join('')}${podSecuritySection()}`;
}

function introduction(count: number): string {
  return `# Checks of manifests

This page lists what \`checkManifest\`, \`podSecurity\`, \`podwright lint\` and \`podwright render --check\` report about
the objects of an agent, for users and for those who embed the library.

\`\`\`ts
checkManifest(pod, { kubernetes: '1.31' }); // what the API server of Kubernetes 1.31 would reject or warn about
podSecurity(pod, { kubernetes: '1.31' }).restricted; // { allowed: false, violations: [ 'runAsNonRoot != true', ... ] }
\`\`\`

Both know Kubernetes ${OLDEST_KUBERNETES} to ${NEWEST_KUBERNETES}; the default is ${NEWEST_KUBERNETES}. They assume strict field validation and the default feature
gates. They need no cluster, so they know nothing of quotas, of admission webhooks, or of whether a class, an account
or a claim exists.

Each finding has a \`code\` (${count} in all), a \`severity\`, a \`source\` (\`api-server\`, or \`podwright\` for findings beyond
the server's own check), a \`type\` for rejections, the \`field\` as the server names it, and a \`path\`, the JSON Pointer into
the object. One name can break several rules; each gives a finding. The server warns only about objects that it does
not reject. Findings of severity \`info\` report unchecked parts.

\`podSecurity\` allows a Pod only if it has read all of it. Otherwise its result has \`notChecked\`, the places that this
version of Kubernetes cannot decode or does not know. \`podSecurityRemedies(pod, release)\` returns for each violation who
can fix it: the author of the step, the administrator of the agent, or nobody in that release.

Lengths are in bytes of UTF-8.
`;
}

function section(title: string, rules: readonly ManifestRule[]): string {
  const rows = rules.map((rule) => [
    `\`${rule.code}\``,
    verdictText(rule),
    versionsText(rule),
    fieldText(rule),
    describeText(rule.help),
  ]);
  return `\n## ${title}\n\n${table(['code', 'verdict', 'Kubernetes', 'field', 'help'], rows)}`;
}

function podSecuritySection(): string {
  const rows = POD_SECURITY_CHECKS.map((check) => [
    [check.violation]
      .flat()
      .map((text) => `\`${text}\``)
      .join(', '),
    check.level,
    versionsText(check),
  ]);
  return `\n## Pod Security Standards\n\n${table(['violation', 'level', 'Kubernetes'], rows)}`;
}

function verdictText({ verdict }: ManifestRule): string {
  const { source, severity } = verdictOf(verdict);
  if (source === 'podwright') return `${severity} (podwright)`;
  return severity === 'error' ? verdict : severity;
}

/** The versions of a rule; several if its check changed. */
function versionsText(rule: Checks<unknown>): string {
  const texts = versionsOf(rule).map(({ since = OLDEST_KUBERNETES, through = NEWEST_KUBERNETES }) => {
    if (since === OLDEST_KUBERNETES && through === NEWEST_KUBERNETES) return 'all';
    if (through === NEWEST_KUBERNETES) return `since ${since}`;
    return since === OLDEST_KUBERNETES
      ? `through ${through}`
      : since === through
        ? since
        : `${since} to ${through}`;
  });
  return texts.length === 0 ? 'all' : texts.join(', changed ');
}

function fieldText({ types, field }: ManifestRule): string {
  if (types === undefined) return field === '' ? 'any' : `\`${field}\``;
  const place = placeOf(types[0] as TypeName);
  const whole = place === '' || field === '' || field.startsWith('[') ? place + field : `${place}.${field}`;
  if (whole === '') return 'the whole';
  const letters = [...'ijkl'];
  return `\`${whole.replaceAll('[]', () => `[${letters.shift()}]`)}\``;
}

/** The first place of a type in the objects, as the server writes it. */
function placeOf(type: TypeName): string {
  const seen = new Set<TypeName>(KINDS);
  let places = [...KINDS].map((kind): readonly [TypeName, string] => [kind, '']);
  while (places.length > 0) {
    const found = places.find(([name]) => name === type);
    if (found !== undefined) return found[1];
    places = places.flatMap(([name, place]) =>
      Object.entries(TYPES[name]).flatMap(([key, written]): (readonly [TypeName, string])[] => {
        const { type: inner, container, isChecked } = parseFieldType(written);
        if (!isChecked || !(inner in TYPES) || seen.has(inner as TypeName)) return [];
        seen.add(inner as TypeName);
        const field = place === '' ? key : `${place}.${key}`;
        return [[inner as TypeName, container === '[]' ? `${field}[]` : field]];
      }),
    );
  }
  return '';
}

/** Columns are padded for the formatter of the project. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) =>
    Math.max(...[heads, ...rows].map((row) => (row[column] ?? head).length)),
  );
  const line = (cells: readonly string[], fill: string) =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width, fill)).join(' | ')} |\n`;
  return [line(heads, ' '), line([], '-'), ...rows.map((row) => line(row, ' '))].join('');
}
