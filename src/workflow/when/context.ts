import type { Features } from '../../release/features.ts';
import type { Variables } from '../environment/variables.ts';
import type { Axis } from '../matrix.ts';
import type { PipelineMetadata } from '../metadata.ts';

/** What conditions are tested on. */
export interface WhenContext {
  readonly metadata: PipelineMetadata;
  readonly features: Features;
  /** What `evaluate` sees. */
  readonly variables: Variables;
  /** Undefined for the `when` of a workflow, where `matrix` does not count. */
  readonly axis: Axis | undefined;
}
