import { markdownBlock, markdownCode, oneLine } from '../../base/text/printable.ts';
import type { SubjectChange } from '../../explain/compare/diff-releases.ts';
import { causeText, causeTitle, linesByCause, type WorkflowChanges, wholeObject } from './describe-change.ts';
import { countsText, effectText, summaryOf, totalOf } from './summary.ts';

/**
 * The changes of a workflow as Markdown, for a comment of a pull request: a table of the causes, then each object
 * folded. Text from outside is code, so it cannot mention anybody or end a block.
 */
export function markdownOf(
  { workflow, changes }: WorkflowChanges,
  { summary, expand }: { readonly summary: boolean; readonly expand: boolean },
): string {
  const title = `### ${markdownCode(workflow)}: ${countsText(totalOf(changes))}\n`;
  if (changes.length === 0) return title;
  const { objects, causes } = summaryOf(changes);
  const kinds = objects.map(({ kind, ...counts }) => `- ${markdownCode(kind)}: ${countsText(counts)}`);
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
