import type { Container, PodSpec, SecurityContext } from 'kubernetes-types/core/v1.js';
import { trimSpace } from '../../../base/text/go-literals.ts';
import { labelProblems } from '../../../base/text/kubernetes-names.ts';
import { rulesOn } from '../../rule.ts';
import { DNS_LABEL, reportName } from '../names.ts';

const spec = rulesOn<PodSpec>('PodSpec');
const container = rulesOn<Container>('Container');

/** The problem of the name of an image. */
const IMAGE_PROBLEMS = {
  scheme: 'begins with a scheme',
  digest: 'has no complete digest after `@`',
  tag: 'has no valid tag after `:`',
  upperCase: 'has upper-case letters in the repository',
  other: 'has a character or an empty part where none can be',
} as const;

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
    note: 'The reference {problem:text}.',
    help: 'Write `registry/repository:tag` or `registry/repository@sha256:` and 64 digits.',
    words: { problem: IMAGE_PROBLEMS },
    check: ({ image }, found) => {
      const problem = image && trimSpace(image) === image ? imageProblem(image) : undefined;
      if (image && problem) found({ value: image, problem });
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
 * Why a container runtime cannot read an image name: an optional host, path parts in lower case, an optional tag and
 * digest. Looser than the runtimes if a strict check could report a valid reference.
 */
function imageProblem(image: string): keyof typeof IMAGE_PROBLEMS | undefined {
  if (image.includes('://')) return 'scheme';
  const [tagged = '', digest] = splitAt(image, image.indexOf('@'));
  if (digest !== undefined && !/^[A-Za-z][A-Za-z0-9+._-]*:[0-9a-fA-F]{32,}$/.test(digest)) return 'digest';
  const colon = tagged.lastIndexOf(':');
  const [name = '', tag] = splitAt(tagged, tagged.includes('/', colon) ? -1 : colon);
  if (tag !== undefined && !/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/.test(tag)) return 'tag';
  const [first = '', ...others] = name.split('/');
  const hasHost = others.length > 0 && /[.:A-Z]/.test(first);
  const path = hasHost ? others : [first, ...others];
  if ((!hasHost || /^[A-Za-z0-9.\-[\]:_]+$/.test(first)) && path.every(isPathPart)) return undefined;
  return path.every((part) => isPathPart(part.toLowerCase())) ? 'upperCase' : 'other';
}

function splitAt(text: string, index: number): [before: string, after?: string] {
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}

function isPathPart(part: string): boolean {
  return /^[a-z0-9][a-z0-9._-]*$/.test(part) && /[a-z0-9]$/.test(part);
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
