import { ownValue } from '../base/json/json.ts';
import { pointerTo } from '../base/json/json-pointer.ts';
import type { Diagnostic, Severity } from '../diagnostics/diagnostic.ts';
import { textsFor } from '../diagnostics/template.ts';
import { KUBERNETES_VERSIONS } from './kubernetes-versions.ts';
import { joined, serverPath } from './places.ts';
import type { ManifestRule, PathToken, RefusalType, Verdict } from './rule.ts';
import type { ManifestCode } from './rules/all-rules.ts';
import { DECODING } from './rules/decoding.ts';

type Args = Diagnostic['args'];
type DecodingRules = typeof DECODING;

/** The findings so far, and the path to the value that is checked. */
export class Report {
  readonly trail: PathToken[] = [];
  /** The rule that is being checked. */
  rule: ManifestRule = DECODING['json-type-wrong'];
  readonly #refusals: ManifestDiagnostic[] = [];
  readonly #alone: ManifestDiagnostic[] = [];
  readonly #warnings: ManifestDiagnostic[] = [];
  readonly #remarks: ManifestDiagnostic[] = [];
  /** The places of rejections, and those around them. */
  readonly #rejected = new Set<string>();

  /**
   * Reports a finding of the current rule.
   *
   * @param at path from the trail to the place; default: the field of the rule
   * @param reported the server's name for that, if it differs
   */
  readonly found = (args: Args, at: readonly PathToken[] = placeOf(this.rule), reported?: string): void => {
    const { trail, rule } = this;
    const { source, severity } = verdictOf(rule.verdict);
    const finding: ManifestDiagnostic = {
      code: rule.code as ManifestDiagnostic['code'],
      severity,
      ...textsFor(rule, args),
      path: [...trail, ...at].reduce<string>(pointerTo, ''),
      ...(ownValue(rule, 'at') === 'key' && { at: 'key' }),
      args,
      source,
      ...(severity === 'error' && { type: rule.verdict as ManifestDiagnostic['type'] & string }),
      field: reported === undefined ? serverPath([...trail, ...at]) : joined(serverPath(trail), reported),
    };
    if (source === 'podwright') this.#remarks.push(finding);
    else if (severity === 'warning') this.#warnings.push(finding);
    else this.#reject(finding, [...trail, ...at]);
    if (ownValue(rule, 'alone') === true) this.#alone.push(finding);
  };

  #reject(finding: ManifestDiagnostic, tokens: readonly PathToken[]): void {
    this.#refusals.push(finding);
    let place = '';
    for (const token of tokens) {
      place = pointerTo(place, token);
      this.#rejected.add(place);
    }
  }

  /**
   * Reports something that the server cannot decode, at the end of the trail, and returns false. The server writes the
   * key of a quantity or of a value of a Secret in brackets.
   */
  undecodable(code: keyof DecodingRules, args: Args, isEntry = false): false {
    this.rule = DECODING[code];
    const key = isEntry ? this.trail.pop() : undefined;
    if (key === undefined) this.found(args, []);
    else {
      this.found(args, [key], `[${key}]`);
      this.trail.push(key);
    }
    return false;
  }

  /** Reports a value of another JSON type, and returns false. */
  wrongType(expected: string, value: unknown, isEntry = false): false {
    const found = nameOfType(value);
    return this.undecodable('json-type-wrong', { key: keyOf(this.trail), expected, found }, isEntry);
  }

  /** Reports a field that the API does not have, and returns false. */
  unknownField(key: string): false {
    this.trail.push(key);
    this.undecodable('field-unknown', { field: key });
    this.trail.pop();
    return false;
  }

  unknownVersion(version: unknown): void {
    const shown = typeof version === 'string' ? version : nameOfType(version);
    this.undecodable('kubernetes-version-unknown', { version: shown, known: KUBERNETES_VERSIONS });
  }

  kindNotChecked(apiVersion: string, kind: string): void {
    this.rule = DECODING['kind-not-checked'];
    this.found({ apiVersion, kind });
  }

  /** Reports that the value at the end of the trail is not checked, and returns true. */
  unchecked(): true {
    this.undecodable('field-not-checked', { field: keyOf(this.trail) });
    return true;
  }

  /** Whether the server rejects something at or below a place under the end of the trail. */
  readonly rejects = (...at: readonly PathToken[]): boolean =>
    this.#rejected.size > 0 && this.#rejected.has([...this.trail, ...at].reduce<string>(pointerTo, ''));

  /** The findings by weight. The server warns only about values that it accepts. */
  findings(): ManifestDiagnostic[] {
    if (this.#alone.length > 0) return [...this.#alone, ...this.#remarks];
    return [...(this.#refusals.length > 0 ? this.#refusals : this.#warnings), ...this.#remarks];
  }
}

export function verdictOf(verdict: Verdict): { source: ManifestDiagnostic['source']; severity: Severity } {
  switch (verdict) {
    case 'server-warning':
      return { source: 'api-server', severity: 'warning' };
    case 'warning':
    case 'info':
      return { source: 'podwright', severity: verdict };
    default:
      return { source: 'api-server', severity: 'error' };
  }
}

export function nameOfType(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function placeOf({ field }: ManifestRule): readonly PathToken[] {
  return field === '' ? [] : field.split('.');
}

/** The last key of a trail with the indices after it: `command[1]`. */
function keyOf(trail: readonly PathToken[]): string {
  const last = trail.findLastIndex((token) => typeof token === 'string');
  return serverPath(trail.slice(Math.max(0, last)));
}

/** The API server, or podwright for findings beyond the server's own check. */
export type ManifestSource = 'api-server' | 'podwright';

/** One finding about a manifest. `path` is the JSON Pointer into the object. */
export interface ManifestDiagnostic extends Diagnostic<ManifestCode> {
  /** Whose finding it is. */
  readonly source: ManifestSource;
  /** The server's class of the rejection; warnings have none. */
  readonly type?: RefusalType;
  /** The server's own path, such as `spec.containers[0].resources.limits[cpu]`. */
  readonly field: string;
}
