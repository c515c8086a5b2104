import {
  diffFiles,
  type LintFilesOptions,
  RELEASES,
  type WorkflowResult,
  type WorkflowSource,
} from 'podwright';
import { causeText, causeTitle, wholeObject } from '../../src/pipeline/diff/describe-change.ts';
import type { CauseOfChanges, ChangeLine, Upgrade } from './answer.ts';

interface ObjectChanges {
  readonly title: string;
  readonly lines: ChangeLine[];
}

/** Compares the older with the newer of two releases, for one run of a workflow, by cause. */
export function upgradeOf(
  files: readonly WorkflowSource[],
  { agent: environment = {}, release, ...same }: LintFilesOptions,
  other: string,
  { axis_id }: WorkflowResult,
): Upgrade {
  const [from = '3.0', to = from] = RELEASES.filter((known) => [release, other].includes(known));
  const { workflows } = diffFiles(files, {
    ...same,
    from: { release: from, environment },
    to: { release: to, environment },
  });
  const causes = new Map<string, Omit<CauseOfChanges, 'objects'> & { objects: ObjectChanges[] }>();
  const objectsFor = (cause: Parameters<typeof causeTitle>[0]): ObjectChanges[] => {
    const title = causeTitle(cause);
    const known = causes.get(title) ?? { title, text: causeText(cause), objects: [] };
    causes.set(title, known);
    return known.objects;
  };
  for (const change of (workflows[(axis_id ?? 1) - 1] ?? workflows[0])?.changes ?? []) {
    const whole = wholeObject(change);
    if (whole !== undefined) {
      objectsFor(whole.cause).push({ title: `${whole.text} (${change.change})`, lines: [] });
      continue;
    }
    for (const { cause, ...line } of change.fields) {
      const objects = objectsFor(cause);
      const last = objects.at(-1);
      if (last?.title === change.title) last.lines.push(line);
      else objects.push({ title: change.title, lines: [line] });
    }
  }
  return { from, to, causes: [...causes.values()] };
}
