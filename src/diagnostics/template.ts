import { type JsonValue, ownValue } from '../base/json/json.ts';
import { escaped } from '../base/text/printable.ts';

/**
 * The texts of a rule as templates. `{name}` inserts an argument as code, `{name:text}` a plain word or number,
 * `{name:and}` and `{name:or}` a list of code, `{name:chain}` one with arrows. Inside backticks a placeholder adds none. A brace starts a
 * placeholder only before a lower-case letter.
 *
 * A note or help is left out if an argument in it is undefined. Of several, the first complete one is used.
 */
export interface Templates {
  /** The problem, in the words of the workflow or environment. */
  readonly message: string;
  /** Why, since when, or what happens instead. */
  readonly note?: string | readonly string[];
  /** One action that fixes it. */
  readonly help?: string | readonly string[];
  /** By argument, the words that `{name:text}` inserts for each of its values. They are templates too. */
  readonly words?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface Texts {
  readonly message: string;
  readonly note?: string;
  readonly help?: string;
}

/** The raw values that the templates name. Those that only a note or help names may be undefined. */
export type TemplateArgs<Rule extends Templates> = {
  readonly [P in Placeholder<Rule['message']> as NameOf<P>]: ValueOf<Rule, P>;
} & {
  readonly [P in Placeholder<Extra<Rule>> as Exclude<NameOf<P>, NameOf<Placeholder<Rule['message']>>>]:
    | ValueOf<Rule, P>
    | undefined;
};

type Extra<Rule> = OneOf<Rule, 'note'> | OneOf<Rule, 'help'>;
type OneOf<Rule, Key extends string> = Rule extends { readonly [K in Key]: infer Template }
  ? Template extends readonly (infer Alternative)[]
    ? Alternative
    : Template
  : never;

type Placeholder<Template> = Template extends `${string}{${infer Inside}}${infer Rest}`
  ?
      | (Inside extends `${infer First}${string}` ? (First extends Uppercase<First> ? never : Inside) : never)
      | Placeholder<Rest>
  : never;
type NameOf<Inside> = Inside extends `${infer Name}:${string}` ? Name : Inside & string;
type ValueOf<Rule, Inside> = Inside extends `${infer Name}:${infer Kind}`
  ? Kind extends 'and' | 'or' | 'chain'
    ? readonly (string | number)[]
    : Rule extends { readonly words: { readonly [N in Name]: infer Words } }
      ? keyof Words & string
      : string | number
  : JsonValue;

type Args = Readonly<Record<string, unknown>>;

/** Replaces the secret values in a string. */
type Redact = (text: string) => string;

/** Formats the texts of a rule. Secrets are redacted in the arguments, before anything is cut. */
export function textsOf(rule: Templates, args: Args, redact: Redact = unchanged): Texts {
  const format = (template: string): string => fill(rule, template, args, redact);
  const own = (part: 'note' | 'help') => (Object.hasOwn(rule, part) ? complete(rule[part], args) : undefined);
  const [note, help] = [own('note'), own('help')];
  return {
    message: format(rule.message),
    ...(note === undefined ? {} : { note: format(note) }),
    ...(help === undefined ? {} : { help: format(help) }),
  };
}

/** The rule of the arguments of a diagnostic, to write its texts again without secrets. */
const ruleOfArgs = /* @__PURE__ */ new WeakMap<Args, Templates>();

/** Formats the texts of a rule for a diagnostic that carries the arguments. */
export function textsFor(rule: Templates, args: Args): Texts {
  ruleOfArgs.set(args, rule);
  return textsOf(rule, args);
}

/** The texts of a diagnostic, which may have lost its arguments or have other texts than its rule. */
export interface RedactableTexts {
  readonly message: string;
  readonly note?: string | undefined;
  readonly help?: string | undefined;
  readonly args?: Args | undefined;
}

/**
 * Redacts the texts of a diagnostic: the arguments in texts of its rule, so the words of the rule stay, and any other
 * text as a whole.
 */
export function redactedTexts({ args, ...texts }: RedactableTexts, redact: Redact): Texts {
  const rule = args && ruleOfArgs.get(args);
  const [shown, redacted] = args && rule ? [textsOf(rule, args), textsOf(rule, args, redact)] : [];
  const part = (text: string, key: keyof Texts): string =>
    (text === shown?.[key] ? redacted?.[key] : undefined) ?? redact(text);
  const { message, note, help } = texts;
  return {
    message: part(message, 'message'),
    ...(note === undefined ? {} : { note: part(note, 'note') }),
    ...(help === undefined ? {} : { help: part(help, 'help') }),
  };
}

/** The message of a rule without the values of a case: their names in angle brackets. */
export function describeMessage({ message }: Templates): string {
  return describeText(message);
}

/** The same of any template. */
export function describeText(template: string): string {
  return partsOf(template)
    .map((part) => {
      if (typeof part === 'string') return part;
      return part.kind === 'text' || part.isInCode ? `<${part.name}>` : `\`<${part.name}>\``;
    })
    .join('');
}

interface Slot {
  readonly name: string;
  readonly kind: string | undefined;
  /** Whether the template has backticks around it. */
  readonly isInCode: boolean;
}

const PLACEHOLDER = /\{([a-z]\w*)(?::(\w+))?\}/g;
const LONGEST = 80;
const MOST = 20;

const parsed = /* @__PURE__ */ new Map<string, readonly (string | Slot)[]>();

/** A template as its placeholders and the words between them. There are few templates, and many texts of each. */
function partsOf(template: string): readonly (string | Slot)[] {
  const known = parsed.get(template);
  if (known !== undefined) return known;
  const parts: (string | Slot)[] = [];
  let end = 0;
  for (const { 0: slot, 1: name = '', 2: kind, index } of template.matchAll(PLACEHOLDER)) {
    const isInCode = template.slice(0, index).split('`').length % 2 === 0;
    parts.push(template.slice(end, index), { name, kind, isInCode });
    end = index + slot.length;
  }
  parts.push(template.slice(end));
  parsed.set(template, parts);
  return parts;
}

function complete(templates: string | readonly string[] | undefined, args: Args): string | undefined {
  return (typeof templates === 'string' ? [templates] : templates)?.find((template) =>
    partsOf(template).every((part) => typeof part === 'string' || ownValue(args, part.name) !== undefined),
  );
}

function wordOf(rule: Templates, name: string, value: unknown): string | undefined {
  const words = Object.hasOwn(rule, 'words') ? rule.words?.[name] : undefined;
  return words !== undefined && Object.hasOwn(words, String(value)) ? words[String(value)] : undefined;
}

function fill(rule: Templates, template: string, args: Args, redact: Redact): string {
  let text = '';
  for (const part of partsOf(template))
    text += typeof part === 'string' ? part : shown(rule, part, args, redact);
  return text;
}

function shown(rule: Templates, { name, kind, isInCode }: Slot, args: Args, redact: Redact): string {
  const value = args[name];
  if (kind === 'text') {
    const words = wordOf(rule, name, value);
    return words === undefined ? escaped(scalar(value, redact)) : fill(rule, words, args, redact);
  }
  const quoted = (item: unknown): string => (isInCode ? codeOf(item, redact) : `\`${codeOf(item, redact)}\``);
  if (kind === undefined || !Array.isArray(value)) return quoted(value);
  if (kind === 'chain') return value.map(quoted).join(' -> ');
  const items =
    value.length > MOST
      ? [...value.slice(0, MOST).map(quoted), `${value.length - MOST} more`]
      : value.map(quoted);
  return [items.slice(0, -1).join(', '), ...items.slice(-1)].filter(Boolean).join(` ${kind} `);
}

/** A value on one line: a string as it is, if that shows all of it, and anything else as JSON. */
function codeOf(value: unknown, redact: Redact): string {
  if (typeof value !== 'string') return cut(escaped(json(value, redact, LONGEST)), LONGEST);
  const text = cut(escaped(cut(redact(value), LONGEST)), LONGEST);
  return text === '' || text.trim() !== text ? `"${text}"` : text;
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length).replace(/[\ud800-\udbff]$/, '')}…` : text;
}

/** Writes no more than is shown, so neither long nor deep values cost more. */
function json(value: unknown, redact: Redact, room: number): string {
  if (typeof value === 'string') return JSON.stringify(cut(redact(value), room));
  if (typeof value !== 'object' || value === null) return scalar(value, redact);
  const parts: string[] = [];
  let left = room - 1;
  for (const key in value) {
    if (left < 0) break;
    if (!Object.hasOwn(value, key)) continue;
    const lead = Array.isArray(value) ? '' : `${JSON.stringify(cut(redact(key), left))}:`;
    const part = lead + json((value as Args)[key], redact, left - lead.length);
    left -= part.length + 1;
    parts.push(part);
  }
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return cut(`${open}${parts.join(',')}${close}`, room);
}

/** Numbers of fewer digits are counts and places, which a secret may equal by chance. */
const FEWEST_DIGITS = 4;

function scalar(value: unknown, redact: Redact): string {
  const text = String(value);
  return typeof value === 'number' && text.length < FEWEST_DIGITS ? text : redact(text);
}

function unchanged(text: string): string {
  return text;
}
