import type { Container, Pod } from 'kubernetes-types/core/v1.js';
import { fold } from '../../base/encoding/case-mapping.ts';
import { pointerTo, tokensOf } from '../../base/json/json-pointer.ts';
import { variableName } from '../../translate/agent/variables.ts';

const CONTAINER = '/spec/containers/0';

/** The fields of a Pod that options of a step are for, by the option in lower case: the agent takes any case. */
const OPTION_FIELDS: Readonly<Record<string, string>> = {
  labels: '/metadata/labels',
  annotations: '/metadata/annotations',
  nodeselector: '/spec/nodeSelector',
  tolerations: '/spec/tolerations',
  affinity: '/spec/affinity',
  serviceaccountname: '/spec/serviceAccountName',
  runtimeclassname: '/spec/runtimeClassName',
  hostusers: '/spec/hostUsers',
  resources: `${CONTAINER}/resources`,
  secrets: `${CONTAINER}/env`,
};

/** Those below `securityContext`. */
const SECURITY_FIELDS: Readonly<Record<string, string>> = {
  privileged: `${CONTAINER}/securityContext/privileged`,
  allowprivilegeescalation: `${CONTAINER}/securityContext/allowPrivilegeEscalation`,
  capabilities: `${CONTAINER}/securityContext/capabilities`,
  apparmorprofile: '/spec/securityContext/appArmorProfile',
  seccompprofile: '/spec/securityContext/seccompProfile',
  runasnonroot: '/spec/securityContext/runAsNonRoot',
  runasuser: '/spec/securityContext/runAsUser',
  runasgroup: '/spec/securityContext/runAsGroup',
  fsgroup: '/spec/securityContext/fsGroup',
  fsgroupchangepolicy: '/spec/securityContext/fsGroupChangePolicy',
};

/** Those of variables of the agent that a step may win over. */
const VARIABLE_FIELDS: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  [variableName('podLabels'), '/metadata/labels'],
  [variableName('podAnnotations'), '/metadata/annotations'],
  [variableName('podNodeSelector'), '/spec/nodeSelector'],
  [variableName('podTolerations'), '/spec/tolerations'],
  [variableName('podAffinity'), '/spec/affinity'],
  [variableName('runAsNonRoot'), '/spec/securityContext/runAsNonRoot'],
]);

/** The field of the step's Pod that a value of the step wants, whether or not it got it; undefined for none. */
export function fieldWantedByStep(pointer: string, pod: Pod): string | undefined {
  const [field = '', first = '', ...rest] = tokensOf(pointer);
  if (field === 'workflow_labels') return pointerTo('/metadata/labels', first);
  if (field === 'environment') return environmentField(first, pod.spec?.containers[0]);
  if (field === 'extra_hosts') return '/spec/hostAliases';
  if (field !== 'backend_options' || first !== 'kubernetes') return undefined;
  const [option = '', ...below] = rest;
  const name = fold(option);
  if (name === 'securitycontext') {
    const [own = '', ...deeper] = below;
    return join(ownValue(SECURITY_FIELDS, fold(own)), deeper);
  }
  return join(ownValue(OPTION_FIELDS, name), name === 'secrets' ? [] : below);
}

/** The field of every Pod that a variable of the agent wants, by a pointer that begins with its name. */
export function fieldWantedByAgent(pointer: string): string | undefined {
  const [variable = '', ...below] = tokensOf(pointer);
  return join(VARIABLE_FIELDS.get(variable), below);
}

function environmentField(name: string, container: Container | undefined): string | undefined {
  const index = container?.env?.findIndex((entry) => entry.name === name) ?? -1;
  return index < 0 ? undefined : `${CONTAINER}/env/${index}/value`;
}

function ownValue(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function join(parent: string | undefined, tokens: readonly string[]): string | undefined {
  return parent === undefined ? undefined : tokens.reduce(pointerTo, parent);
}
