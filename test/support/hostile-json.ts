import fc from 'fast-check';
import { anyCharacter } from './any-string.ts';

/** Keys that have a meaning in JavaScript. */
const PROTOTYPE_KEYS = ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString'] as const;

const scalar = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -0, 1, -1, 1.5, 65536, 2 ** 53, 1e21, 1e300, 5e-324),
  fc.string({ unit: anyCharacter, maxLength: 8 }),
  fc.constantFrom('', ' ', 'a:b', '1Gi', '__proto__', '\u0000', '\ud800', '\u2028', '<redacted>', '{}', '[]'),
);

const key = fc.oneof(fc.constantFrom<string>(...PROTOTYPE_KEYS), fc.string({ maxLength: 5 }));

/** Any value that parsing JSON can make, keys that objects inherit included. */
export const anyJson: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4, depthSize: 'small' }, scalar, tie('list'), tie('map')),
  list: fc.array(tie('value'), { maxLength: 3 }),
  map: fc.array(fc.tuple(key, tie('value')), { maxLength: 3 }).map((entries) => Object.fromEntries(entries)),
})).value;

/** One change to a tree of JSON: where, what kind, and a value or key to put there. */
const change = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('replace', 'replace', 'delete', 'rename', 'repeat', 'wrap', 'add'),
  value: anyJson,
  key,
});

type Change = typeof change extends fc.Arbitrary<infer Made> ? Made : never;
type Container = Record<string, unknown> | unknown[];

/** Values of the right shape with one to four places of them changed, so most of each is still right. */
export function nearly(valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc
    .tuple(valid, fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([value, changes]) => changes.reduce(changed, structuredClone(value)));
}

function changed(root: unknown, { at, kind, value, key: name }: Change): unknown {
  const places = placesIn(root);
  const place = places[at % places.length];
  if (place === undefined) return value;
  const { container, token } = place;
  if (Array.isArray(container)) changeList(container, Number(token), kind, value);
  else changeMap(container, token, kind, value, name);
  return root;
}

function changeList(list: unknown[], index: number, kind: Change['kind'], value: unknown): void {
  if (kind === 'delete') list.splice(index, 1);
  else if (kind === 'repeat') list.splice(index, 0, structuredClone(list[index]));
  else if (kind === 'wrap') list[index] = [list[index]];
  else if (kind === 'add' || kind === 'rename') list.push(value);
  else list[index] = value;
}

function changeMap(
  map: Record<string, unknown>,
  token: string,
  kind: Change['kind'],
  value: unknown,
  name: string,
): void {
  const old = map[token];
  if (kind === 'delete' || kind === 'rename') delete map[token];
  if (kind === 'rename' || kind === 'repeat') define(map, name, structuredClone(old));
  else if (kind === 'wrap') define(map, token, { [name]: old });
  else if (kind === 'add') define(map, name, value);
  else if (kind === 'replace') define(map, token, value);
}

function define(map: Record<string, unknown>, name: string, value: unknown): void {
  Object.defineProperty(map, name, { value, enumerable: true, configurable: true, writable: true });
}

function placesIn(value: unknown, found: { container: Container; token: string }[] = []) {
  if (typeof value !== 'object' || value === null) return found;
  for (const [token, item] of Object.entries(value)) {
    found.push({ container: value as Container, token });
    placesIn(item, found);
  }
  return found;
}
