import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explainedMutants } from '../../scripts/mutation/survivors.mjs';

const FOLDER = 'docs/mutants';
const LINE = /^(src\/[^:]+): (.*)$/;
const CHANGE = /⟦(.*) ⇒ .*⟧/;

describe.each(readdirSync(FOLDER))('the explained mutants of %s', (page) => {
  const lines = readFileSync(`${FOLDER}/${page}`, 'utf8').split('\n');
  const mutants = explainedMutants(page.replace(/\.md$/, ''));

  it('are there, all of its area and each once', () => {
    expect(mutants).toEqual(lines.filter((line) => LINE.test(line)));
    expect(mutants.length).toBeGreaterThan(0);
    expect(mutants.filter((mutant, index) => mutants.indexOf(mutant) !== index)).toEqual([]);
  });

  it('name texts of their files', () => {
    expect(mutants.filter((mutant) => !isInItsFile(mutant))).toEqual([]);
  });

  it('follow a reason', () => {
    const before = mutants.map((mutant) => lines.lastIndexOf('```', lines.indexOf(mutant)));
    expect(before.filter((fence) => (lines[fence - 2] ?? '').length < 20)).toEqual([]);
  });
});

/** A text that was cut short ends in `…`; what follows it on its last line is not compared then. */
function isInItsFile(mutant: string): boolean {
  const [, file = '', description = ''] = LINE.exec(mutant) ?? [];
  const changed = CHANGE.exec(description)?.[1] ?? '';
  const [start = '', end = ''] = description.split(/⟦.* ⇒ .*⟧/);
  const text = changed.endsWith('…') ? start + changed.slice(0, -1) : start + changed + end;
  return folded(readFileSync(file, 'utf8')).includes(folded(text));
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ');
}
