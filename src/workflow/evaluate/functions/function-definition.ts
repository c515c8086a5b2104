import {
  ANY,
  bare,
  INT,
  isAssignable,
  isUnknown,
  mayBe,
  STRING,
  type Type,
} from '../check/expression-types.ts';
import type { ProblemArgs, ProblemDetail } from '../problems.ts';
import type { Budget } from '../run/budget.ts';
import { type Dictionary, isDictionary, isList, kindOf, type List, NIL, type Value } from '../values.ts';

export interface CallContext {
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

export type FunctionTable = Readonly<Record<string, FunctionDefinition>>;

export interface CallProblem {
  readonly callProblem: ProblemDetail;
  readonly args: ProblemArgs;
  readonly unsupported?: boolean;
}

export function refuseArgument(
  callProblem: ProblemDetail,
  args: ProblemArgs = {},
  unsupported = false,
): never {
  throw { callProblem, args, unsupported } satisfies CallProblem;
}

interface Parameter<Read> {
  readonly accepts: (type: Type, modern: boolean) => boolean;
  /** Reads an argument. Throws if its type was unknown before and is wrong. */
  readonly read: (value: Value) => Read;
  readonly isOptional?: boolean;
}

type Arguments<Parameters extends readonly Parameter<unknown>[]> = {
  [Key in keyof Parameters]: Parameters[Key] extends Parameter<infer Read> ? Read : never;
};

/**
 * Defines a function by its parameters. The optional ones are the last.
 *
 * @param result the type of the result, or how it follows from that of the first argument
 */
export function define<const Parameters extends readonly Parameter<unknown>[]>(
  result: Type | ((first: Type) => Type),
  parameters: Parameters,
  call: (...args: [...Arguments<Parameters>, CallContext]) => Value,
): FunctionDefinition {
  const required = parameters.filter(({ isOptional }) => !isOptional).length;
  return {
    check: (types, modern) => {
      const fits =
        types.length >= required && types.every((type, index) => parameters[index]?.accepts(type, modern));
      if (!fits) return undefined;
      return typeof result === 'function' ? result(passed(types[0] ?? ANY)) : result;
    },
    call: (args, context) => {
      const values = parameters.map(({ read, isOptional }, index) => {
        const value = args[index];
        return value === undefined && isOptional ? undefined : read(value ?? NIL);
      });
      return call(...(values as Arguments<Parameters>), context);
    },
  };
}

/** A parameter for what can be assigned to one of some types. To expr-lang 1.16, nil can. */
export function ofTypes<Read>(types: readonly Type[], read: (value: Value) => Read): Parameter<Read> {
  const fits = (type: Type, parameter: Type, modern: boolean): boolean =>
    type.kind === 'nil'
      ? !modern || parameter.kind === 'any'
      : isUnknown(type) || isAssignable(type, parameter);
  return { accepts: (type, modern) => types.some((parameter) => fits(type, parameter, modern)), read };
}

export function ofKinds<Read>(kinds: readonly Type['kind'][], read: (value: Value) => Read): Parameter<Read> {
  return { accepts: (type) => mayBe(type, ...kinds), read };
}

export function optional<Read>(parameter: Parameter<Read>): Parameter<Read | undefined> {
  return { ...parameter, isOptional: true };
}

/** The same parameter for a function that reads the argument itself, later or not at all. */
export function unread(parameter: Parameter<unknown>): Parameter<Value> {
  return { ...parameter, read: (value) => value };
}

export const VALUE: Parameter<Value> = /* @__PURE__ */ ofTypes([ANY], (value) => value);
export const TEXT: Parameter<string> = /* @__PURE__ */ ofTypes([STRING], (value) =>
  typeof value === 'string'
    ? value
    : refuseArgument('type-needed', { expected: 'a string', type: kindOf(value) }),
);
export const INTEGER: Parameter<bigint> = /* @__PURE__ */ ofTypes([INT], (value) =>
  typeof value === 'bigint'
    ? value
    : refuseArgument('type-needed', { expected: 'an int', type: kindOf(value) }),
);
export const ARRAY: Parameter<List> = /* @__PURE__ */ ofKinds(['array'], (value) =>
  isList(value) ? value : refuseArgument('type-needed', { expected: 'a list', type: kindOf(value) }),
);
export const DICTIONARY: Parameter<Dictionary> = /* @__PURE__ */ ofKinds(['map'], (value) =>
  isDictionary(value) ? value : refuseArgument('type-needed', { expected: 'a map', type: kindOf(value) }),
);

/** The type of a value as it passes through a function, without the known types of its items. */
export function passed(type: Type): Type {
  return isUnknown(type) ? ANY : bare(type);
}
