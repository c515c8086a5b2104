import { objectOf } from '../../base/collections.ts';
import { followed, type ScalarNode } from '../../base/yaml/yaml.ts';
import type { FeatureName, Features } from '../../translate/release/features.ts';
import type { WorkflowFile } from '../decode/workflow.ts';
import { metadataField } from '../metadata/metadata-field.ts';
import { type RunNotes, writtenEntries } from '../positions/compile-notes.ts';
import type { CompileInput } from '../types.ts';

/** How the labels begin that only the server sets. */
const RESERVED = 'woodpecker-ci.org';

/** The labels that the server sets: the fields that each is made of, and the feature that brings it. */
const SERVER_LABELS: readonly (readonly [name: string, from: readonly string[], feature?: FeatureName])[] = [
  ['forge-id', ['forge.type']],
  ['repo-forge-id', ['repo.remote_id']],
  ['repo-id', ['repo.id']],
  ['repo-name', ['repo.name']],
  ['repo-full-name', ['repo.owner', 'repo.name']],
  ['branch', ['repo.default_branch']],
  ['org-id', ['repo.org_id']],
  ['commit-branch', ['curr.commit.branch'], 'eventWorkflowLabels'],
  ['event', ['curr.event'], 'eventWorkflowLabels'],
];

/**
 * Labels of a workflow: its own, otherwise the server's default ones. Since 3.5, those that start with the
 * server's prefix are replaced by those of the server.
 */
export function compiledLabels(
  workflow: WorkflowFile,
  { options, metadata = {} }: CompileInput,
  features: Features,
  notes: RunNotes | undefined,
): Record<string, string> {
  const isOwn = workflow.labels.size > 0;
  const labels = isOwn ? [...workflow.labels] : Object.entries(options?.default_labels ?? {});
  if (notes !== undefined) {
    for (const [name, noted] of writtenEntries(workflow, 'labels', notes)) notes.labels.set(name, noted);
    if (!isOwn)
      for (const [name] of labels) notes.labels.set(name, { server: `options.default_labels.${name}` });
  }
  if (!features.serverWorkflowLabels) return objectOf(labels);
  const made = SERVER_LABELS.flatMap(([name, from, feature]) => {
    if (feature !== undefined && !features[feature]) return [];
    const label = `${RESERVED}/${name}`;
    notes?.labels.set(label, { server: from.join(', ') });
    return [[label, from.map((field) => metadataField(field)?.(metadata)).join('/')] as const];
  });
  return objectOf([...labels.filter(([name]) => !name.startsWith(RESERVED)), ...made]);
}

/** The keys of labels that the server removes. */
export function reservedLabels({ fields }: WorkflowFile, { serverWorkflowLabels }: Features): ScalarNode[] {
  const labels = followed(fields.get('labels')?.value);
  if (!serverWorkflowLabels || labels?.kind !== 'map') return [];
  return labels.entries.flatMap(({ key }) =>
    key.kind === 'scalar' && key.text.startsWith(RESERVED) ? [key] : [],
  );
}
