import { fold } from '../../base/encoding/case-mapping.ts';
import { broughtBy, type VariableOption, variableName } from '../agent/agent-options.ts';
import { agentFeaturesOf } from '../release/agent-features.ts';
import type { Release } from '../release/releases.ts';

/** The replacement for a key of Kubernetes that is not an option: a key of the step, an agent variable, or nothing. */
export interface Counterpart {
  readonly stepKey?: string;
  readonly variable?: string;
  /** The key with the options. */
  readonly wrapper?: string;
  /** Text after "no such option"; empty for none at all. */
  readonly without?: string;
}

export const NO_COUNTERPART = {
  stepKey: undefined,
  variable: undefined,
  wrapper: undefined,
  without: undefined,
} as const;

const STEP_KEYS: Readonly<Record<string, string>> = {
  env: 'environment',
  environment: 'environment',
  image: 'image',
  imagepullpolicy: 'pull',
  pull: 'pull',
  command: 'entrypoint',
  entrypoint: 'entrypoint',
  commands: 'commands',
  args: 'commands',
  workingdir: 'directory',
  ports: 'ports',
  volumes: 'volumes',
  volumemounts: 'volumes',
  hostaliases: 'extra_hosts',
  dnsconfig: 'dns',
};

const AGENT_OPTIONS: Readonly<Record<string, VariableOption>> = {
  imagepullsecrets: 'pullSecretNames',
  priorityclassname: 'priorityClass',
  priorityclass: 'priorityClass',
  namespace: 'namespace',
  storageclass: 'storageClass',
  storageclassname: 'storageClass',
  terminationgraceperiodseconds: 'stopTimeout',
};

const WITHOUT = ['podspec', 'podtemplate', 'spec', 'template', 'metadata', 'containers', 'initcontainers'];

/** Returns the replacement for an unknown key at a release, if people look for something else in the options. */
export function counterpartOf(key: string, release: Release): Counterpart | undefined {
  const folded = fold(key);
  if (Object.hasOwn(STEP_KEYS, folded)) return { stepKey: STEP_KEYS[folded] ?? '' };
  if (folded === 'kubernetes' || folded === 'backend_options') return { wrapper: key };
  if (WITHOUT.includes(folded)) return { without: '' };
  const option = Object.hasOwn(AGENT_OPTIONS, folded) ? AGENT_OPTIONS[folded] : undefined;
  if (option === undefined) return undefined;
  const since = broughtBy(option, agentFeaturesOf(release));
  return since === undefined ? { variable: variableName(option) } : { without: ` before ${since}` };
}
