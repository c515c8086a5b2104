import { AGENT_VARIABLE_RULES, type AgentCode } from '../translate/agent/messages.ts';
import { BACKEND_OPTION_RULES } from '../translate/options/validate-backend-options.ts';
import type { Finding } from './finding.ts';
import { AGENT_RULES } from './rules/agent.ts';
import { CONTAINER_RULES } from './rules/container.ts';
import { FAILURE_RULES } from './rules/failures.ts';
import { GATE_RULES } from './rules/gates.ts';
import { LAYER_RULES } from './rules/layers.ts';
import { NAME_RULES } from './rules/names.ts';
import { NETWORK_RULES } from './rules/network.ts';
import { NODE_SIZE_RULES } from './rules/node-size.ts';
import { OPTION_RULES } from './rules/options.ts';
import { PLATFORM_RULES } from './rules/platform.ts';
import { SECURITY_RULES } from './rules/security.ts';
import { STORAGE_RULES } from './rules/storage.ts';
import { UNDECODED_RULES } from './rules/undecoded.ts';
import { VOLUME_RULES } from './rules/volumes.ts';

/** The rules of linting by subject, with those of options and of the agent's environment. */
export const RULES_BY_SUBJECT = {
  'Options that require an agent variable': GATE_RULES,
  'Conflicting settings': LAYER_RULES,
  'Invalid options': {
    ...UNDECODED_RULES,
    ...BACKEND_OPTION_RULES,
  },
  'Resources and other options': OPTION_RULES,
  'Security context': SECURITY_RULES,
  Names: NAME_RULES,
  Volumes: VOLUME_RULES,
  'Services and network': NETWORK_RULES,
  'Commands, environment and secrets': CONTAINER_RULES,
  'Agent environment': {
    ...AGENT_VARIABLE_RULES,
    ...AGENT_RULES,
  },
  'Failures and crashes': FAILURE_RULES,
  'Conflicts between steps': { ...STORAGE_RULES, ...PLATFORM_RULES, ...NODE_SIZE_RULES },
};

/**
 * The codes of {@link lintWorkflow}; docs/diagnostics.md explains each.
 *
 * @useDeclaredType
 */
export type LintCode = KeysOf<(typeof RULES_BY_SUBJECT)[keyof typeof RULES_BY_SUBJECT]> | AgentCode;

type KeysOf<Tables> = Tables extends unknown ? keyof Tables & string : never;

/** A finding about a workflow, or about the agent that runs it. */
export interface LintDiagnostic extends Finding<LintCode> {}
