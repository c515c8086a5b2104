import { tooDeep } from '../../base/json/bounded.ts';
import { withStepKeys } from '../model/known-keys.ts';
import type { ExtraHost, Port, RegistryCredentials, Step, StepNetwork } from '../model/step.ts';
import type { AgentFeatures } from '../release/agent-features.ts';
import {
  readFlag,
  readInteger,
  readObject,
  readObjects,
  readPortNumber,
  readText,
  readTextMap,
  readTexts,
  refuseDeep,
  refuseType,
  requireObject,
} from './step-types.ts';
import { TranslationError } from './translation-error.ts';

/**
 * Decodes a step as agents do: null represents a field that is not set, and for an empty string or item in lists and
 * maps. The decoded step has every field itself, so none is read from a prototype.
 *
 * @param features of the release, which does not check the types of keys that it does not know
 * @param place JSON Pointer to the step, with which the paths of errors begin
 * @throws {TranslationError} `wrong-type`, for the first value that no agent decodes
 */
export function decodedStep(written: Step, features: AgentFeatures, place = ''): Step {
  requireObject(written, 'an object', place);
  const step = withStepKeys(written);
  const fields = {
    name: readName(step, place),
    image: readText(step.image, step, 'image', place),
    uuid: readText(step.uuid, step, 'uuid', place),
    org_id: ifKnown(features.firstStepOrganization, () => readInteger(step.org_id, step, 'org_id', place)),
    type: readText(step.type, step, 'type', place),
    pull: readFlag(step.pull, step, 'pull', place),
    detach: readFlag(step.detach, step, 'detach', place),
    privileged: readFlag(step.privileged, step, 'privileged', place),
    working_dir: readText(step.working_dir, step, 'working_dir', place),
    workspace_base: readText(step.workspace_base, step, 'workspace_base', place),
    environment: readTextMap(step.environment, step, 'environment', place),
    secret_mapping: ifKnown(features.stepSecrets, () =>
      readTextMap(step.secret_mapping, step, 'secret_mapping', place),
    ),
    entrypoint: readTexts(step.entrypoint, step, 'entrypoint', place),
    commands: readTexts(step.commands, step, 'commands', place),
    volumes: readTexts(step.volumes, step, 'volumes', place),
    dns: readTexts(step.dns, step, 'dns', place),
    dns_search: readTexts(step.dns_search, step, 'dns_search', place),
    workflow_labels: ifKnown(features.workflowLabels, () =>
      readTextMap(step.workflow_labels, step, 'workflow_labels', place),
    ),
    tmpfs: readTexts(step.tmpfs, step, 'tmpfs', place),
    devices: readTexts(step.devices, step, 'devices', place),
    network_mode: readText(step.network_mode, step, 'network_mode', place),
    on_failure: readFlag(step.on_failure, step, 'on_failure', place),
    on_success: readFlag(step.on_success, step, 'on_success', place),
    failure: readText(step.failure, step, 'failure', place),
    auth_config: readObject(step.auth_config, step, 'auth_config', place, decodedCredentials),
    extra_hosts: readObjects(step.extra_hosts, step, 'extra_hosts', place, decodedHost),
    networks: readObjects(step.networks, step, 'networks', place, decodedNetwork),
    ports: readObjects(step.ports, step, 'ports', place, decodedPort),
    backend_options: readOptions(step, place),
  };
  return fields as Step;
}

/** A field that the release does not know is not set if its type is wrong. */
function ifKnown<Value>(isKnown: boolean, read: () => Value): Value | undefined {
  if (isKnown) return read();
  try {
    return read();
  } catch (error) {
    if (error instanceof TranslationError) return undefined;
    throw error;
  }
}

function readName(step: Step, place: string): string {
  const name = Object.hasOwn(step, 'name') ? step.name : undefined;
  if (name === undefined) refuseType('a string', name, place, 'name');
  return readText(name, step, 'name', place) ?? '';
}

/** Options have separate rules; here they are only bounded. */
function readOptions(step: Step, place: string): Step['backend_options'] {
  const { backend_options: options } = step;
  if (options === undefined || options === null || !Object.hasOwn(step, 'backend_options')) return undefined;
  requireObject(options, 'an object', place, 'backend_options');
  refuseDeep(tooDeep(options), place, 'backend_options');
  return Object.hasOwn(options, 'kubernetes') ? options : { ...options, kubernetes: undefined };
}

function decodedCredentials(credentials: RegistryCredentials, path: string): RegistryCredentials {
  const username = readText(credentials.username, credentials, 'username', path);
  return {
    username,
    password: readText(credentials.password, credentials, 'password', path),
  } as RegistryCredentials;
}

function decodedHost(host: ExtraHost, path: string): ExtraHost {
  return {
    name: readText(host.name, host, 'name', path),
    ip: readText(host.ip, host, 'ip', path),
  } as ExtraHost;
}

function decodedNetwork(network: StepNetwork, path: string): StepNetwork {
  const name = readText(network.name, network, 'name', path);
  return { name, aliases: readTexts(network.aliases, network, 'aliases', path) } as StepNetwork;
}

function decodedPort(port: Port, path: string): Port {
  const number = readPortNumber(port.number, port, 'number', path);
  return { number, protocol: readText(port.protocol, port, 'protocol', path) } as Port;
}
