import { type CheckManifestOptions, checkManifest } from '../../src/check/check-manifest.ts';
import { deepFrozen } from '../support/deep-frozen.ts';

/** A change of something good, and what is found then. */
export type Row = readonly [change: unknown, ...found: string[]];

/**
 * Returns what is found in an object, sorted, a line for each finding: the code, the pointer, and the server's field if
 * it is not the pointer written its way.
 *
 * @param below the pointer to what changes; `~` replaces it
 */
export function findings(object: unknown, below = '', options: CheckManifestOptions = {}): string[] {
  const lines = checkManifest(deepFrozen(object), options).map(({ code, path, field }) => {
    const as = field === fieldOf(path) ? '' : ` as ${shortened(field, fieldOf(below))}`;
    return `${code} ${shortened(path, below)}${as}`;
  });
  return lines.sort();
}

function shortened(place: string, start: string): string {
  return start !== '' && place.startsWith(start) ? `~${place.slice(start.length)}` : place;
}

function fieldOf(pointer: string): string {
  const tokens = pointer.split('/').slice(1);
  const fields = tokens.map((token) => (/^\d+$/.test(token) ? `[${token}]` : `.${token}`));
  return fields.join('').replace(/^\./, '').replaceAll('~1', '/').replaceAll('~0', '~');
}

/** A Pod with one container, and with these fields of `spec`. */
export function podWith(spec: object, metadata: object = {}): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', ...metadata },
    spec: { containers: [{ name: 'c', image: 'alpine' }], ...spec },
  };
}

/** A Pod with one container, and with these fields of the container. */
export function containerWith(fields: object): object {
  return podWith({ containers: [{ name: 'c', image: 'alpine', ...fields }] });
}
