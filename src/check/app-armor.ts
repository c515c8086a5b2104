import { byteLength } from '../base/encoding/byte-length.ts';
import { trimSpace } from '../base/text/white-space.ts';
import { type JsonObject, noteUnchecked, readObject, readOptionalText, readText } from './read.ts';
import { type Report, tell } from './report.ts';

const PROFILE = /* @__PURE__ */ new Set(['type', 'localhostProfile']);
const PROFILE_BYTES = 4095;

/** Begins the annotation of old that says what the profile field says now; the container's name follows. */
export const APP_ARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

/** Checks `appArmorProfile` of a security context; the trail ends at the context. */
export function checkAppArmorProfile(report: Report, context: JsonObject): void {
  const profile = readObject(report, context, 'appArmorProfile');
  if (profile === undefined) return;
  report.trail.push('appArmorProfile');
  const type = readText(report, profile, 'type');
  const name = readOptionalText(report, profile, 'localhostProfile');
  if (type === 'Localhost') checkProfileName(report, name);
  else if (type === '') tell(report, 'app-armor-type-missing', {}, ['type']);
  else if (type !== 'RuntimeDefault' && type !== 'Unconfined') {
    tell(report, 'app-armor-type-not-supported', { value: type }, ['type']);
  } else if (name !== undefined) tell(report, 'app-armor-profile-forbidden', { type }, ['localhostProfile']);
  noteUnchecked(report, profile, PROFILE);
  report.trail.pop();
}

/** The profile that an annotation means, if it is well-formed. */
export function profileOfAnnotation(annotation: string): { type: string; name?: string } | undefined {
  if (annotation === 'runtime/default') return { type: 'RuntimeDefault' };
  if (annotation === 'unconfined') return { type: 'Unconfined' };
  if (!annotation.startsWith('localhost/')) return undefined;
  const name = annotation.slice('localhost/'.length);
  const good = name !== '' && trimSpace(name) === name && byteLength(name) <= PROFILE_BYTES;
  return good ? { type: 'Localhost', name } : undefined;
}

function checkProfileName(report: Report, name: string | undefined): void {
  if (name === undefined) {
    tell(report, 'app-armor-profile-missing', {}, ['localhostProfile']);
    return;
  }
  const trimmed = trimSpace(name);
  if (trimmed !== name) tell(report, 'app-armor-profile-padded', { value: name }, ['localhostProfile']);
  else if (trimmed === '') tell(report, 'app-armor-profile-missing', {}, ['localhostProfile']);
  const bytes = byteLength(name);
  if (bytes > PROFILE_BYTES) tell(report, 'app-armor-profile-too-long', { bytes }, ['localhostProfile']);
}
