import type { Reported } from '../../diagnostics/format/reported.ts';

/** By file, line and column; what lies in no file comes first. The order of findings in one place is kept. */
export function inOrderOfPlaces(findings: readonly Reported[]): Reported[] {
  return [...findings].sort((left, right) => {
    const [leftFile, rightFile] = [left.range?.file ?? '', right.range?.file ?? ''];
    if (leftFile !== rightFile) return leftFile < rightFile ? -1 : 1;
    return (
      (left.range?.start.line ?? 0) - (right.range?.start.line ?? 0) ||
      (left.range?.start.column ?? 0) - (right.range?.start.column ?? 0)
    );
  });
}
