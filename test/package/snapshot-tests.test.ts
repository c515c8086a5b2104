import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { blocksIn } from '../docs/support/markdown.ts';
import { ROOT } from '../support/root.ts';
import { type Project, projectWith, runTool } from './support/packed.ts';

/** Snapshot tests as users have them: the package is in node_modules, and the tests are those of the documentation. */
let packed: Project;
beforeAll(() => {
  packed = projectWith('vitest');
  mkdirSync(join(packed.project, '.woodpecker'));
  writeWorkflow('alpine');
}, 60_000);
afterAll(() => packed.remove());

function writeWorkflow(image: string): void {
  const step = `  build:\n    image: ${image}\n    commands: [echo canary]\n    environment: { TOKEN: { from_secret: token } }\n`;
  writeFileSync(join(packed.project, '.woodpecker/build.yaml'), `when: { event: push }\nsteps:\n${step}`);
}

/** Runs the tests whose file names start with a word; in CI snapshots are compared and never written. */
function runTests(name: string, config = {}): string {
  const configFile = join(packed.project, `${name}.config.mjs`);
  // A process for each file would take longer than its tests.
  const test = { pool: 'threads', isolate: false, maxWorkers: 1, ...config };
  writeFileSync(configFile, `export default ${JSON.stringify({ test })};`);
  return runTool('vitest/vitest.mjs', ['run', name, '--config', configFile], packed.project);
}

function writeTest(name: string, test: string): void {
  writeFileSync(join(packed.project, `${name}.test.ts`), test);
}

function snapshotOf(name: string): string {
  return readFileSync(join(packed.project, `__snapshots__/${name}.test.ts.snap`), 'utf8');
}

const PAGE = readFileSync(join(ROOT, 'docs/snapshot-tests.md'), 'utf8');

it('the two tests of docs/snapshot-tests.md pin manifests, and fail when they change', () => {
  const tests = blocksIn(PAGE, 'ts').filter((block) => block.includes("from 'vitest'"));
  const names = tests.map((test, index) => {
    writeTest(`documented-${index}`, test);
    return `documented-${index}`;
  });
  expect(names).toHaveLength(2);
  writeWorkflow('alpine');
  runTests('documented', { update: 'new' });
  const pinned = names.map(snapshotOf);
  for (const text of pinned) {
    expect(text).toContain('\nkind: Pod\n');
    expect(text).toContain('      image: alpine\n');
    expect(text).toContain('# echo canary\n');
  }
  runTests('documented', { update: 'none' });
  expect(names.map(snapshotOf)).toEqual(pinned);
  writeWorkflow('debian');
  expect(() => runTests('documented', { update: 'none' })).toThrow(
    /(?:-\s+image: alpine[\s\S]*\+\s+image: debian[\s\S]*){2}/,
  );
});

it('is a serializer for the whole project, named in the configuration of vitest', () => {
  writeWorkflow('alpine');
  const test = `import { makePod, resolveAgentOptions } from 'podwright';
import { expect, test } from 'vitest';
test('pod', () => expect(makePod({ name: 'a', uuid: 'u', image: 'b' }, resolveAgentOptions())).toMatchSnapshot());
`;
  writeTest('configured', test);
  runTests('configured', { snapshotSerializers: ['podwright/vitest'], update: 'new' });
  expect(snapshotOf('configured')).toContain('---\napiVersion: v1\nkind: Pod\nmetadata:\n');
});
