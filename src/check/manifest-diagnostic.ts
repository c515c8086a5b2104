import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { RefusalType } from './rule.ts';
import type { ManifestCode } from './rules/all-rules.ts';

/** Who says it: the API server, or podwright beyond the server's own check. */
export type ManifestSource = 'api-server' | 'podwright';

/** One finding about a manifest. `path` is the JSON Pointer into the object. */
export interface ManifestDiagnostic extends Diagnostic<ManifestCode> {
  /** Who says it. */
  readonly source: ManifestSource;
  /** The server's class of the refusal; warnings have none. */
  readonly type?: RefusalType;
  /** The server's own path, such as `spec.containers[0].resources.limits[cpu]`. */
  readonly field: string;
}
