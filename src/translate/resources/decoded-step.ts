import { fold } from '../../base/encoding/case-mapping.ts';
import type { ExtraHost, Port, RegistryCredentials, Step, StepNetwork } from '../model/compiled-workflow.ts';
import type { AgentFeatures } from '../release/agent-features.ts';
import {
  fieldsDecoder,
  flag,
  integer,
  list,
  object,
  portNumber,
  refuseType,
  requireObject,
  since,
  stepOptions,
  text,
  textMap,
  texts,
} from './json-decoders.ts';

const stepFields = /* @__PURE__ */ fieldsDecoder<Step>({
  name: text,
  image: text,
  uuid: text,
  org_id: since('firstStepOrganization', integer),
  type: text,
  pull: flag,
  detach: flag,
  privileged: flag,
  working_dir: text,
  workspace_base: text,
  environment: textMap,
  secret_mapping: since('stepSecrets', textMap),
  entrypoint: texts,
  commands: texts,
  volumes: texts,
  dns: texts,
  dns_search: texts,
  workflow_labels: since('workflowLabels', textMap),
  tmpfs: texts,
  devices: texts,
  network_mode: text,
  on_failure: flag,
  on_success: flag,
  failure: text,
  auth_config: object<RegistryCredentials>({ username: text, password: text }),
  extra_hosts: list(object<ExtraHost>({ name: text, ip: text })),
  networks: list(object<StepNetwork>({ name: text, aliases: texts })),
  ports: list(object<Port>({ number: portNumber, protocol: text })),
  backend_options: stepOptions,
});

/**
 * Decodes a step as agents do: null represents a field that is not set, and for an empty string or item in lists and
 * maps. The decoded step has every field itself, so none is read from a prototype.
 *
 * @param features of the release, which does not check the types of keys that it does not know
 * @param place JSON Pointer to the step, with which the paths of errors begin
 * @throws {TranslationError} `wrong-type`, for the first value that no agent decodes
 */
export function decodedStep(written: unknown, features: AgentFeatures, place = ''): Step {
  requireObject(written, 'a step, an object with `name` and `image`', place);
  const step = stepFields(written, place, features);
  return step.name === undefined ? { ...step, name: nullName(written, place) } : step;
}

/** The name of a step whose name is null; a step without a name is rejected. */
function nullName(step: object, place: string): string {
  const isNull = Object.entries(step).some(([key, value]) => fold(key) === 'name' && value === null);
  return isNull ? '' : refuseType('a string', undefined, place, 'name');
}
