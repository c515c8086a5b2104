import { AGENT_VARIABLES, VARIABLE_OPTIONS, variableName } from '../../src/translate/agent/agent-options.ts';
import { GATES, type GatedOption } from '../../src/translate/provenance/gates.ts';
import { RUN_FEATURE_RELEASES } from '../../src/translate/release/agent-features.ts';
import {
  FEATURES,
  type FeatureDefinition,
  type FeatureName,
  SERVER_FEATURE_RELEASES,
} from '../../src/translate/release/features.ts';
import { RELEASES, type Release } from '../../src/translate/release/releases.ts';
import { changesOf } from './feature-changes.ts';

const INTRODUCTION = `# Releases

This page lists what each release of Woodpecker changes in the objects of an agent and in the reading of workflows, for
administrators who plan an upgrade. To see the effect on your own workflow, compare two releases:

\`\`\`sh
podwright diff .woodpecker --from 3.12 --to 3.17
\`\`\`

Behavior that is not listed is the same since 3.0. \`next\` is the development head after the last release. Patch releases
behave like their minor release. The folders in \`fixtures/releases/\` show the manifests before and after each change.
`;

const STARTS_WITH = `## 3.0

Behavior of the first release that a later release removed:
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
  /** `added`, `removed`, or the release that removes it. */
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
      changes.filter(({ name }) => !(name in SERVER_FEATURE_RELEASES) && !(name in RUN_FEATURE_RELEASES)),
    ),
    table(
      'Environment of steps',
      changes.filter(({ name }) => name in RUN_FEATURE_RELEASES),
    ),
    table(
      'Workflow files',
      changes.filter(({ name }) => name in SERVER_FEATURE_RELEASES),
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
      .map(([before]) => ({ word: before === definition(name).until ? 'removed' : 'added', name })),
  );
}

function table(area: string, changes: readonly Change[]): string {
  if (changes.length === 0) return '';
  const rows = [
    [area, 'Feature', 'Behavior', 'Option or variable'],
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
