import { NOTHING } from '../../base/json/json.ts';
import type { Features } from '../../translate/release/features.ts';
import { objectOf } from '../collections.ts';
import type { WorkflowFile } from '../decode/workflow-file.ts';
import type { CompileInput } from '../types.ts';

const RESERVED = 'woodpecker-ci.org';

/**
 * Labels of a workflow: its own or else the server's default ones. From 3.5 on, those that start with the
 * server's prefix are replaced by what the server knows.
 */
export function workflowLabels(
  workflow: WorkflowFile,
  input: CompileInput,
  features: Features,
): Record<string, string> {
  const defaults = Object.entries(input.options?.default_labels ?? {});
  const labels = workflow.labels.size > 0 ? [...workflow.labels] : defaults;
  if (!features.serverWorkflowLabels) return objectOf(labels);
  return objectOf([
    ...labels.filter(([name]) => !name.startsWith(RESERVED)),
    ...serverLabels(input, features).map(([name, value]) => [`${RESERVED}/${name}`, value] as const),
  ]);
}

function serverLabels({ metadata }: CompileInput, features: Features): [string, string][] {
  const { repo, forge, curr } = metadata ?? NOTHING;
  const labels: [string, string][] = [
    ['forge-id', forge?.type ?? ''],
    ['repo-forge-id', repo?.remote_id ?? ''],
    ['repo-id', String(repo?.id ?? 0)],
    ['repo-name', repo?.name ?? ''],
    ['repo-full-name', `${repo?.owner ?? ''}/${repo?.name ?? ''}`],
    ['branch', repo?.default_branch ?? ''],
    ['org-id', String(repo?.org_id ?? 0)],
  ];
  if (!features.eventWorkflowLabels) return labels;
  return [...labels, ['commit-branch', curr?.commit?.branch ?? ''], ['event', curr?.event ?? '']];
}
