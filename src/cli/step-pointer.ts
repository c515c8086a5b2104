import type { Container } from 'kubernetes-types/core/v1.js';
import { pointerTo, tokensOf } from '../model/json-pointer.ts';
import type { KubernetesObject } from '../plan/workflow-plan.ts';

/** The fields of a Pod's spec, and of its container, that come from a value of the step. */
const SOURCES: Readonly<Record<string, string>> = {
  affinity: '/backend_options/kubernetes/affinity',
  args: '/commands',
  command: '/entrypoint',
  dnsConfig: '/dns',
  hostAliases: '/extra_hosts',
  image: '/image',
  nodeSelector: '/backend_options/kubernetes/nodeSelector',
  ports: '/ports',
  resources: '/backend_options/kubernetes/resources',
  runtimeClassName: '/backend_options/kubernetes/runtimeClassName',
  securityContext: '/backend_options/kubernetes/securityContext',
  serviceAccountName: '/backend_options/kubernetes/serviceAccountName',
  tolerations: '/backend_options/kubernetes/tolerations',
  volumeMounts: '/volumes',
  volumes: '/volumes',
  workingDir: '/working_dir',
};

/** Where in a step a place in one of its objects comes from, as a JSON Pointer; empty for the step as such. */
export function stepPointerOf(object: KubernetesObject, path: string): string {
  const [first = '', second = '', ...rest] = tokensOf(path);
  if (first === 'metadata') {
    return ['labels', 'annotations'].includes(second)
      ? rest.reduce(pointerTo, `/backend_options/kubernetes/${second}`)
      : '';
  }
  if (object.kind !== 'Pod' || first !== 'spec') return '';
  if (second !== 'containers') return sourceOf(second, rest);
  const [index = '', field = '', ...below] = rest;
  if (field !== 'env') return sourceOf(field, below);
  const containers = (object.spec as { containers?: Container[] } | undefined)?.containers ?? [];
  const variable = containers[Number(index)]?.env?.[Number(below[0])]?.name;
  return variable === undefined ? '' : pointerTo('/environment', variable);
}

function sourceOf(field: string, below: readonly string[]): string {
  const source = Object.hasOwn(SOURCES, field) ? SOURCES[field] : undefined;
  return source === undefined ? '' : below.reduce(pointerTo, source);
}
