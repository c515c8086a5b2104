import { layered } from '../../base/json/merge.ts';
import type { Features } from '../../translate/release/features.ts';
import type { Condition, FilterKey } from '../decode/condition.ts';
import { SERVER_VARIABLES } from '../environment/server-variables.ts';
import type { PipelineChoices } from '../metadata/assumed-metadata.ts';
import type { PipelineMetadata } from '../metadata/metadata.ts';
import type { UnmetCondition } from '../positions/compile-notes.ts';
import { changedFiles } from '../when/changed-files.ts';
import { conditionTests, matchesFilter, type WhenContext } from '../when/tests.ts';

/** The trigger of a pipeline. */
export interface EventChoices extends PipelineChoices {
  readonly event: string;
  /** Metadata that no choice gives, such as the target of a deployment. */
  readonly given?: PipelineMetadata;
}

export type MetadataOf = (choices: EventChoices) => PipelineMetadata;

/** How many alternatives of a `when`, and how many globs of a filter, are tried. */
const MOST_TRIED = 4;

/** Returns a pipeline for each of the events that can satisfy the conditions, as far as examples of their globs show. */
export function satisfyingEvents(
  { workflow, step, axis }: UnmetCondition,
  events: readonly string[],
  metadataOf: MetadataOf,
  features: Features,
): EventChoices[] {
  const found = new Map<string, EventChoices>();
  for (const outer of alternatives(workflow)) {
    for (const inner of alternatives(step ?? [])) {
      const conditions = [outer, inner].filter((condition) => condition !== undefined);
      for (const event of events) {
        if (found.has(event) || !allowsEvent(conditions, event)) continue;
        const choices = choicesFor(conditions, event, metadataOf);
        const metadata = metadataOf(choices);
        const context: WhenContext = {
          metadata,
          features,
          changedFiles: changedFiles(metadata.curr?.commit?.changed_files ?? []),
          variables: new Map(),
          axis: undefined,
        };
        const holds = (condition: Condition | undefined, at: WhenContext) =>
          condition === undefined || conditionTests(condition, at).every((test) => test.holds);
        if (holds(outer, context) && holds(inner, { ...context, axis })) found.set(event, choices);
      }
    }
  }
  return [...found.values()];
}

function alternatives(conditions: readonly Condition[]): readonly (Condition | undefined)[] {
  return conditions.length === 0 ? [undefined] : conditions.slice(0, MOST_TRIED);
}

function allowsEvent(conditions: readonly Condition[], event: string): boolean {
  return conditions.every((condition) => condition.event.length === 0 || condition.event.includes(event));
}

function choicesFor(conditions: readonly Condition[], event: string, metadataOf: MetadataOf): EventChoices {
  const asked = new Map(conditions.flatMap(({ evaluate }) => comparedValues(evaluate)));
  const tag = asked.get(TAG);
  const given = [...asked]
    .filter(([field]) => ![TAG, BRANCH, REF].includes(field))
    .reduce<PipelineMetadata>((all, [field, value]) => layered(all, nested(field.split('.'), value)), {});
  const start: EventChoices = { event, ...defined('tag', tag), given };
  const { repo, curr, sys } = metadataOf(start);
  const pick = (key: FilterKey, usual: string, others: readonly string[] = []) => {
    const filters = conditions.map((condition) => condition[key]);
    const examples = filters.flatMap(({ include }) => include.slice(0, MOST_TRIED).map(globExample));
    const chosen = [usual, ...examples, ...others].find((value) =>
      filters.every((filter) => matchesFilter(filter, value)),
    );
    return chosen === usual ? undefined : chosen;
  };
  const branch = asked.get(BRANCH) ?? pick('branch', curr?.commit?.branch ?? '', ['topic']);
  const host = pick('instance', sys?.host ?? '');
  const files = conditions.flatMap(({ path }) => (path?.include ?? []).slice(0, MOST_TRIED).map(globExample));
  const more = host === undefined ? given : layered(given, { sys: { host } });
  const choices: EventChoices = {
    event,
    ...defined('branch', branch),
    ...defined('tag', tag),
    ...defined('repo', pick('repo', `${repo?.owner ?? ''}/${repo?.name ?? ''}`)),
    ...(event === 'cron' ? defined('cron', pick('cron', '')) : {}),
    ...(files.length === 0 ? {} : { changed: files }),
    ...(Object.keys(more).length === 0 ? {} : { given: more }),
  };
  const ref = asked.get(REF) ?? pick('ref', metadataOf(choices).curr?.commit?.ref ?? '');
  return { ...choices, ...defined('ref', ref) };
}

function defined(key: keyof EventChoices, value: string | undefined): Partial<EventChoices> {
  return value === undefined ? {} : { [key]: value };
}

/** The string fields of the metadata, by the variables that come from one field alone. */
const FIELDS = new Map(
  SERVER_VARIABLES.flatMap(({ name, from, make }): [string, string][] =>
    typeof from === 'string' && make === undefined ? [[name, from]] : [],
  ),
);

/** The fields with their own choices. A tag is a part of the reference. */
const BRANCH = 'curr.commit.branch';
const REF = 'curr.commit.ref';
const TAG = 'tag';

/** The values that an expression compares variables of the server with, by the field of the metadata. */
function comparedValues(expression: string): [field: string, value: string][] {
  const compared = expression.matchAll(
    /\b(CI_\w{1,99})\s{0,9}(?:==|startsWith|endsWith|contains|in)\s{0,9}(?:\[\s{0,9})?(["'`])(.{0,999}?)\2/g,
  );
  return [...compared].flatMap(([, name = '', , value = '']): [string, string][] => {
    const field = name === 'CI_COMMIT_TAG' ? TAG : FIELDS.get(name);
    return field === undefined || field === 'curr.event' ? [] : [[field, value]];
  });
}

function nested(keys: readonly string[], value: string): PipelineMetadata {
  return keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as PipelineMetadata;
}

/** Returns a string that a glob is likely to match: `release/1` for `release/*`. The caller checks it. */
function globExample(glob: string): string {
  const text = glob.replace(
    /\\(.)|\*+|\?|\[([^\]]{0,99})\]/gs,
    (_part: string, escaped?: string, members?: string) => {
      if (escaped !== undefined) return escaped;
      if (members === undefined) return '1';
      return /^[\^!]/.test(members) ? '_' : members.slice(0, 1);
    },
  );
  return firstAlternatives(text);
}

const DEEPEST = 9;

function firstAlternatives(text: string): string {
  let shorter = text;
  for (let depth = 0; depth < DEEPEST; depth++)
    shorter = shorter.replace(/\{([^{},]{0,99})(?:,[^{}]{0,999})?\}/g, '$1');
  return shorter;
}
