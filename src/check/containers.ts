import { labelProblems } from '../base/text/kubernetes-names.ts';
import { trimSpace } from '../base/text/white-space.ts';
import { checkContainerPorts, type SeenPorts } from './container-ports.ts';
import { checkEnvironment, checkEnvironmentFrom } from './environment.ts';
import { isImageReadable } from './image-readable.ts';
import { type JsonObject, noteUnchecked, readItem, readList, readText, readTexts } from './read.ts';
import { type Report, tell, tellName } from './report.ts';
import { checkResources } from './resources.ts';
import { checkContainerSecurityContext } from './security-context.ts';
import { checkVolumeMounts } from './volume-mounts.ts';

const CHECKED = /* @__PURE__ */ new Set([
  'name',
  'image',
  'imagePullPolicy',
  'command',
  'args',
  'workingDir',
  'env',
  'envFrom',
  'ports',
  'resources',
  'volumeMounts',
  'securityContext',
]);

/** Checks `containers` and `initContainers` of a Pod. */
export function checkContainers(report: Report, spec: JsonObject, volumes: ReadonlySet<string>): void {
  const containers = readList(report, spec, 'containers');
  const initContainers = readList(report, spec, 'initContainers');
  if (containers.length === 0) tell(report, 'containers-missing', {}, ['containers']);
  const names = new Set<string>();
  const ports: SeenPorts = new Map();
  checkList(report, 'initContainers', initContainers, volumes, ports);
  checkList(report, 'containers', containers, volumes, ports);
  checkNames(report, 'containers', containers, names);
  checkNames(report, 'initContainers', initContainers, names);
}

function checkList(
  report: Report,
  list: string,
  containers: readonly unknown[],
  volumes: ReadonlySet<string>,
  ports: SeenPorts,
): void {
  report.trail.push(list);
  for (let index = 0; index < containers.length; index++) {
    const container = readItem(report, containers, index);
    report.trail.push(index);
    checkContainer(report, container, volumes, ports);
    report.trail.pop();
  }
  report.trail.pop();
}

/** Two plain containers without a name count as duplicates too; init containers without one do not. */
function checkNames(report: Report, list: string, containers: readonly unknown[], names: Set<string>): void {
  for (let index = 0; index < containers.length; index++) {
    const given = (containers[index] as JsonObject | null)?.['name'];
    const name = typeof given === 'string' ? given : '';
    if (names.has(name)) tell(report, 'container-name-duplicate', { value: name }, [list, index, 'name']);
    else if (name !== '' || list === 'containers') names.add(name);
  }
}

function checkContainer(
  report: Report,
  container: JsonObject,
  volumes: ReadonlySet<string>,
  ports: SeenPorts,
): void {
  const name = readText(report, container, 'name');
  if (name === '') tell(report, 'container-name-missing', {}, ['name']);
  else tellName(report, 'container-name-invalid', labelProblems(name), name, ['name']);
  checkImage(report, container);
  checkEnvironment(report, container);
  checkEnvironmentFrom(report, container);
  checkContainerPorts(report, container, ports);
  checkVolumeMounts(report, container, volumes);
  checkResources(report, container);
  checkContainerSecurityContext(report, container);
  readTexts(report, container, 'command');
  readTexts(report, container, 'args');
  checkWorkingDirectory(report, container);
  noteUnchecked(report, container, CHECKED);
}

function checkImage(report: Report, container: JsonObject): void {
  const image = readText(report, container, 'image');
  if (image === '') tell(report, 'container-image-missing', {}, ['image']);
  else if (trimSpace(image) !== image) tell(report, 'image-padded', { value: image }, ['image']);
  else if (!isImageReadable(image)) tell(report, 'image-unresolvable', { value: image }, ['image']);
  const policy = readText(report, container, 'imagePullPolicy');
  if (policy !== '' && policy !== 'Always' && policy !== 'IfNotPresent' && policy !== 'Never') {
    tell(report, 'pull-policy-not-supported', { value: policy }, ['imagePullPolicy']);
  }
}

function checkWorkingDirectory(report: Report, container: JsonObject): void {
  const directory = readText(report, container, 'workingDir');
  // A Windows path begins with a drive letter or a backslash.
  if (directory === '' || directory.startsWith('/') || /^(\\|[A-Za-z]:)/.test(directory)) return;
  tell(report, 'working-directory-relative', { value: directory }, ['workingDir']);
}
