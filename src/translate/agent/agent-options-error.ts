import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { AgentCode } from './messages.ts';

/** Agent options that cannot be used, with every problem that was found; the message has a line for each. */
export class AgentOptionsError extends Error {
  /** Identifies the class where `instanceof` does not reach, as across realms. */
  override readonly name = 'AgentOptionsError';
  /** At least one, each an error; paths are JSON Pointers to an option, or have the full name of a variable. */
  readonly problems: readonly Diagnostic<AgentCode>[];

  /** @param problems at least one, each an error */
  constructor(problems: readonly Diagnostic<AgentCode>[]) {
    super(problems.map(({ message, help = '' }) => `${message} ${help}`.trimEnd()).join('\n'));
    this.problems = problems;
  }
}
