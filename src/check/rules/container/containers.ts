import type { Container, ContainerPort, PodSpec, SecurityContext } from 'kubernetes-types/core/v1.js';
import { trimSpace } from '../../../base/text/go-literals.ts';
import { inRange, oneOf, padded, reportEach, required, wrong } from '../../patterns.ts';
import { each, given, numbers, type Places } from '../../places.ts';
import { rulesOn } from '../../rule.ts';
import { DNS_LABEL, named } from '../names.ts';

const spec = rulesOn<PodSpec>('PodSpec');
const container = rulesOn<Container>('Container');
const port = rulesOn<ContainerPort>('ContainerPort');
const context = rulesOn<SecurityContext>('SecurityContext');

const NAMES = each('containers[].name');
const INIT_NAMES = each('initContainers[].name');

const IMAGE_PROBLEMS = {
  scheme: 'begins with a scheme',
  digest: 'has no complete digest after `@`',
  tag: 'has no valid tag after `:`',
  upperCase: 'has upper-case letters in the repository',
  other: 'has a character or an empty part where none can be',
} as const;

export const CONTAINERS = [
  spec(
    'containers-missing',
    required('containers', 'The Pod has no containers.', 'Add a container to `containers`.'),
  ),
  container('container-name-missing', required('name', 'A container has no name.', 'Set `name`.')),
  container('container-name-invalid', named(given('name'), DNS_LABEL, 'Invalid container name {value}.')),
  spec('container-name-duplicate', {
    verdict: 'duplicate',
    field: 'containers[].name',
    message: 'Duplicate container name {value}.',
    help: 'Give every container of the Pod its own name, init containers included.',
    // Containers without a name are duplicates as well; init containers without one are not.
    check: (pod, found) => {
      const names = new Set<string>();
      NAMES.visit(pod, (name, at) => {
        if (names.has(name)) found({ value: name }, at);
        names.add(name);
      });
      INIT_NAMES.visit(pod, (name, at) => {
        if (names.has(name)) found({ value: name }, at);
        else if (name !== '') names.add(name);
      });
    },
  }),
  container('container-image-missing', required('image', 'A container has no image.', 'Set `image`.')),
  container('image-padded', padded(given('image'), 'The image {value} has spaces around it.')),
  container('image-unresolvable', {
    verdict: 'warning',
    message: 'Invalid image reference {value}; the kubelet cannot pull it.',
    note: 'The reference {problem:text}.',
    help: 'Write `registry/repository:tag` or `registry/repository@sha256:` and 64 digits.',
    words: { problem: IMAGE_PROBLEMS },
    ...reportEach(given('image'), (value) => {
      const problem = trimSpace(value) === value ? imageProblem(value) : undefined;
      return problem === undefined ? undefined : { value, problem };
    }),
  }),
  container(
    'pull-policy-not-supported',
    oneOf(given('imagePullPolicy'), ['Always', 'IfNotPresent', 'Never']),
  ),
  container('working-directory-relative', {
    verdict: 'warning',
    message: 'The working directory {value} is relative; the container runtime rejects it.',
    help: 'Write an absolute path.',
    // A Windows path begins with a drive letter or a backslash.
    ...wrong(given('workingDir'), (path) => !/^(\/|\\|[A-Za-z]:)/.test(path)),
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

/** The rules that ports of containers and of Services share. */
export const PROTOCOL = {
  ...oneOf(given('protocol'), ['TCP', 'UDP', 'SCTP']),
  help: 'Use `TCP`, `UDP` or `SCTP`, in upper case.',
};
export function portInRange<Value>(places: Places<Value, number>) {
  return inRange(places, 1, 65_535);
}

const PORT_HELP = 'Use a number from 1 to 65535.';
const MOST_WARNINGS = 100;

export const CONTAINER_PORTS = [
  port(
    'container-port-missing',
    required('containerPort', 'A port has no `containerPort`, or `0`.', PORT_HELP),
  ),
  // The port 0 is a missing one.
  port('container-port-invalid', {
    ...inRange(numbers('containerPort'), 0, 65_535),
    help: PORT_HELP,
  }),
  port('container-protocol-not-supported', PROTOCOL),
  spec('container-port-repeated', {
    verdict: 'server-warning',
    field: 'containers[].ports[]',
    message: 'The port `{value}` is listed more than once.',
    help: 'List each port once per protocol.',
    // The server warns once for each earlier entry, in any container, that a port repeats. A hundred are enough.
    check: (pod, found) => {
      const counts = new Map<string, number>();
      for (const list of ['initContainers', 'containers'] as const) {
        const containers = pod[list] ?? [];
        for (let index = 0; index < containers.length; index++) {
          const ports = containers[index]?.ports ?? [];
          for (let place = 0; place < ports.length; place++) {
            const key = `${ports[place]?.containerPort ?? 0}/${ports[place]?.protocol || 'TCP'}`;
            const count = counts.get(key) ?? 0;
            for (let times = 0; times < Math.min(count, MOST_WARNINGS); times++)
              found({ value: key }, [list, index, 'ports', place]);
            counts.set(key, count + 1);
          }
        }
      }
    },
  }),
];

export const CONTAINER_SECURITY = [
  context('privileged-without-escalation', {
    verdict: 'invalid',
    field: '',
    message: '`privileged: true` contradicts `allowPrivilegeEscalation: false`.',
    help: 'Remove one of them.',
    check: ({ privileged, allowPrivilegeEscalation }) =>
      privileged === true && allowPrivilegeEscalation === false && {},
  }),
];
