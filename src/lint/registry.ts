import { agentMessages } from '../translate/agent/messages.ts';
import { OPTION_MESSAGES } from '../translate/options/schema/option-messages.ts';
import { gateMessages } from './messages/gates.ts';
import { nameMessages } from './messages/names.ts';
import { optionMessages } from './messages/options.ts';
import { AGENT_RULES } from './rules/agent.ts';
import { CONTAINER_RULES } from './rules/container.ts';
import { FAILURE_RULES } from './rules/failures.ts';
import { HAZARD_RULES } from './rules/hazards.ts';
import { NETWORK_RULES } from './rules/network.ts';

/** The messages of the rules, by code. A rule can report only what has a text here. */
export const LINT_MESSAGES = {
  ...gateMessages,
  ...optionMessages,
  ...nameMessages,
  ...NETWORK_RULES,
  ...CONTAINER_RULES,
  ...AGENT_RULES,
  ...FAILURE_RULES,
  ...HAZARD_RULES,
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
