import { labelProblems, subdomainProblems } from '../base/text/kubernetes-names.ts';
import { checkAffinity } from './affinity.ts';
import { checkContainers } from './containers.ts';
import { checkMetadata } from './metadata.ts';
import { checkNetwork } from './network.ts';
import { checkPodAnnotations } from './pod-annotations.ts';
import {
  type JsonObject,
  noteUnchecked,
  readFlag,
  readItem,
  readList,
  readObject,
  readOptionalText,
  readText,
} from './read.ts';
import { type NameCode, type Report, tell, tellName } from './report.ts';
import { checkNodeSelector, checkTolerations } from './scheduling.ts';
import { checkPodSecurityContext } from './security-context.ts';
import { checkVolumes } from './volumes.ts';

const POD = /* @__PURE__ */ new Set(['apiVersion', 'kind', 'metadata', 'spec', 'status']);
const SPEC = /* @__PURE__ */ new Set([
  'affinity',
  'containers',
  'dnsConfig',
  'hostAliases',
  'hostUsers',
  'hostname',
  'imagePullSecrets',
  'initContainers',
  'nodeSelector',
  'priorityClassName',
  'restartPolicy',
  'runtimeClassName',
  'securityContext',
  'serviceAccountName',
  'subdomain',
  'tolerations',
  'volumes',
]);
const REFERENCE = /* @__PURE__ */ new Set(['name']);
const EMPTY_SPEC: JsonObject = {};

export function checkPod(report: Report, pod: JsonObject): void {
  const { name, labels, annotations } = checkMetadata(
    report,
    pod,
    'subdomain-name-invalid',
    subdomainProblems,
  );
  if (labelProblems(name) !== 0) tell(report, 'pod-name-not-label', { value: name }, ['metadata', 'name']);
  const spec = readObject(report, pod, 'spec') ?? EMPTY_SPEC;
  if (annotations !== undefined) checkPodAnnotations(report, annotations, spec);
  report.trail.push('spec');
  checkContainers(report, spec, checkVolumes(report, spec));
  checkRestartPolicy(report, spec);
  checkClassNames(report, spec);
  readFlag(report, spec, 'hostUsers');
  checkPullSecrets(report, spec);
  checkNetwork(report, spec);
  checkNodeSelector(report, spec);
  checkTolerations(report, spec);
  checkAffinity(report, spec, labels);
  checkPodSecurityContext(report, spec);
  noteUnchecked(report, spec, SPEC);
  report.trail.pop();
  noteUnchecked(report, pod, POD);
}

function checkRestartPolicy(report: Report, spec: JsonObject): void {
  const policy = readText(report, spec, 'restartPolicy');
  if (policy === '' || policy === 'Never' || policy === 'Always' || policy === 'OnFailure') return;
  tell(report, 'restart-policy-not-supported', { value: policy }, ['restartPolicy']);
}

/** Of the three, only an empty runtime class is sent and refused. */
function checkClassNames(report: Report, spec: JsonObject): void {
  checkClassName(
    report,
    'service-account-name-invalid',
    'serviceAccountName',
    readText(report, spec, 'serviceAccountName'),
  );
  checkClassName(
    report,
    'priority-class-name-invalid',
    'priorityClassName',
    readText(report, spec, 'priorityClassName'),
  );
  const runtimeClass = readOptionalText(report, spec, 'runtimeClassName');
  if (runtimeClass === undefined) return;
  const problems = subdomainProblems(runtimeClass);
  tellName(report, 'runtime-class-name-invalid', problems, runtimeClass, ['runtimeClassName']);
}

function checkClassName(report: Report, code: NameCode, key: string, name: string): void {
  if (name !== '') tellName(report, code, subdomainProblems(name), name, [key]);
}

function checkPullSecrets(report: Report, spec: JsonObject): void {
  const secrets = readList(report, spec, 'imagePullSecrets');
  const names = new Set<string>();
  report.trail.push('imagePullSecrets');
  for (let index = 0; index < secrets.length; index++) {
    const secret = readItem(report, secrets, index);
    report.trail.push(index);
    const name = readText(report, secret, 'name');
    if (names.has(name)) tell(report, 'pull-secret-repeated', { value: name }, ['name']);
    names.add(name);
    if (name === '') tell(report, 'pull-secret-name-empty', {}, ['name']);
    else if (subdomainProblems(name) !== 0)
      tell(report, 'pull-secret-unresolvable', { value: name }, ['name']);
    noteUnchecked(report, secret, REFERENCE);
    report.trail.pop();
  }
  report.trail.pop();
}
