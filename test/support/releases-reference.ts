import { AGENT_VARIABLES, VARIABLE_OPTIONS, variableName } from '../../src/translate/agent/variables.ts';
import { GATES, type GatedOption } from '../../src/translate/provenance/gates.ts';
import {
  FEATURES,
  type FeatureDefinition,
  type FeatureName,
  RUN_FEATURES,
  SERVER_FEATURES,
} from '../../src/translate/release/features.ts';
import { RELEASES, type Release } from '../../src/translate/release/releases.ts';
import { changesOf } from './feature-changes.ts';

const INTRODUCTION = `# Releases

What changed between the releases of Woodpecker, as far as it changes what is translated. Everything else holds since
3.0. \`next\` is the development head after the last release. Patch releases translate as their minor release does.

This page is made from \`src/translate/release/features.ts\`; \`UPDATE_DOCS=1 npx vitest run test/release\` writes it anew. The
folders in \`fixtures/releases/\` show each change of objects by the manifests before and after it.
`;

const STARTS_WITH = `## 3.0

What holds in the first release and has gone since:
`;

/** The options of a step that a feature brought, or that it is about. */
export const OPTIONS_OF: Partial<Readonly<Record<FeatureName, string>>> = {
  fsGroupChangePolicy: 'securityContext.fsGroupChangePolicy',
  affinity: 'affinity',
  capabilitiesDrop: 'securityContext.capabilities.drop',
  allowPrivilegeEscalation: 'securityContext.allowPrivilegeEscalation',
  workspaceVolumeOption: 'workspaceVolume',
  hostUsers: 'hostUsers',
};

/** The releases and what changed in them, in Markdown. */
export function releasesReference(): string {
  return [INTRODUCTION, ...RELEASES.map(section)].join('\n');
}

interface Change {
  /** `came`, `went`, or until when it holds. */
  readonly word: string;
  readonly name: FeatureName;
}

function section(release: Release): string {
  const heading = release === RELEASES[0] ? STARTS_WITH : `## ${release}\n`;
  const changes = release === RELEASES[0] ? originalBehaviour() : changesIn(release);
  if (changes.length === 0) return `${heading}\nNothing changed.\n`;
  const tables = [
    table(
      'Objects',
      changes.filter(({ name }) => !(name in SERVER_FEATURES) && !(name in RUN_FEATURES)),
    ),
    table(
      'Environment of steps',
      changes.filter(({ name }) => name in RUN_FEATURES),
    ),
    table(
      'Workflow files',
      changes.filter(({ name }) => name in SERVER_FEATURES),
    ),
  ];
  return [heading, ...tables.filter((text) => text !== '')].join('\n');
}

function originalBehaviour(): Change[] {
  return featureNames()
    .filter((name) => definition(name).since === RELEASES[0])
    .map((name) => ({ word: `until ${definition(name).until}`, name }));
}

function changesIn(release: Release): Change[] {
  return featureNames().flatMap((name) =>
    changesOf(definition(name))
      .filter(([, after]) => after === release)
      .map(([before]) => ({ word: before === definition(name).until ? 'went' : 'came', name })),
  );
}

function table(area: string, changes: readonly Change[]): string {
  if (changes.length === 0) return '';
  const rows = [
    [area, 'Feature', 'What it is', 'Option or variable'],
    ...changes.map(({ word, name }) => [word, `\`${name}\``, definition(name).summary, settings(name)]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const [heading = '', ...lines] = rows.map((row) =>
    line(row.map((cell, column) => cell.padEnd(widths[column] ?? 0))),
  );
  return [heading, line(widths.map((width) => '-'.repeat(width))), ...lines, ''].join('\n');
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** The options and variables of a feature: those that it brought, and those that its gate is about. */
function settings(name: FeatureName): string {
  const gated = (Object.keys(GATES) as GatedOption[]).filter((option) => GATES[option].feature === name);
  const variables = VARIABLE_OPTIONS.filter((option) => AGENT_VARIABLES[option].feature === name);
  return [OPTIONS_OF[name] ?? [], gated, variables.map(variableName)]
    .flat()
    .map((setting) => `\`${setting}\``)
    .join(', ');
}

function featureNames(): FeatureName[] {
  return Object.keys(FEATURES) as FeatureName[];
}

function definition(name: FeatureName): FeatureDefinition {
  return FEATURES[name];
}
