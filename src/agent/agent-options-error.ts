import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { AgentCode } from './messages.ts';

/** Agent options that cannot be used, with every problem that was found. */
export class AgentOptionsError extends Error {
  override readonly name = 'AgentOptionsError';
  readonly problems: readonly Diagnostic<AgentCode>[];

  constructor(problems: readonly Diagnostic<AgentCode>[]) {
    super(problems.map((problem) => problem.message).join('\n'));
    this.problems = problems;
  }
}
