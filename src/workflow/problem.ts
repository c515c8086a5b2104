import type { Place } from '../base/yaml/yaml.ts';
import type { DiagnosticArgs } from '../diagnostics/diagnostic.ts';
import type { WorkflowCode } from './messages.ts';

/** Something wrong with a workflow file, before it is known what the server makes of it. */
export interface Problem {
  readonly code: WorkflowCode;
  readonly args: DiagnosticArgs;
  readonly place?: Place | undefined;
}
