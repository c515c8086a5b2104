import { trimSpace } from '../base/text/go-literals.ts';
import { annotation, ownItem, type Places } from './places.ts';
import type { Check } from './rule.ts';

/** The part of a rule that says where it looks and what is wrong there. */
interface RulePart<Value, Args> {
  readonly field: string;
  readonly at?: 'key';
  readonly check: Check<Value, Args>;
}

/** Reports each value that has arguments for it. */
export function reportEach<Value, Item, Args extends object>(
  places: Places<Value, Item>,
  argsOf: (item: Item) => Args | undefined,
): RulePart<Value, Args> {
  return judgeEach(places, argsOf, (args, report) => report(args));
}

/** Reports each value as often as it breaks a rule. */
export function wrong<Value, Item>(
  places: Places<Value, Item>,
  problems: (item: Item) => number | boolean,
): RulePart<Value, { readonly value: Item }> {
  return judgeEach(places, problems, (count, report, value) => {
    for (let left = Number(count); left > 0; left--) report({ value });
  });
}

/**
 * Judges each value, and reports those that the judgement is about: a good value has none, or the judgement 0 or false.
 * Nothing is allocated for a good value in a field, and most values are.
 */
export function judgeEach<Value, Item, Judgement, Args>(
  { field, at, own, visit }: Places<Value, Item>,
  judge: (item: Item) => Judgement,
  tell: (judgement: NonNullable<Judgement>, report: (args: Args) => void, item: Item) => void,
): RulePart<Value, Args> {
  const checkField: Check<Value, Args> | undefined =
    own &&
    ((value, found) => {
      const item = ownItem(value, own);
      if (item === undefined) return;
      const judgement = judge(item);
      if (judgement) tell(judgement, found, item);
    });
  const checkAll: Check<Value, Args> = (value, found) => {
    visit(value, (item, place, reported) => {
      const judgement = judge(item);
      if (judgement) tell(judgement, (args) => found(args, place, reported), item);
    });
  };
  return { field, ...(at && { at }), check: checkField ?? checkAll };
}

/** Reports each value that an earlier one repeats. */
export function repeated<Value, Item>(
  places: Places<Value, Item>,
): RulePart<Value, { readonly value: Item }> {
  const check: Check<Value, { readonly value: Item }> = (value, found) => {
    const seen = new Set<Item>();
    places.visit(value, (item, at) => {
      if (seen.has(item)) found({ value: item }, at);
      seen.add(item);
    });
  };
  return { field: places.field, check };
}

/** The rule that a field must have a value, and a list an item. */
export function required<const Field extends string, const M extends string, const H extends string>(
  field: Field,
  message: M,
  help: H,
) {
  const check: Check<{ readonly [Key in Field]?: unknown }, object> = (value) => {
    const given = value[field];
    return (Array.isArray(given) ? given.length === 0 : !given) && {};
  };
  return { verdict: 'required', field, message, help, check } as const;
}

/** The rule that a value must be one of a list. */
export function oneOf<Value, const M extends string = '{value}'>(
  places: Places<Value, string>,
  allowed: readonly string[],
  message = `Invalid value {value} for \`${places.field}\`.` as M,
) {
  const isOther = (value: string) => !allowed.includes(value);
  return { verdict: 'notSupported', message, help: useOneOf(allowed), ...wrong(places, isOther) } as const;
}

function useOneOf(values: readonly string[]): string {
  const quoted = values.map((value) => `\`${value}\``);
  return `Use ${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}.`;
}

/** The rule that a number must be in a range. */
export function inRange<Value, const M extends string = '{value}'>(
  places: Places<Value, number>,
  least: number,
  most: number,
  message = `Invalid \`${places.field}\` {value}.` as M,
) {
  const isOutside = (value: number) => value < least || value > most;
  const help = `Use a number from ${least} to ${most}.`;
  return { verdict: 'invalid', message, help, ...wrong(places, isOutside) } as const;
}

/** The rule that a list has at most so many items. */
export function atMost<const Field extends string>(field: Field, most: number) {
  const message = `\`${field}\` has {count:text} entries.` as '{count:text}';
  const check: Check<{ readonly [Key in Field]?: readonly unknown[] | null }, { count: number }> = (
    value,
  ) => {
    const count = value[field]?.length ?? 0;
    return count > most && { count };
  };
  return { verdict: 'invalid', field, message, help: `Keep at most ${most}.`, check } as const;
}

/** The rule that a value has no spaces around it. */
export function padded<Value, const M extends string>(places: Places<Value, string>, message: M) {
  const isPadded = (value: string) => trimSpace(value) !== value;
  return { verdict: 'invalid', message, help: 'Remove the spaces.', ...wrong(places, isPadded) } as const;
}

/** The rule that a path is relative and stays in its folder. */
export function descending<Value, const M extends string>(
  places: Places<Value, string>,
  problems: (path: string) => number,
  message: M,
) {
  return {
    verdict: 'invalid',
    message,
    help: 'Write a relative path without `..`.',
    ...wrong(places, problems),
  } as const;
}

/** The warning about an annotation that the server no longer wants. */
export function deprecatedAnnotation(key: string, help: string, places = annotation(key)) {
  const message = 'The annotation {key} is deprecated.';
  return { verdict: 'server-warning', message, help, ...reportEach(places, () => ({ key })) } as const;
}
