import { objectOf, withoutEmpty } from '../../base/collections.ts';
import { joinPaths } from '../../base/text/paths.ts';
import type { ExtraHost, Port, Step } from '../../translate/model/compiled-workflow.ts';
import { isPlugin, type StepEntry } from '../decode/step.ts';
import { StepNotes } from '../positions/compile-notes.ts';
import { stepStatus } from '../when/match.ts';
import { type Compilation, derivedId } from './compilation.ts';
import { compileBackendOptions } from './encode.ts';
import { registryCredentials } from './lookups.ts';
import { addNetrc, stepEnvironment } from './step-environment.ts';
import { stepWorkspace, type Workspace } from './workspace.ts';

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
  const plugin = isPlugin(entry) && !(role === 'default-clone' && input.options?.netrc !== undefined);
  const workspace = stepWorkspace(plugin, compilation);
  const uuid = derivedId('step', compilation.id, position);
  const notes = compilation.notes && new StepNotes(entry, uuid, compilation.notes);
  const { environment, secretMapping } = stepEnvironment(entry, workspace, compilation, notes);
  if (getsNetrc(entry, role, compilation)) addNetrc(environment, compilation, notes);
  const own = <Value>(key: string, value: Value, parts: unknown = value, field = key): Value => {
    notes?.own(`/${field}`, key, parts);
    return value;
  };
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

/** An absolute directory stays as it is, a relative one starts at the checkout and may climb out of it. */
function directoryOf({ directory }: StepEntry, { path, from }: Workspace, notes?: StepNotes): string {
  if (directory === '') notes?.workspace('/working_dir', from.path);
  else notes?.own('/working_dir', 'directory');
  return directory.startsWith('/') ? directory : joinPaths(path, directory);
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
  notes?.items('/volumes', own.length, 'volumes');
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

/** Who gets the credentials for cloning: clone steps, and steps that run nothing but a trusted clone plugin. */
function getsNetrc(entry: StepEntry, role: StepRole, { input, lookups }: Compilation): boolean {
  if (input.options?.netrc === undefined || role === 'service') return false;
  if (role === 'default-clone' || lookups.trusted.security === true) return true;
  return isPlugin(entry) && lookups.isTrustedClone(entry.image);
}

/** `number[/protocol]` each, the number from 0 to 65535. */
function compilePorts(entry: StepEntry, compilation: Compilation): Port[] {
  return entry.ports.map((port, index) => {
    const slash = port.indexOf('/');
    const digits = slash === -1 ? port : port.slice(0, slash);
    const number = /^\d+$/.test(digits) ? Number(digits) : Number.NaN;
    if (!(number <= 65535)) {
      const container = /^\d+:(\d+(?:\/\w+)?)$/.exec(port)?.[1];
      report(compilation, entry, 'ports', [index, entry.ports], {
        code: 'port-invalid',
        args: { port, ...(container && { container }) },
      });
    }
    return withoutEmpty({ number, protocol: slash === -1 ? '' : port.slice(slash + 1) });
  });
}

/** `name:address` each, split at the first colon. */
function compileExtraHosts(entry: StepEntry, compilation: Compilation): ExtraHost[] {
  return entry.extra_hosts.map((host, index) => {
    const colon = host.indexOf(':');
    if (colon === -1)
      report(compilation, entry, 'extra_hosts', [index, entry.extra_hosts], {
        code: 'extra-host-format',
        args: { host },
      });
    return withoutEmpty({ name: host.slice(0, Math.max(colon, 0)), ip: host.slice(colon + 1) });
  });
}

/** At the item, unless an alias or a null in the list makes it unclear which one it is. */
function report(
  { problems }: Compilation,
  entry: StepEntry,
  key: string,
  [index, { length: count }]: readonly [index: number, all: readonly string[]],
  problem: Pick<Compilation['problems'][number], 'code' | 'args'>,
): void {
  const list = entry.fields.get(key)?.value;
  const items = list?.kind === 'list' && list.items.length === count ? list.items : [];
  problems.push({ ...problem, place: items[index] ?? list ?? entry.place });
}
