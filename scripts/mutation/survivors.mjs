import { existsSync, readFileSync } from 'node:fs';

/** Of a longer text only the start is shown. */
const MOST_CHARACTERS = 80;

/**
 * A mutant in one line: its file, and the line of the file with what is changed in brackets. Without the number of the
 * line, so that it means the same after changes elsewhere.
 */
export function describeMutant({ file, location: { start, end }, replacement }) {
  const lines = readFileSync(file, 'utf8').split('\n');
  const from = lines[start.line - 1];
  const to = lines[end.line - 1];
  const between = lines.slice(start.line - 1, end.line).join('\n');
  const changed = between.slice(start.column - 1, between.length - to.length + end.column - 1);
  const change = `${shortened(changed)} ⇒ ${shortened(replacement)}`;
  return `${file}: ${from.slice(0, start.column - 1).trimStart()}⟦${change}⟧${to.slice(end.column - 1)}`;
}

/** The mutants of an area that its page in docs/mutants/ explains: the lines of its blocks of code. */
export function explainedMutants(area) {
  const page = `docs/mutants/${area}.md`;
  if (!existsSync(page)) return [];
  return readFileSync(page, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith(`src/${area}/`));
}

function shortened(text) {
  const folded = text.replace(/\s+/g, ' ');
  return folded.length > MOST_CHARACTERS ? `${folded.slice(0, MOST_CHARACTERS)}…` : folded;
}
