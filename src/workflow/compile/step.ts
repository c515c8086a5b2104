import { NOTHING } from '../../base/json/json.ts';
import type { Step } from '../../translate/model/compiled-workflow.ts';
import { objectOf, withoutEmpty } from '../collections.ts';
import { isPlugin, type StepEntry } from '../decode/step.ts';
import { StepNotes } from '../positions/origins.ts';
import { stepStatus } from '../when/status.ts';
import { compileBackendOptions } from './backend-options.ts';
import { type Compilation, derivedId } from './compilation.ts';
import { registryCredentials } from './lookups.ts';
import { compileExtraHosts, compilePorts } from './ports.ts';
import { stepEnvironment } from './step-environment.ts';
import { stepDirectory, stepWorkspace, type Workspace } from './workspace.ts';

/** The role of a step: a clone step (written or the default one), a service, or a usual step. */
export type StepRole = 'default-clone' | 'clone' | 'service' | 'step';

/** Compiles one step. `position` distinguishes it from the other steps of the workflow, for its id. */
export function compileStep(
  entry: StepEntry,
  role: StepRole,
  position: number,
  compilation: Compilation,
): Step {
  const { input, features, labels, lookups } = compilation;
  // The default clone step has the credentials in its environment, and is not a plugin with them.
  const plugin = isPlugin(entry) && !(role === 'default-clone' && hasNetrc(compilation));
  const workspace = stepWorkspace(plugin, compilation);
  const uuid = derivedId('step', compilation.id, position);
  const notes = compilation.notes && new StepNotes(entry, uuid, compilation.notes);
  const { environment, secretMapping } = stepEnvironment(entry, workspace, compilation, notes);
  if (getsNetrc(entry, role, compilation)) addNetrc(environment, compilation, notes);
  /** Copies a field from the file. */
  const own = <Value>(key: string, value: Value, parts: unknown = value, field = key): Value => {
    notes?.own(`/${field}`, key, typeof parts === 'object' && parts !== null ? parts : undefined);
    return value;
  };
  /** Copies a field as the server makes it. */
  const made = <Value>(field: string, from: string, value: Value, near?: string): Value => {
    notes?.server(field, from, near);
    return value;
  };
  notes?.workspace('/workspace_base', workspace.from.base);
  notes?.name('/name');
  notes?.entries('/workflow_labels', compilation.notes?.labels ?? []);
  const isService = role === 'service';
  const organization = input.metadata?.repo?.org_id ?? 0;
  const status = stepStatus(entry.when, compilation.when);
  if (status.problem !== undefined) compilation.problems.push(status.problem);
  return {
    ...withoutEmpty({
      org_id: made('/org_id', 'repo.org_id', features.compiledOrganization ? organization : 0),
      image: own('image', entry.image),
      pull: own('pull', entry.pull),
      detach: isService ? true : own('detach', entry.detach),
      privileged: privilegedOf(entry, plugin, compilation, notes),
      working_dir: directoryOf(entry, workspace, notes),
      workspace_base: workspace.base,
      entrypoint: own('entrypoint', entry.entrypoint),
      commands: own('commands', entry.commands),
      dns: own('dns', entry.dns),
      dns_search: own('dns_search', entry.dns_search),
      tmpfs: own('tmpfs', entry.tmpfs),
      devices: own('devices', entry.devices),
      network_mode: own('network_mode', entry.network_mode),
      extra_hosts: own('extra_hosts', compileExtraHosts(entry, compilation), entry.extra_hosts),
      volumes: volumesOf(entry, workspace.base, compilation, notes),
      networks: networksOf(entry, compilation, notes),
      on_success: own('when', status.onSuccess, undefined, 'on_success'),
      on_failure: own('when', status.onFailure, undefined, 'on_failure'),
      failure: failureOf(entry, isService || entry.detach, compilation, notes),
      ports: own('ports', compilePorts(entry, compilation), entry.ports),
      backend_options: own(
        'backend_options',
        compileBackendOptions(entry, compilation),
        entry.backend_options,
      ),
      workflow_labels: features.serverWorkflowLabels ? labels : undefined,
      secret_mapping:
        features.compiledSecretMapping && secretMapping.size > 0 ? objectOf(secretMapping) : undefined,
    }),
    name: entry.name,
    image: entry.image,
    uuid,
    type: typeOf(role, plugin),
    environment: objectOf(environment),
    auth_config: made(
      '/auth_config',
      'registries',
      registryCredentials(entry.image, lookups.registries),
      'image',
    ),
  };
}

function privilegedOf(
  { privileged, image }: StepEntry,
  plugin: boolean,
  { lookups }: Compilation,
  notes: StepNotes | undefined,
): boolean {
  if (privileged) notes?.own('/privileged', 'privileged');
  else notes?.server('/privileged', 'options.privileged_plugins', 'image');
  return privileged || (plugin && lookups.isPrivilegedPlugin(image));
}

function directoryOf(entry: StepEntry, workspace: Workspace, notes: StepNotes | undefined): string {
  if (entry.directory === '') notes?.workspace('/working_dir', workspace.from.path);
  else notes?.own('/working_dir', 'directory');
  return stepDirectory(entry, workspace);
}

function typeOf(role: StepRole, plugin: boolean): string {
  if (role === 'service') return 'service';
  if (role === 'step') return plugin ? 'plugin' : 'commands';
  return 'clone';
}

function failureOf(
  { failure }: StepEntry,
  detach: boolean,
  { input, features }: Compilation,
  notes: StepNotes | undefined,
): string {
  const ignored = features.serviceFailureIgnored && (input.options?.force_ignore_service_failure ?? true);
  if (detach && ignored) notes?.server('/failure', 'options.force_ignore_service_failure');
  else notes?.own('/failure', 'failure');
  return detach && ignored ? 'ignore' : failure || 'fail';
}

function volumesOf(
  entry: StepEntry,
  base: string,
  { input, prefix }: Compilation,
  notes: StepNotes | undefined,
): string[] {
  const workspace = input.options?.local === true ? [] : [`${prefix}_default:${base}`];
  const own = [...workspace, ...(input.options?.volumes ?? [])];
  for (const index of own.keys())
    notes?.server(`/volumes/${index}`, index < workspace.length ? 'options.prefix' : 'options.volumes');
  for (const index of entry.volumes.keys())
    notes?.part(`/volumes/${own.length + index}`, 'volumes', entry.volumes, index);
  return [...own, ...entry.volumes];
}

function networksOf(
  entry: StepEntry,
  { input, prefix }: Compilation,
  notes: StepNotes | undefined,
): Step['networks'] {
  const shared = (input.options?.networks ?? []).map((name) => ({ name, aliases: null }));
  notes?.server('/networks', 'options.networks');
  notes?.server('/networks/0', 'options.prefix');
  notes?.name('/networks/0/aliases/0');
  return [{ name: `${prefix}_default`, aliases: [entry.name] }, ...shared];
}

function hasNetrc({ input }: Compilation): boolean {
  return input.options?.netrc !== undefined;
}

/** Who gets the credentials for cloning: clone steps, and steps that run nothing but a trusted clone plugin. */
function getsNetrc(entry: StepEntry, role: StepRole, compilation: Compilation): boolean {
  const { trusted, isTrustedClone } = compilation.lookups;
  if (!hasNetrc(compilation) || role === 'service') return false;
  if (role === 'default-clone' || trusted.security === true) return true;
  return isPlugin(entry) && isTrustedClone(entry.image);
}

const NETRC_VARIABLES = {
  CI_NETRC_USERNAME: 'login',
  CI_NETRC_PASSWORD: 'password',
  CI_NETRC_MACHINE: 'machine',
} as const;

function addNetrc(
  environment: Map<string, string>,
  { input }: Compilation,
  notes: StepNotes | undefined,
): void {
  const netrc = input.options?.netrc ?? NOTHING;
  for (const [name, field] of Object.entries(NETRC_VARIABLES)) {
    environment.set(name, netrc[field] ?? '');
    notes?.server(`/environment/${name}`, `options.netrc.${field}`);
  }
}
