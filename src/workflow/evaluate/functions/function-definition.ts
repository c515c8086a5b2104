import type { Budget } from '../budget.ts';
import type { Type } from '../types.ts';
import type { Value, ValueKind } from '../values.ts';

/** What calls may need beyond their arguments. */
export interface CallContext {
  /** The time that `now()` gives. */
  readonly now: Date | undefined;
  /** Whether the length of a text is its number of characters, not of bytes. */
  readonly lengthInCharacters: boolean;
  readonly budget: Budget;
}

/** A function of the language. Calls throw {@link CallProblem} for values that they cannot take. */
export interface FunctionDefinition {
  /** The kinds that each parameter takes; an empty list takes all. */
  readonly parameters: readonly (readonly ValueKind[])[];
  readonly minimum: number;
  /** Whether the last parameter may be given any number of times. */
  readonly variadic?: boolean;
  readonly result: Type | ((types: readonly Type[]) => Type);
  readonly call: (args: readonly Value[], context: CallContext) => Value;
}

/** Why a function cannot take the values that it was given. */
export interface CallProblem {
  readonly callProblem: string;
  readonly unsupported?: boolean;
}

export function refuse(callProblem: string, unsupported = false): never {
  throw { callProblem, unsupported } satisfies CallProblem;
}
