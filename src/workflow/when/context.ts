import type { Features } from '../../translate/release/features.ts';
import type { Variables } from '../environment/server-variables.ts';
import type { PipelineMetadata } from '../metadata/metadata.ts';
import type { Axis } from '../run/matrix.ts';
import type { ChangedFiles } from './changed-files.ts';

/** The subject of conditions. */
export interface WhenContext {
  readonly metadata: PipelineMetadata;
  readonly changedFiles: ChangedFiles;
  readonly features: Features;
  /** The variables of `evaluate`. */
  readonly variables: Variables;
  /** Undefined for the `when` of a workflow, in which `matrix` has no effect. */
  readonly axis: Axis | undefined;
}
