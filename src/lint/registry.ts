import { agentMessages } from '../translate/agent/messages.ts';
import { OPTION_MESSAGES } from '../translate/options/schema/option-messages.ts';
import { agentSideMessages } from './messages/agent.ts';
import { containerMessages } from './messages/container.ts';
import { failureMessages } from './messages/failures.ts';
import { gateMessages } from './messages/gates.ts';
import { hazardMessages } from './messages/hazards.ts';
import { nameMessages } from './messages/names.ts';
import { networkMessages } from './messages/network.ts';
import { optionMessages } from './messages/options.ts';

/** The messages of the rules, by code. A rule can report only what has a text here. */
export const LINT_MESSAGES = {
  ...gateMessages,
  ...optionMessages,
  ...nameMessages,
  ...networkMessages,
  ...containerMessages,
  ...agentSideMessages,
  ...failureMessages,
  ...hazardMessages,
};

/** Every message that linting can give, those of the checks of options and of the agent's environment included. */
export const ALL_MESSAGES = {
  ...OPTION_MESSAGES,
  'agent-variable-invalid': agentMessages['agent-variable-invalid'],
  'agent-variable-unknown': agentMessages['agent-variable-unknown'],
  'agent-variable-without-effect': agentMessages['agent-variable-without-effect'],
  ...LINT_MESSAGES,
};

export type RuleCode = keyof typeof LINT_MESSAGES;

/**
 * The codes of {@link lintWorkflow}; docs/diagnostics.md explains each.
 *
 * @useDeclaredType
 */
export type LintCode = keyof typeof ALL_MESSAGES;
