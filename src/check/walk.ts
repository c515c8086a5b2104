import { groupBy } from '../base/collections.ts';
import { base64Length } from '../base/encoding/base64.ts';
import { isJsonObject } from '../base/json/json.ts';
import { storedQuantity } from '../base/quantity/stored-quantity.ts';
import { trimSpace } from '../base/text/go-literals.ts';
import { parseFieldType, TYPES, type TypeName } from './api-types.ts';
import { isVersionWithin, type KubernetesVersion, versionsOf } from './kubernetes-versions.ts';
import type { Report } from './report.ts';
import type { Check, ManifestRule, PathToken } from './rule.ts';

/**
 * Checks a value at the end of the report's trail. Null and undefined never get here.
 *
 * @returns whether the server can decode it. Rules see only values that can be decoded.
 */
export type Walk = (value: unknown, report: Report) => boolean;

/** Returns the walk over a type with the rules of one version of Kubernetes, made of closures that are built once. */
export function walkOf(type: TypeName, version: KubernetesVersion, rules: readonly ManifestRule[]): Walk {
  const made = new Map<TypeName, Walk>();
  const walkOfType = (name: TypeName): Walk => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const walk = objectWalk(fieldsOf(name), checksOf(name, version, rules));
    made.set(name, walk);
    return walk;
  };
  const fieldsOf = (name: TypeName): Map<string, WalkedField> => {
    const fields = new Map<string, WalkedField>();
    for (const [key, written] of Object.entries(TYPES[name])) {
      const { type, container, isChecked, since } = parseFieldType(written);
      if (since !== undefined && !isVersionWithin(version, since)) continue;
      const ofItem = LEAVES[type] ?? (isChecked ? walkOfType : unchecked)(type as TypeName);
      const walk = CONTAINERS[container]?.(ofItem, type) ?? ofItem;
      fields.set(key, {
        simple: container === '' && isChecked ? SIMPLE[type] : undefined,
        walk: isChecked ? walk : uncheckedWalk(walk),
        isPresent: container === '!',
      });
    }
    return fields;
  };
  const unchecked = (name: TypeName): Walk => walkOf(name, version, []);
  return walkOfType(type);
}

interface Child {
  /** The `typeof` of a valid value, if nothing else is checked. */
  readonly simple?: string | undefined;
  readonly walk: Walk;
}

interface WalkedField extends Child {
  readonly isPresent: boolean;
}

interface CompiledRule {
  readonly rule: ManifestRule;
  readonly check: Check<unknown, object>;
}

interface Subject {
  readonly derive: ((value: unknown) => unknown) | undefined;
  readonly rules: readonly CompiledRule[];
}

const NOTHING: Readonly<Record<string, unknown>> = {};
const SIMPLE: Readonly<Record<string, string>> = { text: 'string', flag: 'boolean' };

function checksOf(type: TypeName, version: KubernetesVersion, rules: readonly ManifestRule[]): Subject[] {
  const compiled = rules
    .filter(({ types }) => types?.includes(type))
    .flatMap((rule) =>
      versionsOf(rule)
        .filter(({ since, through }) => isVersionWithin(version, since, through))
        .map(({ check }): CompiledRule => ({ rule, check: check as unknown as CompiledRule['check'] })),
    );
  const subjects = groupBy(compiled, ({ rule }) => rule.derive);
  return [...subjects].map(([derive, rules]) => ({ derive: derive as Subject['derive'], rules }));
}

function objectWalk(fields: ReadonlyMap<string, WalkedField>, subjects: readonly Subject[]): Walk {
  const present = [...fields].filter(([, { isPresent }]) => isPresent);
  return (value, report) => {
    if (!isJsonObject(value)) return report.wrongType('an object', value);
    let isGood = true;
    for (const key in value) {
      const child = value[key];
      const field = fields.get(key);
      if (field === undefined) {
        if (child !== undefined) isGood = report.unknownField(key);
      } else if (typeof child !== field.simple && !isChildGood(field, key, child, report)) isGood = false;
    }
    for (let index = 0; index < present.length; index++) {
      const [key, field] = present[index] as readonly [string, WalkedField];
      if ((value[key] ?? undefined) === undefined) isChildGood(field, key, NOTHING, report);
    }
    if (isGood) check(subjects, value, report);
    return isGood;
  };
}

function check(subjects: readonly Subject[], value: unknown, report: Report): void {
  const { found, rejects } = report;
  for (let index = 0; index < subjects.length; index++) {
    const { derive, rules } = subjects[index] as Subject;
    const checked = derive === undefined ? value : derive(value);
    if (checked === undefined) continue;
    for (let place = 0; place < rules.length; place++) {
      const compiled = rules[place] as CompiledRule;
      report.rule = compiled.rule;
      const args = compiled.check(checked, found as never, rejects);
      if (args) found(args as Parameters<typeof found>[0]);
    }
  }
}

/** Walks a field or an item. One that is missing or that its JSON type alone makes valid is good. */
function isChildGood({ simple, walk }: Child, key: PathToken, value: unknown, report: Report): boolean {
  if (value === undefined || value === null || typeof value === simple) return true;
  report.trail.push(key);
  const isGood = walk(value, report);
  report.trail.pop();
  return isGood;
}

/** A null item is an empty object to the server, and an empty string. */
function listWalk(walk: Walk, type: string): Walk {
  const item = { simple: SIMPLE[type], walk };
  const zero = type in TYPES ? NOTHING : undefined;
  return (value, report) => {
    if (!Array.isArray(value)) return report.wrongType('a list', value);
    let isGood = true;
    for (let index = 0; index < value.length; index++)
      if (!isChildGood(item, index, value[index] ?? zero, report)) isGood = false;
    return isGood;
  };
}

function mapWalk(walk: Walk, type: string): Walk {
  const item = { simple: SIMPLE[type], walk };
  return (value, report) => {
    if (!isJsonObject(value)) return report.wrongType('an object', value);
    let isGood = true;
    for (const key in value) if (!isChildGood(item, key, value[key], report)) isGood = false;
    return isGood;
  };
}

const LEAVES: Readonly<Record<string, Walk>> = {
  text: (value, report) => typeof value === 'string' || report.wrongType('a string', value),
  flag: (value, report) => typeof value === 'boolean' || report.wrongType('a boolean', value),
  int32: (value, report) => isInteger(value, 32) || report.wrongType('a whole number of 32 bits', value),
  int64: (value, report) => isInteger(value, 64) || report.wrongType('a whole number of 64 bits', value),
  'int or text': (value, report) =>
    typeof value === 'string' ||
    isInteger(value, 32) ||
    report.wrongType('a string or a whole number', value),
  time: (value, report) => isTime(value) || report.wrongType('a time such as `2026-01-31T12:00:00Z`', value),
  quantity: walkQuantity,
  bytes: walkBytes,
  object: walkUncheckedObject,
  // Not even decoded.
  '': () => true,
};

const CONTAINERS: Readonly<Record<string, (item: Walk, type: string) => Walk>> = {
  '[]': listWalk,
  '{}': mapWalk,
};

/** Decodes a value, and reports that no rules apply to it. */
function uncheckedWalk(walk: Walk): Walk {
  return (value, report) => report.unchecked() && walk(value, report);
}

/** 2^63 is allowed, because JSON.parse reads 2^63 - 1, the greatest number of 64 bits, as that. */
function isInteger(value: unknown, bits: 32 | 64): boolean {
  const limit = 2 ** (bits - 1);
  const greatest = bits === 32 ? limit - 1 : limit;
  return typeof value === 'number' && Number.isInteger(value) && value >= -limit && value <= greatest;
}

function walkQuantity(value: unknown, report: Report): boolean {
  if (typeof value !== 'string' && typeof value !== 'number')
    return report.wrongType('a quantity', value, true);
  const text = String(value);
  const isQuantity = storedQuantity(trimSpace(text)) !== undefined;
  return isQuantity || report.undecodable('quantity-invalid', { value: text }, true);
}

/** Base64, or the bytes as a list of numbers, which the server decodes as well. */
function walkBytes(value: unknown, report: Report): boolean {
  if (Array.isArray(value)) {
    return value.every(isByte) || report.wrongType('a string', value, true);
  }
  if (typeof value !== 'string') return report.wrongType('a string', value, true);
  return (
    base64Length(value) !== undefined ||
    report.undecodable('secret-value-not-base64', { key: String(report.trail.at(-1)) }, true)
  );
}

function isByte(value: unknown): boolean {
  return value === null || (isInteger(value, 32) && (value as number) >= 0 && (value as number) <= 255);
}

function isTime(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}

function walkUncheckedObject(value: unknown, report: Report): boolean {
  if (!isJsonObject(value)) return report.wrongType('an object', value);
  for (const key in value) {
    report.trail.push(key);
    report.unchecked();
    report.trail.pop();
  }
  return true;
}
