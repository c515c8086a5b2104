import { fail } from '../parse/syntax.ts';
import {
  compileRegularExpression,
  type PatternProblem,
  type RegularExpression,
} from '../regular-expression.ts';
import { isDictionary, isList, type Value } from '../values.ts';

interface Extent {
  readonly size: number;
  readonly depth: number;
}

const MAX_ITEMS = 1_000_000;
/** A step needs about 40 ns. */
const MAX_STEPS = 10_000_000;
const MAX_DEPTH = 100;
/** Compiling a part of a pattern costs this many steps. */
const STEPS_TO_COMPILE = 200;

/** The remaining budget of a condition, so no condition runs for long. */
export class Budget {
  readonly #extents = new WeakMap<object, Extent>();
  readonly #patterns = new Map<string, RegularExpression | PatternProblem>();
  #items = 0;
  #steps = 0;

  /** Counts new items of lists; the server has the same limit. */
  allocate(items: number): void {
    this.#items += items;
    if (this.#items >= MAX_ITEMS) fail('runtime', 'too-many-items', 0, { limit: MAX_ITEMS });
  }

  spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > MAX_STEPS) fail('unsupported', 'too-many-steps', 0);
  }

  /** Counts the content of a value. A list can contain another one twice, and so be larger than its creation. */
  spendOn(value: Value): void {
    this.spend(measure(value, this.#extents).size);
  }

  compile(pattern: string): RegularExpression | PatternProblem {
    const known = this.#patterns.get(pattern);
    if (known !== undefined) return known;
    const compiled = compileRegularExpression(pattern, (parts) => this.spend(parts * STEPS_TO_COMPILE));
    this.#patterns.set(pattern, compiled);
    return compiled;
  }
}

/** Lists are measured when they are made, so the lists within them are known by then. */
function measure(value: Value, extents: WeakMap<object, Extent>): Extent {
  // Bytes that are not characters are read one by one.
  if (typeof value === 'string')
    return { size: 1 + value.length * (value.isWellFormed() ? 0.25 : 40), depth: 0 };
  if (!isList(value) && !isDictionary(value)) return { size: 1, depth: 0 };
  const known = extents.get(value);
  if (known !== undefined) return known;
  let size = 1;
  let depth = 0;
  for (const item of isList(value) ? value.items : value.entries.values()) {
    const extent = measure(item, extents);
    size += extent.size;
    depth = Math.max(depth, extent.depth + 1);
  }
  if (depth > MAX_DEPTH) fail('unsupported', 'lists-too-deep', 0, { limit: MAX_DEPTH });
  extents.set(value, { size, depth });
  return { size, depth };
}
