import { ANY, bare, isAssignable, isUnknown, mayBe, type Type } from '../check/types.ts';
import type { Budget } from '../run/budget.ts';
import { type Dictionary, isDictionary, isList, kindOf, type List, type Value } from '../values.ts';

/** Input of calls besides their arguments. */
export interface CallContext {
  /** The time that `now()` gives. */
  readonly now: Date | undefined;
  /** Whether the language is that of expr-lang 1.17, or of 1.16. */
  readonly modern: boolean;
  readonly budget: Budget;
}

/** A function of the language. Calls throw {@link CallProblem} for values that they do not accept. */
export interface FunctionDefinition {
  /** The type of the result, undefined if arguments of these types are rejected. */
  readonly check: (types: readonly Type[], modern: boolean) => Type | undefined;
  readonly call: (args: readonly Value[], context: CallContext) => Value;
}

export type FunctionTable = readonly (readonly [string, FunctionDefinition])[];

/** Why a function does not accept the values that it was given. */
export interface CallProblem {
  readonly callProblem: string;
  readonly unsupported?: boolean;
}

export function refuseArgument(callProblem: string, unsupported = false): never {
  throw { callProblem, unsupported } satisfies CallProblem;
}

/** A check for the parameters of one or several overloads, which all have the same result. */
export function accepts(
  result: Type,
  ...overloads: readonly (readonly Type[])[]
): FunctionDefinition['check'] {
  return (types, modern) => {
    const fits = (type: Type, parameter: Type | undefined): boolean => {
      if (parameter === undefined) return false;
      if (type.kind === 'nil') return !modern || parameter.kind === 'any';
      return isUnknown(type) || isAssignable(type, parameter);
    };
    const isCalled = overloads.some(
      (parameters) =>
        parameters.length === types.length && types.every((type, index) => fits(type, parameters[index])),
    );
    return isCalled ? result : undefined;
  };
}

/** A check for one parameter that is one of some kinds. */
export function acceptsOne(
  kinds: readonly Type['kind'][],
  result: Type | ((type: Type) => Type),
): FunctionDefinition['check'] {
  return ([type, ...others]) => {
    if (type === undefined || others.length > 0 || !mayBe(type, ...kinds)) return undefined;
    return typeof result === 'function' ? result(passed(type)) : result;
  };
}

/** The type of a value as it passes through a function, without the known types of its items. */
export function passed(type: Type): Type {
  return isUnknown(type) ? ANY : bare(type);
}

export function asText(value: Value | undefined): string {
  return typeof value === 'string'
    ? value
    : refuseArgument(`a string is needed, not ${kindOf(value ?? null)}`);
}

export function asList(value: Value | undefined): List {
  return value !== undefined && isList(value)
    ? value
    : refuseArgument(`a list is needed, not ${kindOf(value ?? null)}`);
}

export function asMap(value: Value | undefined): Dictionary {
  return value !== undefined && isDictionary(value)
    ? value
    : refuseArgument(`a map is needed, not ${kindOf(value ?? null)}`);
}

export function asInteger(value: Value | undefined): bigint {
  return typeof value === 'bigint' ? value : refuseArgument(`an int is needed, not ${kindOf(value ?? null)}`);
}
