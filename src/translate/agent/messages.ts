import { message } from '../../diagnostics/diagnostic.ts';

/** What can be wrong with the options of an agent. */
export const agentMessages = {
  'release-unknown': message<{ value: string; known: string }>(
    'error',
    ({ value, known }) => `The release ${value} is not known; known are ${known}.`,
  ),
  'agent-variable-invalid': message<{ variable: string; value: string; reason: string }>(
    'error',
    ({ variable, value, reason }) => `The agent does not start with ${variable}=${value}: ${reason}.`,
  ),
  'agent-variable-unknown': message<{ variable: string; nearest: string }>(
    'warning',
    ({ variable, nearest }) =>
      `No release knows the variable ${variable}, so it has no effect${nearest ? `; did you mean ${nearest}?` : '.'}`,
  ),
  'agent-variable-without-effect': message<{ variable: string; release: string; since: string }>(
    'warning',
    ({ variable, release, since }) =>
      `The agent of ${release} does not know ${variable}, so it has no effect; it came with ${since}.`,
  ),
  'agent-option-invalid': message<{ option: string; value: string; expected: string }>(
    'error',
    ({ option, value, expected }) => `The agent option ${option} is ${value}, but takes ${expected}.`,
  ),
  'agent-option-without-effect': message<{ option: string; release: string; since: string }>(
    'warning',
    ({ option, release, since }) =>
      `The agent of ${release} does not know the option ${option}, so it has no effect; it came with ${since}.`,
  ),
  'agent-option-unknown': message<{ option: string; nearest: string }>(
    'error',
    ({ option, nearest }) =>
      `There is no agent option ${option}${nearest ? `; did you mean ${nearest}?` : '.'}`,
  ),
};

/**
 * The codes of problems with agent options and variables; docs/diagnostics.md explains each.
 *
 * @useDeclaredType
 */
export type AgentCode = keyof typeof agentMessages;
