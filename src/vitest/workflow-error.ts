import { findingLine, type Reported } from '../diagnostics/format/reported.ts';

/** Thrown for workflow files without a manifest to pin, with every reason. */
export class WorkflowError extends Error {
  /** Identifies the class where `instanceof` does not reach, as across realms. */
  override readonly name = 'WorkflowError';
  /** At least one; without values of secrets. The message has a line for each. */
  readonly problems: readonly Reported[];

  /** @param problems at least one */
  constructor(problems: readonly Reported[]) {
    super([...new Set(problems.map(findingLine))].join('\n'));
    this.problems = problems;
  }
}
