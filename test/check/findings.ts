import { checkManifest } from '../../src/check/check-manifest.ts';
import { deepFrozen } from '../support/deep-frozen.ts';

/** A change of something good, and what is found then. */
export type Row = readonly [change: unknown, ...found: string[]];

/**
 * What is found in an object, a line for each finding: the code, the pointer, the server's field where it is not the
 * pointer written its way, and the values of the message.
 *
 * @param below the pointer to what changes; `~` takes its place
 */
export function findings(object: unknown, below = ''): string[] {
  return checkManifest(deepFrozen(object)).map(({ code, path, field, args }) => {
    const as = field === fieldOf(path) ? '' : ` as ${shortened(field, fieldOf(below))}`;
    const values = Object.values(args).map(String);
    return `${code} ${shortened(path, below)}${as}${values.length > 0 ? `: ${values.join(', ')}` : ''}`;
  });
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
