import { markdownBlock, markdownCode, oneLine, printableJson } from '../../base/text/printable.ts';
import { type Colours, PLAIN } from '../../diagnostics/format/human.ts';
import type { Cause } from '../../explain/compare/agent-states.ts';
import type { SubjectChange } from '../../explain/compare/diff-releases.ts';
import { choiceFault, requireList, requireOptions } from '../../workflow/input/input-shape.ts';
import {
  causeText,
  causeTitle,
  changeCountsText,
  effectText,
  linesByCause,
  summaryOf,
  totalOf,
  type WorkflowChanges,
  wholeObject,
} from './describe-change.ts';

/** A format of differences: for people, for programs, or for comments of pull requests. */
export type ChangeForm = 'human' | 'json' | 'markdown';

export const CHANGE_FORMS: readonly ChangeForm[] = ['human', 'json', 'markdown'];

/** How to write differences. */
export interface ChangeOptions {
  /** The format. Default `human`. */
  readonly form?: ChangeForm | undefined;
  /** Whether to write the numbers only. Default false. */
  readonly summary?: boolean | undefined;
  /** Whether to show each field of added and removed objects, and each variable. Default false. */
  readonly expand?: boolean | undefined;
  /** How to color `human`; the object of picocolors fits. Default: without colors. */
  readonly colours?: Colours | undefined;
}

/**
 * Writes what differs in workflows.
 *
 * @param workflows from {@link diffFiles}, or what {@link diffReleases} returned with a name
 * @param options format and extent
 * @throws {TypeError} for workflows that are not a list of such, and for invalid options
 */
export function formatChanges(workflows: readonly WorkflowChanges[], options: ChangeOptions = {}): string {
  const given = requireOptions(OPTIONS, options, ({ form }) => [['form', choiceFault(form, CHANGE_FORMS)]]);
  requireList(
    'workflows',
    workflows,
    ['workflow', 'changes'],
    'the `workflows` of `diffFiles`, for instance',
  );
  const { form = 'human', summary = false, expand = false, colours = PLAIN } = given;
  switch (form) {
    case 'json': {
      const shown = summary
        ? workflows.map(({ workflow, changes }) => ({ workflow, ...summaryOf(changes) }))
        : workflows;
      return `${printableJson(shown, 2)}\n`;
    }
    case 'markdown':
      return workflows.map((changes) => markdownOf(changes, { summary, expand })).join('\n');
    case 'human':
      return workflows
        .flatMap(({ workflow, changes }) => [
          `${colours.bold(oneLine(workflow))}: ${changeCountsText(totalOf(changes))}`,
          ...(summary ? summaryLines(changes) : changeLines(changes, expand, colours)),
          ...(changes.length > 0 ? [''] : []),
        ])
        .map((line) => `${line}\n`)
        .join('');
  }
}

const OPTIONS = { form: 'text', summary: 'bool', expand: 'bool', colours: 'ignored' } as const;

function changeLines(changes: readonly SubjectChange[], expand: boolean, colours: Colours): string[] {
  const paint = (line: string) => (line.startsWith('-') ? colours.red(line) : colours.green(line));
  let isAfterLine = false;
  return changes.flatMap((change) => {
    const object = expand ? undefined : wholeObject(change);
    const gap = isAfterLine && object !== undefined ? [] : [''];
    isAfterLine = object !== undefined;
    if (object !== undefined) {
      const line = oneLine(`${object.sign} ${object.text} (${ownerText(change)}${causeTitle(object.cause)})`);
      return [...gap, `  ${paint(line)}`];
    }
    const fields = linesByCause(change, expand).flatMap(({ cause, lines }) => [
      `    ${colours.cyan(oneLine(titleAndText(cause)))}`,
      ...lines.map((line) => `      ${paint(oneLine(line))}`),
    ]);
    return [...gap, `  ${colours.bold(oneLine(change.title))} (${change.change})`, ...fields];
  });
}

/** `step build; ` */
function ownerText({ step }: SubjectChange): string {
  return step === undefined ? '' : `step ${step}; `;
}

function titleAndText(cause: Cause): string {
  return [causeTitle(cause), causeText(cause)].filter((text) => text !== undefined).join(': ');
}

function summaryLines(changes: readonly SubjectChange[]): string[] {
  const { objects, causes } = summaryOf(changes);
  return [
    ...objects.map(({ kind, ...counts }) => `  ${oneLine(kind)}: ${changeCountsText(counts)}`),
    ...causes.map(({ cause, ...counts }) => `  ${oneLine(`${titleAndText(cause)} (${effectText(counts)})`)}`),
  ];
}

/**
 * The changes of a workflow as Markdown, for a comment of a pull request: a table of the causes, then each object
 * folded. Text from outside is code, so it cannot mention anybody or end a block.
 */
function markdownOf(
  { workflow, changes }: WorkflowChanges,
  { summary, expand }: { readonly summary: boolean; readonly expand: boolean },
): string {
  const title = `### ${markdownCode(workflow)}: ${changeCountsText(totalOf(changes))}\n`;
  if (changes.length === 0) return title;
  const { objects, causes } = summaryOf(changes);
  const kinds = objects.map(({ kind, ...counts }) => `- ${markdownCode(kind)}: ${changeCountsText(counts)}`);
  const rows = causes.map(({ cause, ...counts }) => {
    const cells = [markdownCode(causeTitle(cause)), causeText(cause) ?? '', effectText(counts)];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  const table = ['| Cause | Effect | Extent |', '| --- | --- | --- |', ...rows];
  const details = summary ? [] : changes.map((change) => detailsOf(change, expand));
  return [title, `${kinds.join('\n')}\n`, `${table.join('\n')}\n`, ...details].join('\n');
}

function detailsOf(change: SubjectChange, expand: boolean): string {
  const object = expand ? undefined : wholeObject(change);
  if (object !== undefined) {
    const { sign, text, cause } = object;
    const line = `${sign} ${text}  # ${causeTitle(cause)}`;
    return `${markdownBlock('diff', [line])}\n`;
  }
  const caused = linesByCause(change, expand).flatMap(({ cause, lines }) => [
    `# ${causeTitle(cause)}`,
    ...lines,
  ]);
  const summary = `<summary><code>${html(change.title)}</code> (${change.change})</summary>`;
  return `<details>${summary}\n\n${markdownBlock('diff', caused)}\n\n</details>\n`;
}

function html(text: string): string {
  return oneLine(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
