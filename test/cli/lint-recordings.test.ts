import { describe, expect, it } from 'vitest';
import { IS_FULL } from '../support/fuzz.ts';
import { run } from '../support/memory-io.ts';
import { readRecording } from '../support/recorded.ts';
import { sarifValidator } from '../support/sarif-schema.ts';

interface Case {
  readonly id: string;
  readonly input: {
    readonly yaml?: string;
    readonly workflows?: readonly { readonly name: string; readonly yaml: string }[];
  };
}

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

interface Result {
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: Region;
    };
  }[];
}

/** What is wrong with a place: it must lie in the file, and not end before it begins. */
function placeProblem(
  { startLine, startColumn, endLine, endColumn }: Region,
  text: string,
): string | undefined {
  const lines = text.split('\n');
  const isIn = (line: number, column: number) => column >= 1 && column <= (lines[line - 1]?.length ?? -1) + 1;
  if (!isIn(startLine, startColumn) || !isIn(endLine, endColumn)) return 'lies outside the file';
  return endLine < startLine || (endLine === startLine && endColumn < startColumn)
    ? 'ends too early'
    : undefined;
}

describe('podwright lint on recorded workflows', () => {
  it.each(IS_FULL ? ['3.0', '3.17'] : ['3.17'])(
    'ends without a fault, and points into the files, at %s',
    (release) => {
      const validate = sarifValidator();
      const failed: string[] = [];
      const cases = readRecording<Case>(`frontend-${release}`).filter(
        (_, index) => IS_FULL || index % 4 === 0,
      );
      for (const { id, input } of cases) {
        const sources = input.workflows ?? [{ name: '.woodpecker/a.yaml', yaml: input.yaml ?? '' }];
        const files = Object.fromEntries(
          sources.map(({ name, yaml }) => [`w/${name.split('/').at(-1)}`, yaml]),
        );
        const { code, out, err } = run(['lint', 'w', '--release', release, '--report', 'sarif'], { files });
        if (code === 2) {
          if (!err.includes('holds no .yaml')) failed.push(`${id}: ${err}`);
          continue;
        }
        const log = JSON.parse(out);
        if (!validate(log)) failed.push(`${id}: ${JSON.stringify(validate.errors)}`);
        for (const { locations } of log.runs[0].results as Result[]) {
          for (const { physicalLocation: place } of locations) {
            const text = files[decodeURIComponent(place.artifactLocation.uri)];
            const problem = text === undefined ? 'names no file' : placeProblem(place.region, text);
            if (problem !== undefined) failed.push(`${id}: ${JSON.stringify(place)} ${problem}`);
          }
        }
      }
      console.log(
        `${release}: ${cases.length - failed.length} of ${cases.length} recorded workflows are linted into their files`,
      );
      expect(failed, failed.slice(0, 3).join('\n')).toEqual([]);
    },
  );
});
