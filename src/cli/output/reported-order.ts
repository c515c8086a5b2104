import type { Reported } from '../../diagnostics/format/reported.ts';

/** Each finding once: the axes of a matrix, and the objects of a step, give the same ones again. */
export function withoutDuplicates(findings: readonly Reported[]): Reported[] {
  const seen = new Set<string>();
  return findings.filter(({ code, message, subject, range }) => {
    const identity = JSON.stringify([code, message, range ?? subject]);
    const isNew = !seen.has(identity);
    seen.add(identity);
    return isNew;
  });
}

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
