import { findingLine, type Reported } from '../diagnostics/format/reported.ts';

/** Workflow files of which there is nothing worth pinning, with every reason. */
export class WorkflowError extends Error {
  /** Tells the class apart where `instanceof` does not reach, as across realms. */
  override readonly name = 'WorkflowError';
  /** At least one; without values of secrets. The message has a line for each. */
  readonly problems: readonly Reported[];

  /** @param problems at least one */
  constructor(problems: readonly Reported[]) {
    super([...new Set(problems.map(findingLine))].join('\n'));
    this.problems = problems;
  }
}
