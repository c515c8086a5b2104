import type { Features } from '../../translate/release/features.ts';
import type { Release } from '../../translate/release/releases.ts';
import type { Lookups } from '../compile/lookups.ts';
import type { WorkflowFile } from '../decode/workflow-file.ts';
import type { SourceText } from '../positions/source-text.ts';
import type { CompileError, CompileInput } from '../types.ts';

/** What the linter looks at. */
export interface LintContext {
  readonly input: CompileInput;
  readonly lookups: Lookups;
  readonly release: Release;
  readonly features: Features;
  /** The file after substitution. */
  readonly workflow: WorkflowFile;
  readonly source: SourceText;
  /** What the file as written is reported for, the same for each of its runs. */
  readonly rawErrors: () => readonly CompileError[];
}
