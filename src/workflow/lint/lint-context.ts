import type { YamlNode } from '../../base/yaml/yaml.ts';
import type { Features } from '../../translate/release/features.ts';
import type { Release } from '../../translate/release/releases.ts';
import type { WorkflowFile } from '../decode/workflow-file.ts';
import type { SourceText } from '../positions/source-text.ts';
import type { CompileInput } from '../types.ts';

/** What the linter looks at. */
export interface LintContext {
  readonly input: CompileInput;
  readonly release: Release;
  readonly features: Features;
  readonly workflowName: string;
  /** The file after substitution. */
  readonly workflow: WorkflowFile;
  readonly source: SourceText;
  /** The file as written, which the schema, deprecations and habits are checked on. */
  readonly rawRoot: YamlNode;
  readonly rawSource: SourceText;
}
