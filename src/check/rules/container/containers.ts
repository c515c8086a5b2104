import type { Container, PodSpec, SecurityContext } from 'kubernetes-types/core/v1.js';
import { trimSpace } from '../../../base/text/go-literals.ts';
import { labelProblems } from '../../../base/text/kubernetes-names.ts';
import { rulesOn } from '../../rule.ts';
import { DNS_LABEL, reportName } from '../names.ts';

const spec = rulesOn<PodSpec>('PodSpec');
const container = rulesOn<Container>('Container');

export const CONTAINERS = [
  spec('containers-missing', {
    verdict: 'required',
    field: 'containers',
    message: 'The Pod has no containers.',
    help: 'Add a container to `containers`.',
    check: ({ containers }, found) => {
      if (!containers?.length) found({});
    },
  }),
  container('container-name-missing', {
    verdict: 'required',
    field: 'name',
    message: 'A container has no name.',
    help: 'Set `name`.',
    check: ({ name }, found) => {
      if (!name) found({});
    },
  }),
  container('container-name-invalid', {
    verdict: 'invalid',
    field: 'name',
    message: 'Invalid container name {value}.',
    ...DNS_LABEL,
    check: ({ name }, found) => {
      if (name) reportName(found, labelProblems(name), name);
    },
  }),
  spec('container-name-duplicate', {
    verdict: 'duplicate',
    field: 'containers[i].name',
    message: 'Duplicate container name {value}.',
    help: 'Give every container of the Pod its own name, init containers included.',
    // Containers without a name are duplicates as well; init containers without one are not.
    check: ({ containers, initContainers }, found) => {
      const names = new Set<string>();
      for (const [index, item] of (containers ?? []).entries()) {
        const name = item?.name ?? '';
        if (names.has(name)) found({ value: name }, ['containers', index, 'name']);
        names.add(name);
      }
      for (const [index, item] of (initContainers ?? []).entries()) {
        const name = item?.name ?? '';
        if (names.has(name)) found({ value: name }, ['initContainers', index, 'name']);
        else if (name !== '') names.add(name);
      }
    },
  }),
  container('container-image-missing', {
    verdict: 'required',
    field: 'image',
    message: 'A container has no image.',
    help: 'Set `image`.',
    check: ({ image }, found) => {
      if (!image) found({});
    },
  }),
  container('image-padded', {
    verdict: 'invalid',
    field: 'image',
    message: 'The image {value} has spaces around it.',
    help: 'Remove the spaces.',
    check: ({ image }, found) => {
      if (image && trimSpace(image) !== image) found({ value: image });
    },
  }),
  container('image-unresolvable', {
    verdict: 'warning',
    field: 'image',
    message: 'Invalid image reference {value}; the kubelet cannot pull it.',
    help: 'Write `registry/repository:tag`, without a scheme, spaces or upper-case letters in the repository.',
    check: ({ image }, found) => {
      if (image && trimSpace(image) === image && !isImageReadable(image)) found({ value: image });
    },
  }),
  container('pull-policy-not-supported', {
    verdict: 'notSupported',
    field: 'imagePullPolicy',
    message: 'Invalid value {value} for `imagePullPolicy`.',
    help: 'Use `Always`, `IfNotPresent` or `Never`.',
    check: ({ imagePullPolicy: policy }, found) => {
      if (policy && policy !== 'Always' && policy !== 'IfNotPresent' && policy !== 'Never')
        found({ value: policy });
    },
  }),
  container('working-directory-relative', {
    verdict: 'warning',
    field: 'workingDir',
    message: 'The working directory {value} is relative; the container runtime rejects it.',
    help: 'Write an absolute path.',
    // A Windows path begins with a drive letter or a backslash.
    check: ({ workingDir }, found) => {
      if (workingDir && !workingDir.startsWith('/') && !/^(\\|[A-Za-z]:)/.test(workingDir))
        found({ value: workingDir });
    },
  }),
];

/**
 * Whether a container runtime can read an image name at all: an optional host, path parts in lower case, an
 * optional tag and digest. Looser than the runtimes where a strict check could report a valid reference.
 */
function isImageReadable(image: string): boolean {
  const name = withoutTagAndDigest(image);
  if (name === undefined) return false;
  const parts = name.split('/');
  const [first = ''] = parts;
  const hasHost = parts.length > 1 && /[.:A-Z]/.test(first);
  const path = hasHost ? parts.slice(1) : parts;
  return (!hasHost || /^[A-Za-z0-9.\-[\]:_]+$/.test(first)) && path.every(isPathPart);
}

function isPathPart(part: string): boolean {
  return /^[a-z0-9][a-z0-9._-]*$/.test(part) && /[a-z0-9]$/.test(part);
}

function withoutTagAndDigest(image: string): string | undefined {
  const at = image.indexOf('@');
  if (at >= 0 && !/^[A-Za-z][A-Za-z0-9+._-]*:[0-9a-fA-F]{32,}$/.test(image.slice(at + 1))) return undefined;
  const tagged = at < 0 ? image : image.slice(0, at);
  const colon = tagged.lastIndexOf(':');
  if (colon < 0 || tagged.includes('/', colon)) return tagged;
  return /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(tagged.slice(colon + 1))
    ? tagged.slice(0, colon)
    : undefined;
}

const context = rulesOn<SecurityContext>('SecurityContext');

export const CONTAINER_SECURITY = [
  context('privileged-without-escalation', {
    verdict: 'invalid',
    field: '',
    message: '`privileged: true` contradicts `allowPrivilegeEscalation: false`.',
    help: 'Remove one of them.',
    check: ({ privileged, allowPrivilegeEscalation }, found) => {
      if (privileged === true && allowPrivilegeEscalation === false) found({});
    },
  }),
];
