import type { AppArmorProfile } from 'kubernetes-types/core/v1.js';
import { byteLength } from '../base/encoding/utf8.ts';
import { trimSpace } from '../base/text/go-literals.ts';
import type { Loose } from './rule.ts';

/** The annotation that set the profile of a container before there was a field. The container's name follows. */
export const APP_ARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

/** `PATH_MAX` of Linux without the byte that ends a path. */
const APP_ARMOR_PROFILE_BYTES = 4095;

const LOCALHOST = 'localhost/';

/** Returns the profile that an annotation sets, if it is valid. */
export function profileOfAnnotation(annotation: string): AppArmorProfile | undefined {
  if (annotation === 'runtime/default') return { type: 'RuntimeDefault' };
  if (annotation === 'unconfined') return { type: 'Unconfined' };
  if (!annotation.startsWith(LOCALHOST)) return undefined;
  const localhostProfile = annotation.slice(LOCALHOST.length);
  const isValid =
    localhostProfile !== '' &&
    trimSpace(localhostProfile) === localhostProfile &&
    byteLength(localhostProfile) <= APP_ARMOR_PROFILE_BYTES;
  return isValid ? { type: 'Localhost', localhostProfile } : undefined;
}

/** Returns the annotation that sets a profile, as the server writes it for old nodes. */
export function annotationOfProfile({ type, localhostProfile }: Loose<AppArmorProfile>): string | undefined {
  if (type === 'RuntimeDefault') return 'runtime/default';
  if (type === 'Unconfined') return 'unconfined';
  return type === 'Localhost' && typeof localhostProfile === 'string'
    ? LOCALHOST + localhostProfile
    : undefined;
}

/** Whether an annotation and a profile set the same. */
export function isSameProfile(
  one: Loose<AppArmorProfile> | null | undefined,
  other: Loose<AppArmorProfile> | null | undefined,
): boolean {
  if (!one || !other) return false;
  return (
    one.type === other.type && (one.localhostProfile ?? undefined) === (other.localhostProfile ?? undefined)
  );
}

/** Returns the field of a profile that contradicts an annotation. */
export function contradiction(
  { type, localhostProfile }: Loose<AppArmorProfile>,
  annotation: string,
): 'type' | 'localhostProfile' | undefined {
  switch (type) {
    case 'Unconfined':
      return annotation === 'unconfined' ? undefined : 'type';
    case 'RuntimeDefault':
      return annotation === 'runtime/default' ? undefined : 'type';
    case 'Localhost':
      if (!annotation.startsWith(LOCALHOST)) return 'type';
      return annotation.slice(LOCALHOST.length) === localhostProfile ? undefined : 'localhostProfile';
    default:
      return undefined;
  }
}
