import type { Reported } from '../diagnostics/format/reported.ts';
import { assumedMetadata } from '../workflow/metadata/assumed-metadata.ts';
import { eventFault, platformFault, repositoryFault } from '../workflow/metadata/check-choices.ts';
import type { CompileInput } from '../workflow/types.ts';
import type { SnapshotOptions } from './snapshot-options.ts';
import { WorkflowError } from './workflow-files.ts';

/**
 * What the server knows. Without the default clone step, manifests are easier to read. Throws
 * {@link WorkflowError} for options that would mean nothing.
 */
export function serverInput(options: SnapshotOptions): CompileInput {
  checkOptions(options);
  const { metadata, secrets = [], registries = [], env = {}, additional_env = {}, release, clone } = options;
  return {
    metadata: assumedMetadata(options, metadata, release),
    secrets,
    unknown_secrets: 'placeholder',
    registries,
    env,
    additional_env,
    options: { ...(clone ? {} : { default_clone_image: '' }), ...options.options },
    ...(release === undefined ? {} : { release }),
  };
}

function checkOptions({ event, repo, platform }: SnapshotOptions): void {
  const faults = {
    event: event === undefined ? undefined : eventFault(event),
    repo: repo === undefined ? undefined : repositoryFault(repo),
    platform: platform === undefined ? undefined : platformFault(platform),
  };
  const problems = Object.entries(faults).flatMap(([option, fault]): Reported[] => {
    if (fault === undefined) return [];
    const message = `The option ${option} ${fault}`;
    return [{ code: 'option-invalid', severity: 'error', message, subject: 'options' }];
  });
  if (problems.length > 0) throw new WorkflowError(problems);
}
