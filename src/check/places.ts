import type { PathToken } from './rule.ts';

/** Shows a value to a rule, with its place as for `Found`. The place changes after the call. */
type See<Item> = (item: Item, at: readonly PathToken[], reported?: string) => void;

/** The values that a rule is about, below the value of its type. */
export interface Places<Value, Item> {
  readonly field: string;
  readonly at?: 'key';
  /** The only value, if it is that of a field of the checked value itself. */
  readonly own?: Own<Item>;
  readonly visit: (value: Value, see: See<Item>) => void;
}

/** A field: the default for a missing value, undefined if there is none, and the value that is not shown. */
interface Own<Item> {
  readonly key: string;
  readonly missing: Item | undefined;
  readonly skipped: Item | undefined;
}

/** The value of a field. Undefined if there is nothing to check. */
export function ownItem<Item>(value: unknown, own: Own<Item>): Item | undefined {
  return shown((value as Readonly<Record<string, Item | null | undefined>>)[own.key], own);
}

function shown<Item>(value: Item | null | undefined, { missing, skipped }: Own<Item>): Item | undefined {
  const item = value ?? missing;
  return item === skipped ? undefined : item;
}

/** A value with the fields and lists of a path such as `hostAliases[].hostnames[]`. */
type With<Path, Item> = Path extends `${infer First}.${infer Rest}`
  ? PathStep<First, With<Rest, Item>>
  : PathStep<Path, Item>;
type PathStep<Name, Next> = Name extends `${infer List}[]`
  ? { readonly [Key in List]?: readonly (Next | null)[] | null }
  : { readonly [Key in Name & string]?: Next | null };

type ObjectFields = Readonly<Record<string, unknown>>;

/** The strings at a path; a missing one is empty. */
export function each<const Path extends string>(path: Path): Places<With<Path, string>, string> {
  return valuesAt(path, '');
}

/** The strings at a path that are not empty. */
export function given<const Path extends string>(path: Path): Places<With<Path, string>, string> {
  return valuesAt<Path, string>(path, undefined, '');
}

/** The strings at a path that are present, empty or not. */
export function present<const Path extends string>(path: Path): Places<With<Path, string>, string> {
  return valuesAt<Path, string>(path, undefined);
}

/** The numbers at a path; a missing one is 0. */
export function numbers<const Path extends string>(path: Path): Places<With<Path, number>, number> {
  return valuesAt(path, 0);
}

function valuesAt<Path extends string, Item>(
  path: Path,
  missing: Item | undefined,
  skipped?: Item,
): Places<With<Path, Item>, Item> {
  const own = { key: path, missing, skipped };
  if (/^\w+$/.test(path)) {
    const place = [path];
    const visit = (value: unknown, see: See<Item>): void => {
      const item = ownItem(value, own);
      if (item !== undefined) see(item, place);
    };
    return { field: path, own, visit };
  }
  const steps = path.split('.').map((step) => ({ key: step.replace('[]', ''), isList: step.endsWith('[]') }));
  // One array is the place of every value, so nothing is made for the values that are good.
  const visitFrom = (index: number, value: unknown, at: PathToken[], see: See<Item>): void => {
    const step = steps[index];
    if (step === undefined) {
      const item = shown(value as Item | null | undefined, own);
      if (item !== undefined) see(item, at);
      return;
    }
    const child = (value as ObjectFields | null | undefined)?.[step.key];
    const depth = at.push(step.key);
    if (!step.isList) visitFrom(index + 1, child, at, see);
    else if (Array.isArray(child)) {
      at.push(0);
      for (let place = 0; place < child.length; place++) {
        at[depth] = place;
        visitFrom(index + 1, child[place], at, see);
      }
      at.pop();
    }
    at.pop();
  };
  return { field: path, visit: (value, see) => visitFrom(0, value, [], see) };
}

/** The values of two kinds of places; the rule is named after the first one. */
export function both<Value, Other, Item>(
  one: Places<Value, Item>,
  other: Places<Other, Item>,
): Places<Value & Other, Item> {
  const { field } = one;
  return {
    field,
    visit: (value, see) => {
      one.visit(value, see);
      other.visit(value, see);
    },
  };
}

/** The values of places, if the value above them meets a condition. */
export function where<Value, Item, Above>(
  places: Places<Value, Item>,
  isMet: (value: Above) => boolean,
): Places<Value & Above, Item> {
  const { field } = places;
  return {
    field,
    visit: (value, see) => {
      if (isMet(value)) places.visit(value, see);
    },
  };
}

type MapAt<Name extends string> = {
  readonly [Key in Name]?: Readonly<Record<string, string | null | undefined>> | null;
};

/** The keys of a map. The server reports them, and the values, at the map. */
export function keysOf<const Name extends string>(field: Name): Places<MapAt<Name>, string> {
  return {
    field,
    at: 'key',
    visit: (value, see) => {
      const place: [string, string] = [field, ''];
      for (const key in value[field]) {
        place[1] = key;
        see(key, place, field);
      }
    },
  };
}

export function valuesOf<const Name extends string>(field: Name): Places<MapAt<Name>, string> {
  return {
    field,
    visit: (value, see) => {
      const map = value[field];
      const place: [string, string] = [field, ''];
      for (const key in map) {
        place[1] = key;
        see(map[key] ?? '', place, field);
      }
    },
  };
}

interface Annotated {
  readonly metadata?: MapAt<'annotations'> | null;
}

export function annotation(key: string): Places<Annotated, string> {
  const field = `metadata.annotations[${key}]`;
  return {
    field,
    visit: ({ metadata }, see) => {
      const annotations = metadata?.annotations;
      if (annotations && Object.hasOwn(annotations, key))
        see(annotations[key] ?? '', ['metadata', 'annotations', key], field);
    },
  };
}

/** The same values, which the server reports at one field. */
export function reportedAt<Value, Item>(field: string, places: Places<Value, Item>): Places<Value, Item> {
  return { field, visit: (value, see) => places.visit(value, (item, at) => see(item, at, field)) };
}

/** Writes a path as the server does: `spec.containers[0]`. */
export function serverPath(tokens: readonly PathToken[]): string {
  return tokens.reduce<string>((field, token) => joined(field, tokenText(token)), '');
}

function tokenText(token: PathToken): string {
  return typeof token === 'number' ? `[${token}]` : token;
}

/** Adds to such a path. */
export function joined(field: string, rest: string): string {
  return field === '' || rest === '' || rest.startsWith('[') ? field + rest : `${field}.${rest}`;
}
