import { NOTHING } from '../../base/json/json.ts';
import type { Step } from '../../translate/model/step.ts';
import { objectOf, withoutEmpty } from '../collections.ts';
import type { StepEntry } from '../decode/workflow-file.ts';
import { isPlugin } from '../run/step-kind.ts';
import { stepStatus } from '../when/status.ts';
import { backendOptions } from './backend-options.ts';
import { trustedCloneImages } from './clone/clone-images.ts';
import { type Compilation, derivedId } from './compilation.ts';
import { imageMatcher } from './image-match.ts';
import { registryCredentials } from './lookups.ts';
import { compileExtraHosts, compilePorts } from './ports.ts';
import { stepEnvironment } from './step-environment.ts';
import { stepWorkspace, workingDirectory } from './workspace.ts';

/** What part a step has: a clone step (written or the default one), a service, or a usual step. */
export type StepRole = 'default-clone' | 'clone' | 'service' | 'step';

/** Compiles one step. `position` tells it from the other steps of the workflow, for its id. */
export function compileStep(
  entry: StepEntry,
  role: StepRole,
  position: number,
  compilation: Compilation,
): Step {
  const { input, features, labels, lookups } = compilation;
  // The default clone step has the credentials in its environment, and is no plugin with them.
  const plugin = isPlugin(entry) && !(role === 'default-clone' && hasNetrc(compilation));
  const workspace = stepWorkspace(plugin, compilation);
  const { environment, secretMapping } = stepEnvironment(entry, workspace.path, compilation);
  if (getsNetrc(entry, role, compilation)) addNetrc(environment, compilation);
  const status = stepStatus(entry.when, compilation.when);
  if (status.problem !== undefined) compilation.problems.push(status.problem);
  const detach = role === 'service' || entry.detach;
  return {
    ...withoutEmpty({
      org_id: features.compiledOrganization ? (input.metadata?.repo?.org_id ?? 0) : 0,
      image: entry.image,
      pull: entry.pull,
      detach,
      privileged: entry.privileged || (plugin && lookups.isPrivilegedPlugin(entry.image)),
      working_dir: workingDirectory(entry, workspace),
      workspace_base: workspace.base,
      entrypoint: entry.entrypoint,
      commands: entry.commands,
      dns: entry.dns,
      dns_search: entry.dnsSearch,
      tmpfs: entry.tmpfs,
      devices: entry.devices,
      network_mode: entry.networkMode,
      extra_hosts: compileExtraHosts(entry, compilation),
      volumes: volumesOf(entry, workspace.base, compilation),
      networks: networksOf(entry, compilation),
      on_success: status.onSuccess,
      on_failure: status.onFailure,
      failure: failureOf(entry, detach, compilation),
      ports: compilePorts(entry, compilation),
      backend_options: backendOptions(entry, compilation),
      workflow_labels: features.serverWorkflowLabels ? labels : undefined,
      secret_mapping:
        features.compiledSecretMapping && secretMapping.size > 0 ? objectOf(secretMapping) : undefined,
    }),
    name: entry.name,
    image: entry.image,
    uuid: derivedId('step', compilation.id, position),
    type: typeOf(role, plugin),
    environment: objectOf(environment),
    auth_config: registryCredentials(entry.image, lookups.registries),
  };
}

function typeOf(role: StepRole, plugin: boolean): string {
  if (role === 'service') return 'service';
  if (role === 'step') return plugin ? 'plugin' : 'commands';
  return 'clone';
}

function failureOf({ failure }: StepEntry, detach: boolean, { input, features }: Compilation): string {
  const ignored = features.serviceFailureIgnored && (input.options?.force_ignore_service_failure ?? true);
  return detach && ignored ? 'ignore' : failure || 'fail';
}

function volumesOf(entry: StepEntry, base: string, { input, prefix }: Compilation): string[] {
  const workspace = input.options?.local === true ? [] : [`${prefix}_default:${base}`];
  return [...workspace, ...(input.options?.volumes ?? []), ...entry.volumes];
}

function networksOf(entry: StepEntry, { input, prefix }: Compilation): Step['networks'] {
  const shared = (input.options?.networks ?? []).map((name) => ({ name, aliases: null }));
  return [{ name: `${prefix}_default`, aliases: [entry.name] }, ...shared];
}

function hasNetrc({ input }: Compilation): boolean {
  return input.options?.netrc !== undefined;
}

/** Who gets the credentials for cloning: clone steps, and steps that run nothing but a trusted clone plugin. */
function getsNetrc(entry: StepEntry, role: StepRole, compilation: Compilation): boolean {
  const { input, release } = compilation;
  if (!hasNetrc(compilation) || role === 'service') return false;
  const trusted = (input.options?.trusted ?? input.metadata?.repo?.trusted)?.security === true;
  if (role === 'default-clone' || trusted) return true;
  return isPlugin(entry) && imageMatcher(trustedCloneImages(input, release))(entry.image);
}

function addNetrc(environment: Map<string, string>, { input }: Compilation): void {
  const { machine = '', login = '', password = '' } = input.options?.netrc ?? NOTHING;
  environment.set('CI_NETRC_USERNAME', login);
  environment.set('CI_NETRC_PASSWORD', password);
  environment.set('CI_NETRC_MACHINE', machine);
}
