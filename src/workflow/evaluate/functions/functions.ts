import type { FunctionDefinition } from './function-definition.ts';
import { LIST_FUNCTIONS } from './list-functions.ts';
import { MOMENT_FUNCTIONS } from './moments.ts';
import { NUMBER_FUNCTIONS } from './number-functions.ts';
import { JSON_FUNCTIONS } from './print.ts';
import { TEXT_FUNCTIONS } from './text-functions.ts';

/** The functions of values. Those with predicates are in `LOOPS`, and `get` is checked and called alone. */
export const FUNCTIONS: ReadonlyMap<string, FunctionDefinition> = /* @__PURE__ */ new Map(
  Object.entries({
    ...TEXT_FUNCTIONS,
    ...NUMBER_FUNCTIONS,
    ...LIST_FUNCTIONS,
    ...JSON_FUNCTIONS,
    ...MOMENT_FUNCTIONS,
  }),
);

/** The function of a name. Expr-lang 1.16 does not have all of them. */
export function functionOf(name: string, modern: boolean): FunctionDefinition | undefined {
  return modern || (name !== 'uniq' && name !== 'flatten') ? FUNCTIONS.get(name) : undefined;
}
