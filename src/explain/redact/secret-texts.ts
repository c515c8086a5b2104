import { base64, base64ToText } from '../../base/encoding/base64.ts';
import { base64Utf16, base64Utf16ToText } from '../../base/encoding/base64-utf16.ts';
import { byteLength } from '../../base/encoding/byte-length.ts';
import type { CompiledWorkflow } from '../../translate/model/compiled-workflow.ts';
import type { CompileInput } from '../../workflow/types.ts';

export const REDACTED = '<redacted>';

/** Replaces secret values in a text. */
export type RedactText = (text: string) => string;

/** Values shorter than this are replaced only where they are a whole value: they would match by chance. */
const SHORTEST_PART = 4;

/** The same for parts of longer base64, of which every character has six bits only. */
const SHORTEST_ENCODED = 8;

/** Messages show long values cut; this much of one is enough to know it. */
const CUT = 24;

/** What stands in for a secret that was not given; it is no secret, and tells which one is missing. */
const PLACEHOLDER = /^<secret [^<>]*>$/;

/**
 * Makes the replacement for a set of secret values: whole, as a part of a text, line by line, and as they look inside
 * JSON, inside the quotes of a shell, percent-encoded, and in base64, also as a part of what was encoded.
 */
export function redactTexts(secrets: Iterable<string>): RedactText {
  const values = new Set([...secrets].filter((value) => value !== '' && !PLACEHOLDER.test(value)));
  const written = new Set([...values].flatMap(writtenForms));
  const parts = [...written]
    .filter((part) => part.length >= SHORTEST_PART)
    .sort((left, right) => right.length - left.length);
  return (text) => {
    if (values.has(text)) return REDACTED;
    return parts.reduce((rest, part) => withoutCut(rest.replaceAll(part, REDACTED), part), text);
  };
}

function writtenForms(value: string): string[] {
  const lines = value.split(/\r?\n/).map((line) => line.trim());
  const plain = [value, value.trim(), ...lines];
  const wellFormed = value.toWellFormed();
  const encoded = [0, 1, 2]
    .map((before) => insideBase64(wellFormed, before))
    .filter((part) => part.length >= SHORTEST_ENCODED);
  const alone = base64(wellFormed).replace(/={1,2}$/, '');
  return [
    ...plain,
    ...plain.map(inJson),
    ...plain.map(inShell),
    encodeURIComponent(wellFormed),
    alone,
    ...encoded,
  ];
}

/** What base64 makes of a value after so many bytes of something else, without what depends on its neighbours. */
function insideBase64(value: string, before: number): string {
  const text = '-'.repeat(before) + value;
  const bytes = before + byteLength(value);
  return base64(text).slice(Math.ceil((before * 8) / 6), Math.floor((bytes * 8) / 6));
}

function inJson(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

function inShell(value: string): string {
  return value.replaceAll("'", `'"'"'`);
}

/** The start of a value up to where a message cuts it. */
function withoutCut(text: string, part: string): string {
  if (part.length <= CUT) return text;
  const start = text.indexOf(part.slice(0, CUT));
  const end = text.indexOf('…', start + CUT);
  return start < 0 || end < 0 ? text : `${text.slice(0, start)}${REDACTED}${text.slice(end)}`;
}

/** What is secret in a compiled workflow: its secrets, what steps have from them, and passwords. */
export function secretsOf(workflow: CompiledWorkflow): string[] {
  const steps = (workflow.pipeline ?? []).flatMap((stage) => stage.steps ?? []);
  const values: unknown[] = [
    ...(workflow.secrets ?? []).map(({ value }) => value),
    ...steps.flatMap((step) => [
      ...Object.values(step.secret_mapping ?? {}),
      step.auth_config?.password,
      step.environment?.['CI_NETRC_PASSWORD'],
      // With some forges the token is the user name.
      step.environment?.['CI_NETRC_USERNAME'],
      ...Object.values(step.environment ?? {}).flatMap(credentialsInUrls),
    ]),
  ];
  return values.filter((value): value is string => typeof value === 'string');
}

const USER_INFO = /(https?)?:\/\/([^\s/@:]*)(?::([^\s/@]*))?@/gi;

/** Passwords in URLs; over HTTP a user without a password is a token. */
function credentialsInUrls(text: unknown): string[] {
  if (typeof text !== 'string') return [];
  return [...text.matchAll(USER_INFO)].map(
    ([, http, user = '', password]) => password ?? (http === undefined ? '' : user),
  );
}

/** The secrets and passwords that the server is given. */
export function secretValues({ secrets = [], registries = [] }: CompileInput): string[] {
  return [...secrets.map(({ value }) => value), ...registries.map(({ password }) => password)].filter(
    (value) => value !== undefined,
  );
}

/** Redacts a script in base64 and encodes it again. Some scripts are in UTF-16, in which no UTF-8 text is found. */
export function redactScript(encoded: string, redact: RedactText): string {
  const text = base64ToText(encoded) ?? '';
  const redacted = redact(text);
  return redacted === text ? redactBase64Utf16(encoded, redact) : base64(redacted);
}

function redactBase64Utf16(encoded: string, redact: RedactText): string {
  const text = base64Utf16ToText(encoded) ?? '';
  const redacted = redact(text);
  return redacted === text ? encoded : base64Utf16(redacted);
}

/** A copy of JSON with every text in it mapped; keys stay. */
export function mapTexts<Json>(value: Json, map: RedactText): Json {
  return mapped(value, map) as Json;
}

function mapped(value: unknown, map: RedactText): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((item) => mapped(item, map));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapped(item, map)]));
}
