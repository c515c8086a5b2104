import { Option } from 'commander';
import {
  KUBERNETES_VERSIONS,
  NEWEST_KUBERNETES,
  parseKubernetesVersion,
} from '../../check/kubernetes-versions.ts';
import { InputError } from '../io.ts';

/** The flag that says for which version of Kubernetes to check objects. */
export function kubernetesFlag(
  name = '--kubernetes',
  description = `version of the cluster (default: ${NEWEST_KUBERNETES})`,
): Option {
  return new Option(`${name} <version>`, description)
    .choices(KUBERNETES_VERSIONS)
    .argParser((text) => checkedVersion(name, text));
}

function checkedVersion(name: string, text: string): string {
  const version = parseKubernetesVersion(text);
  if (version === undefined)
    throw new InputError(`${name} takes a version of Kubernetes: ${KUBERNETES_VERSIONS.join(', ')}.`);
  return version;
}
