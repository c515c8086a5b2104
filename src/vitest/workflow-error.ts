import { findingLine } from '../diagnostics/format/finding-line.ts';
import type { Reported } from '../diagnostics/format/reported.ts';

/** Workflow files of which there is nothing worth pinning, with every reason. */
export class WorkflowError extends Error {
  override readonly name = 'WorkflowError';
  readonly problems: readonly Reported[];

  constructor(problems: readonly Reported[]) {
    super([...new Set(problems.map(findingLine))].join('\n'));
    this.problems = problems;
  }
}
