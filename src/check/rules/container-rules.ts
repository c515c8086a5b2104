import { doubt, nameRule, quote, refusal, serverWarning } from './rule.ts';

/** Rules about containers: names, images, environment, ports and mounts. */
export const CONTAINER_RULES = {
  'containers-missing': refusal(
    'required',
    'spec.containers',
    'a Pod has at least one container.',
    () => 'The Pod has no container.',
  ),
  'container-name-missing': refusal(
    'required',
    'spec.containers[i].name',
    'every container has a name.',
    () => 'The container has no name.',
  ),
  'container-name-invalid': nameRule('spec.containers[i].name', 'The name of a container', 'label'),
  'container-name-duplicate': refusal(
    'duplicate',
    'spec.containers[i].name',
    'no two containers of a Pod have one name, init containers included.',
    ({ value }: { value: string }) => `The container name ${quote(value)} is used twice.`,
  ),
  'container-image-missing': refusal(
    'required',
    'spec.containers[i].image',
    'every container has an image.',
    () => 'The container has no image.',
  ),
  'image-padded': refusal(
    'invalid',
    'spec.containers[i].image',
    'no white space before or after the image.',
    ({ value }: { value: string }) => `The image ${quote(value)} has white space around it.`,
  ),
  'pull-policy-not-supported': refusal(
    'notSupported',
    'spec.containers[i].imagePullPolicy',
    '`Always`, `IfNotPresent` or `Never`.',
    ({ value }: { value: string }) => `The pull policy is ${quote(value)}.`,
  ),
  'env-name-missing': refusal(
    'required',
    'spec.containers[i].env[j].name',
    'every variable has a name.',
    () => 'The environment variable has no name.',
  ),
  'env-name-invalid': refusal(
    'invalid',
    'spec.containers[i].env[j].name',
    'printable ASCII characters without `=`.',
    ({ value }: { value: string }) => `The name ${quote(value)} of an environment variable is not allowed.`,
  ),
  'env-source-missing': refusal(
    'invalid',
    'spec.containers[i].env[j].valueFrom',
    'a value or one source, such as `secretKeyRef`.',
    () => 'The variable takes its value from nowhere.',
  ),
  'env-value-and-source': refusal(
    'invalid',
    'spec.containers[i].env[j].valueFrom',
    'either `value` or `valueFrom`.',
    ({ name }: { name: string }) => `The variable ${quote(name)} has both a value and a source.`,
  ),
  'env-secret-name-invalid': nameRule(
    'spec.containers[i].env[j].valueFrom.secretKeyRef.name',
    'The name of the Secret of a variable',
    'subdomain',
  ),
  'env-secret-key-missing': refusal(
    'required',
    'spec.containers[i].env[j].valueFrom.secretKeyRef.key',
    'a key of the Secret.',
    () => 'The reference to a Secret has no key.',
  ),
  'env-secret-key-invalid': nameRule(
    'spec.containers[i].env[j].valueFrom.secretKeyRef.key',
    'The key in the Secret of a variable',
    'configKey',
  ),
  'env-name-repeated': serverWarning(
    'spec.containers[i].env[j]',
    'each variable once, or a later one that refers to the earlier, such as `$(NAME)/more`.',
    ({ value }: { value: string }) => `The variable ${quote(value)} hides an earlier one of that name.`,
  ),
  'env-from-prefix-invalid': refusal(
    'invalid',
    'spec.containers[i].envFrom[j].prefix',
    'printable ASCII characters without `=`.',
    ({ value }: { value: string }) => `The prefix ${quote(value)} of environment variables is not allowed.`,
  ),
  'env-from-source-missing': refusal(
    'invalid',
    'spec.containers[i].envFrom',
    'each entry has one source, such as `secretRef`.',
    () => 'The variables come from nowhere.',
  ),
  'env-from-secret-missing': refusal(
    'required',
    'spec.containers[i].envFrom[j].secretRef.name',
    'the name of a Secret.',
    () => 'The reference to a Secret has no name.',
  ),
  'env-from-secret-invalid': nameRule(
    'spec.containers[i].envFrom[j].secretRef.name',
    'The name of the Secret of variables',
    'subdomain',
  ),
  'container-port-missing': refusal(
    'required',
    'spec.containers[i].ports[j].containerPort',
    'a number from 1 to 65535.',
    () => 'The container port is 0 or missing.',
  ),
  'container-port-invalid': refusal(
    'invalid',
    'spec.containers[i].ports[j].containerPort',
    'a number from 1 to 65535.',
    ({ value }: { value: number }) => `The container port is ${value}.`,
  ),
  'container-protocol-not-supported': refusal(
    'notSupported',
    'spec.containers[i].ports[j].protocol',
    '`TCP`, `UDP` or `SCTP`, in capitals.',
    ({ value }: { value: string }) => `The protocol is ${quote(value)}.`,
  ),
  'container-port-repeated': serverWarning(
    'spec.containers[i].ports[j]',
    'each port once per protocol.',
    ({ value }: { value: string }) => `The port ${value} stands here a second time.`,
  ),
  'volume-mount-name-missing': refusal(
    'required',
    'spec.containers[i].volumeMounts[j].name',
    'the name of a volume of the Pod.',
    () => 'The mount names no volume.',
  ),
  'volume-mount-unknown': refusal(
    'notFound',
    'spec.containers[i].volumeMounts[j].name',
    'the name of a volume of the Pod that has no error of its own.',
    ({ value }: { value: string }) => `There is no good volume ${quote(value)} to mount.`,
  ),
  'mount-path-missing': refusal(
    'required',
    'spec.containers[i].volumeMounts[j].mountPath',
    'every mount has a path.',
    () => 'The mount has no path.',
  ),
  'mount-path-repeated': refusal(
    'invalid',
    'spec.containers[i].volumeMounts[j].mountPath',
    'each path once per container.',
    ({ value }: { value: string }) => `Two volumes are mounted at ${quote(value)}.`,
  ),
  'sub-path-invalid': refusal(
    'invalid',
    'spec.containers[i].volumeMounts.subPath',
    'a relative path without `..`.',
    ({ value }: { value: string }) => `The path ${quote(value)} within the volume is absolute or climbs.`,
  ),
  'mount-path-equivalent': doubt(
    'spec.containers[i].volumeMounts[j].mountPath',
    'different directories: one mount hides the other.',
    ({ value, other }: { value: string; other: string }) =>
      `The mount paths ${quote(value)} and ${quote(other)} are one directory.`,
  ),
  'mount-path-relative': doubt(
    'spec.containers[i].volumeMounts[j].mountPath',
    'an absolute path: what a relative one means is up to the container runtime.',
    ({ value }: { value: string }) => `The mount path ${quote(value)} is relative.`,
  ),
  'mount-path-colon': doubt(
    'spec.containers[i].volumeMounts[j].mountPath',
    'a path without a colon, which some container runtimes refuse.',
    ({ value }: { value: string }) => `The mount path ${quote(value)} has a colon.`,
  ),
  'working-directory-relative': doubt(
    'spec.containers[i].workingDir',
    'an absolute path, as the container runtime refuses a relative one.',
    ({ value }: { value: string }) => `The working directory ${quote(value)} is relative.`,
  ),
  'image-unresolvable': doubt(
    'spec.containers[i].image',
    'an image reference: no scheme, no blanks, no capitals in the repository.',
    ({ value }: { value: string }) => `The kubelet cannot read the image ${quote(value)}.`,
  ),
} as const;
