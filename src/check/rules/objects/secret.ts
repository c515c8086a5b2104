import type { Secret } from 'kubernetes-types/core/v1.js';
import { base64Length, base64ToText } from '../../../base/encoding/base64.ts';
import { byteLength } from '../../../base/encoding/utf8.ts';
import { isJsonObject } from '../../../base/json/json.ts';
import type { Places } from '../../places.ts';
import { type Loose, rulesOnDerived } from '../../rule.ts';
import { CONFIG_KEY, named } from '../names.ts';

const LARGEST_SECRET = 1_048_576;

const REQUIRED_KEYS: ReadonlyMap<string, readonly string[]> = /* @__PURE__ */ new Map([
  ['kubernetes.io/ssh-auth', ['ssh-privatekey']],
  ['kubernetes.io/tls', ['tls.crt', 'tls.key']],
]);
const BASIC_AUTH_KEYS = ['username', 'password'];
const TOKEN_TYPE = 'kubernetes.io/service-account-token';
const TOKEN_ANNOTATION = 'kubernetes.io/service-account.name';
/** The keys whose value must be a JSON object. */
const JSON_KEYS: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['kubernetes.io/dockerconfigjson', '.dockerconfigjson'],
  ['kubernetes.io/dockercfg', '.dockercfg'],
]);

/** A value of a Secret. The server moves the texts of `stringData` to `data`. */
interface Entry {
  readonly key: string;
  readonly list: 'data' | 'stringData';
  readonly value: unknown;
}

interface Content {
  readonly type: string;
  readonly metadata: Loose<Secret>['metadata'];
  readonly entries: readonly Entry[];
}

const rule = rulesOnDerived<Secret, Content>('Secret', ({ data, stringData, type, metadata }) => {
  const entries = (list: Entry['list'], values: object | null | undefined): Entry[] =>
    Object.entries(values ?? {}).map(([key, value]) => ({ key, list, value }));
  const encoded = entries('data', data).filter(({ key }) => !Object.hasOwn(stringData ?? {}, key));
  return { type: type ?? '', metadata, entries: [...encoded, ...entries('stringData', stringData)] };
});

function byteCount({ list, value }: Entry): number {
  if (Array.isArray(value)) return value.length;
  if (typeof value !== 'string') return 0;
  return list === 'data' ? (base64Length(value) ?? 0) : byteLength(value);
}

function textOf({ list, value }: Entry): string {
  if (Array.isArray(value)) return new TextDecoder().decode(Uint8Array.from(value as number[]));
  if (typeof value !== 'string') return '';
  return list === 'data' ? (base64ToText(value) ?? '') : value;
}

const KEYS: Places<Content, string> = {
  field: 'data[key]',
  at: 'key',
  visit: ({ entries }, see) => {
    for (const { key, list } of entries) see(key, [list, key], `data[${key}]`);
  },
};

export const SECRETS = [
  rule('secret-key-invalid', named(KEYS, CONFIG_KEY, 'Invalid Secret key {value}.')),
  rule('secret-too-long', {
    verdict: 'tooLong',
    field: 'data',
    message: 'The Secret has {bytes:text} bytes.',
    help: 'Keep all values within 1048576 bytes.',
    check: ({ entries }) => {
      let bytes = 0;
      for (const entry of entries) bytes += byteCount(entry);
      return bytes > LARGEST_SECRET && { bytes };
    },
  }),
  rule('docker-config-missing', {
    verdict: 'required',
    field: 'data[.dockerconfigjson]',
    message: 'A Secret of type {type} has no key {key}.',
    help: 'Add the registry credentials under {key}.',
    check: ({ type, entries }, found) => {
      const key = JSON_KEYS.get(type);
      if (key !== undefined && !entries.some((entry) => entry.key === key))
        found({ type, key }, ['data', key], `data[${key}]`);
    },
  }),
  rule('docker-config-invalid', {
    verdict: 'invalid',
    field: 'data[.dockerconfigjson]',
    message: 'The registry credentials under {key} are not a JSON object.',
    help: 'Write a JSON object such as `{"auths": {}}`.',
    check: ({ type, entries }, found) => {
      const key = JSON_KEYS.get(type);
      const entry = entries.find((each) => each.key === key);
      if (key !== undefined && entry !== undefined && !isJsonObjectText(textOf(entry)))
        found({ key }, [entry.list, key], `data[${key}]`);
    },
  }),
  rule('secret-required-key-missing', {
    verdict: 'required',
    field: 'data[key]',
    message: 'A Secret of type {type} has no key {key}.',
    help: 'Add {key}, or use the type `Opaque`.',
    check: ({ type, entries }, found) => {
      const keys = new Set(
        entries
          .filter((entry) => type !== 'kubernetes.io/ssh-auth' || byteCount(entry) > 0)
          .map(({ key }) => key),
      );
      const isBasic = type === 'kubernetes.io/basic-auth' && !BASIC_AUTH_KEYS.some((key) => keys.has(key));
      for (const key of isBasic ? BASIC_AUTH_KEYS : (REQUIRED_KEYS.get(type) ?? []))
        if (!keys.has(key)) found({ type, key }, ['data', key], `data[${key}]`);
    },
  }),
  rule('secret-annotation-missing', {
    verdict: 'required',
    field: `metadata.annotations[${TOKEN_ANNOTATION}]`,
    message: 'A Secret of type {type} has no annotation {key}.',
    help: 'Set the annotation to the name of a service account.',
    check: ({ metadata, type }, found) => {
      const key = TOKEN_ANNOTATION;
      if (type === TOKEN_TYPE && !metadata?.annotations?.[key])
        found({ type, key }, ['metadata', 'annotations', key], `metadata.annotations[${key}]`);
    },
  }),
  rule('field-not-checked', {
    verdict: 'info',
    field: 'type',
    message: 'The certificate of a Secret of type {field} is not checked.',
    help: 'Check that `tls.key` is the key of `tls.crt`.',
    check: ({ type }) => type === 'kubernetes.io/tls' && { field: type },
  }),
];

/** `null` is an empty object to the server. */
function isJsonObjectText(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return value === null || isJsonObject(value);
  } catch {
    return false;
  }
}
