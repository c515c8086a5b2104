import type { TemplateArgs, Templates } from '../diagnostics/template.ts';
import type { TypeName } from './api-types.ts';
import type { Checks } from './kubernetes-versions.ts';

/** The API server's own classes of rejections: the types of its field errors. */
export type RefusalType =
  | 'invalid'
  | 'required'
  | 'notSupported'
  | 'duplicate'
  | 'forbidden'
  | 'notFound'
  | 'tooLong';

/**
 * The class of a finding: the server's class of a rejection, its `server-warning`, a `warning` of podwright about an
 * object that the server accepts, or an `info` about an unchecked part.
 */
export type Verdict = RefusalType | 'server-warning' | 'warning' | 'info';

export type PathToken = string | number;

/**
 * Reports a finding.
 *
 * @param at path from the checked value to the place; default: the `field` of the rule
 * @param reported the server's name for that place, if it differs
 */
type Found<Args> = (args: Args, at?: readonly PathToken[], reported?: string) => void;

/** Whether the server rejects something at or below a place under the checked value. */
type Rejects = (...at: readonly PathToken[]) => boolean;

/** Checks a value: reports findings with `found`, or returns the arguments of one at the field of the rule. */
export type Check<Value, Args> = (
  value: Value,
  found: Found<Args>,
  rejects: Rejects,
) => Args | '' | 0 | false | null | undefined;

/** A rule about the values of one Kubernetes type. */
export interface ManifestRule<Code extends string = string> extends Templates, Checks<Check<never, never>> {
  readonly code: Code;
  /** The types whose values the rule checks; the walk itself reports values without one. */
  readonly types?: readonly TypeName[];
  readonly verdict: Verdict;
  /** The field that the rule is about, below the type, as the server writes it without indices: `ports[].name`. */
  readonly field: string;
  /** Whether the key at the place of a finding is wrong. Default: the value. */
  readonly at?: 'key';
  readonly help: string;
  /** Whether the server reports it before everything else, and then nothing else. */
  readonly alone?: boolean;
  /** Computes the values that the rules of a subject share; undefined if there is nothing to check. */
  readonly derive?: (value: never) => unknown;
}

interface RuleData<Value, M extends string, N extends Template, H extends string, W extends Words>
  extends Checks<Check<Value, TemplateArgs<{ message: M; note: N; help: H; words: W }>>> {
  readonly verdict: Verdict;
  readonly field: string;
  readonly at?: 'key';
  readonly message: M;
  readonly note?: N;
  readonly help: H;
  readonly words?: W;
  readonly alone?: boolean;
}

type Template = string | readonly string[];
type Words = Readonly<Record<string, Readonly<Record<string, string>>>>;

type Define<Value> = <
  const Code extends string,
  const M extends string,
  const H extends string,
  const N extends Template = never,
  const W extends Words = Record<never, never>,
>(
  code: Code,
  rule: RuleData<Value, M, N, H, W>,
) => ManifestRule<Code>;

/** A JSON value where the API expects a `Type`: every field can be missing or null. */
export type Loose<Type> = Type extends readonly (infer Item)[]
  ? readonly (Loose<Item> | null)[]
  : Type extends object
    ? { readonly [Key in keyof Type]?: Loose<Type[Key]> | null }
    : Type;

/**
 * Returns the function that defines the rules about a type, or about several that have the checked fields.
 */
export function rulesOn<Type>(...types: TypeName[]): Define<Loose<Type>> {
  return ((code: string, rule: object) => ({ code, types, ...rule })) as never;
}

/** The same for rules that share derived values; undefined if there is nothing to check. */
export function rulesOnDerived<Type, Derived>(
  type: TypeName,
  derive: (value: Loose<Type>) => Derived | undefined,
): Define<Derived> {
  return ((code: string, rule: object) => ({ code, types: [type], derive, ...rule })) as never;
}
