import { assumedMetadata } from '../workflow/assumed-metadata.ts';
import type { CompileInput } from '../workflow/types.ts';
import type { SnapshotOptions } from './snapshot-options.ts';

/** What the server knows. Without a clone step, of which nobody wrote anything, manifests are easier to read. */
export function serverInput(options: SnapshotOptions): CompileInput {
  const { metadata, secrets = [], registries = [], env = {}, release, clone } = options;
  return {
    metadata: assumedMetadata(options, metadata),
    secrets,
    unknown_secrets: 'placeholder',
    registries,
    env,
    options: { ...(clone ? {} : { default_clone_image: '' }), ...options.options },
    ...(release === undefined ? {} : { release }),
  };
}
