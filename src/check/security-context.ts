import { checkAppArmorProfile } from './app-armor.ts';
import { descendingPathProblems } from './local-path.ts';
import {
  type JsonObject,
  noteUnchecked,
  readFlag,
  readInteger,
  readObject,
  readOptionalText,
  readText,
  readTexts,
} from './read.ts';
import { type Report, tell } from './report.ts';

const POD = /* @__PURE__ */ new Set([
  'runAsUser',
  'runAsGroup',
  'runAsNonRoot',
  'fsGroup',
  'fsGroupChangePolicy',
  'seccompProfile',
  'appArmorProfile',
]);
const CONTAINER = /* @__PURE__ */ new Set(['privileged', 'allowPrivilegeEscalation', 'capabilities']);
const CAPABILITIES = /* @__PURE__ */ new Set(['drop']);
const PROFILE = /* @__PURE__ */ new Set(['type', 'localhostProfile']);
const GREATEST_ID = 2 ** 31 - 1;

/** Checks `securityContext` of a Pod. */
export function checkPodSecurityContext(report: Report, spec: JsonObject): void {
  const context = readObject(report, spec, 'securityContext');
  if (context === undefined) return;
  report.trail.push('securityContext');
  const user = checkId(report, context, 'runAsUser', 'user-id-invalid');
  checkId(report, context, 'runAsGroup', 'group-id-invalid');
  checkId(report, context, 'fsGroup', 'group-id-invalid');
  const policy = readOptionalText(report, context, 'fsGroupChangePolicy');
  if (policy !== undefined && policy !== 'Always' && policy !== 'OnRootMismatch') {
    tell(report, 'fs-group-change-policy-not-supported', { value: policy }, ['fsGroupChangePolicy']);
  }
  checkSeccompProfile(report, context);
  checkAppArmorProfile(report, context);
  const nonRoot = readFlag(report, context, 'runAsNonRoot');
  if (nonRoot === true && user === 0) tell(report, 'root-user-refused-later', {}, ['runAsUser']);
  noteUnchecked(report, context, POD);
  report.trail.pop();
}

/** Checks `securityContext` of a container. Names of capabilities are not checked by the server. */
export function checkContainerSecurityContext(report: Report, container: JsonObject): void {
  const context = readObject(report, container, 'securityContext');
  if (context === undefined) return;
  report.trail.push('securityContext');
  const privileged = readFlag(report, context, 'privileged');
  const escalation = readFlag(report, context, 'allowPrivilegeEscalation');
  if (privileged === true && escalation === false) tell(report, 'privileged-without-escalation', {});
  const capabilities = readObject(report, context, 'capabilities');
  if (capabilities !== undefined) {
    report.trail.push('capabilities');
    readTexts(report, capabilities, 'drop');
    noteUnchecked(report, capabilities, CAPABILITIES);
    report.trail.pop();
  }
  noteUnchecked(report, context, CONTAINER);
  report.trail.pop();
}

function checkId(
  report: Report,
  context: JsonObject,
  key: string,
  code: 'user-id-invalid' | 'group-id-invalid',
): number | undefined {
  const id = readInteger(report, context, key, 64);
  if (id !== undefined && (id < 0 || id > GREATEST_ID)) tell(report, code, { value: id }, [key]);
  return id;
}

function checkSeccompProfile(report: Report, context: JsonObject): void {
  const profile = readObject(report, context, 'seccompProfile');
  if (profile === undefined) return;
  report.trail.push('seccompProfile');
  const type = readText(report, profile, 'type');
  const path = readOptionalText(report, profile, 'localhostProfile');
  if (type === '') tell(report, 'seccomp-type-missing', {}, ['type']);
  else if (type !== 'Localhost' && type !== 'RuntimeDefault' && type !== 'Unconfined') {
    tell(report, 'seccomp-type-not-supported', { value: type }, ['type']);
  }
  if (type !== 'Localhost') {
    if (path !== undefined) tell(report, 'seccomp-path-forbidden', { type }, ['localhostProfile']);
  } else if (path === undefined) tell(report, 'seccomp-path-missing', {}, ['localhostProfile']);
  else {
    for (let problems = descendingPathProblems(path); problems > 0; problems--) {
      tell(report, 'seccomp-path-invalid', { value: path }, ['localhostProfile']);
    }
  }
  noteUnchecked(report, profile, PROFILE);
  report.trail.pop();
}
