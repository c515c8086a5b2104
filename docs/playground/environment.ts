import { type AgentInput, readEnvironment } from '../../src/cli/input/read-agent.ts';
import { type CommandIo, InputError } from '../../src/cli/io.ts';
import type { Finding } from './answer.ts';
import { ENVIRONMENT } from './places.ts';

/** The environment of the agent, read as the command line reads `--agent-env`, with errors as findings. */
export function readAgentText(text: string): { read: AgentInput; errors: readonly Finding[] } {
  const nothing: AgentInput = { environment: {}, places: () => ({ subject: 'agent' }), findings: [] };
  if (text.trim() === '') return { read: nothing, errors: [] };
  try {
    const io = { readFile: () => text } as Partial<CommandIo> as CommandIo;
    return { read: readEnvironment({ agentEnv: [ENVIRONMENT], set: [] }, io), errors: [] };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const errors = error.lines.map((message) => ({
      code: 'environment-unreadable',
      severity: 'error' as const,
      message,
    }));
    return { read: nothing, errors };
  }
}

/** The variables of the backend as a dotenv file; an agent may have others, with secrets. */
export function sharedEnvironment(environment: AgentInput['environment']): string {
  return Object.entries(environment)
    .filter(([name]) => name.startsWith('WOODPECKER_BACKEND_K8S_'))
    .map(([name, value]) => `${name}=${/^[\w./:-]*$/.test(value) ? value : quoted(value)}\n`)
    .join('');
}

function quoted(value: string): string {
  return `"${value.replace(/[\\"$]/g, '\\$&')}"`;
}
