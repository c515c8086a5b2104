import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { differencesFrom } from '../../scripts/package-files.mjs';
import { linksOf } from '../docs/support/markdown.ts';
import { ROOT } from '../support/root.ts';
import { type Packed, pack, run, runTool } from './support/packed.ts';

interface MapFile {
  readonly sources: readonly string[];
}

let packed: Packed;
beforeAll(() => {
  packed = pack();
}, 60_000);
afterAll(() => packed.remove());

const installed = (): string => join(packed.project, 'node_modules/podwright');
const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));

describe('the packed package', () => {
  it('contains all that was built, and only files that users need', () => {
    const built = filesOf(join(ROOT, 'dist')).map((file) => `dist/${file}`);
    expect(packed.files).toEqual(expect.arrayContaining(built));

    expect(differencesFrom(packed.files, 'scripts/package-files.txt')).toEqual([]);
  });

  it('has no dead links', () => {
    const pages = filesOf(installed()).filter((file) => file.endsWith('.md'));
    const dead = pages.flatMap((page) =>
      linksOf(readFileSync(join(installed(), page), 'utf8'))
        .map((link) => join(dirname(page), link.replace(/#.*/, '') || basename(page)))
        .filter((path) => !existsSync(join(installed(), path)))
        .map((path) => `${page}: ${path}`),
    );
    expect(pages).toContain('README.md');
    expect(dead).toEqual([]);
  });

  it('has the licence of every package in the command line in NOTICE', () => {
    const notice = readFileSync(join(installed(), 'NOTICE'), 'utf8');
    for (const licence of [
      'yaml/LICENSE',
      '@stablelib/sha256/LICENSE',
      'leven/license',
      'lodash.merge/LICENSE',
      're2js/LICENSE',
      'commander/LICENSE',
      'picocolors/LICENSE',
      'jsonc-parser/LICENSE.md',
    ]) {
      expect(notice).toContain(
        readFileSync(join(ROOT, 'node_modules', licence), 'utf8')
          .replaceAll('\r\n', '\n')
          .trim(),
      );
    }
  });

  it('pleases publint', async () => {
    const { messages } = await publint({ pkgDir: installed(), strict: true, pack: false });
    expect(messages).toEqual([]);
  });

  it('has types that resolve wherever ES modules do', () => {
    const output = runTool('@arethetypeswrong/cli/dist/index.js', [packed.tarball, '--profile', 'esm-only']);
    expect(output.match(/node16 \(from ESM\): 🟢 \(ESM\)/gu)).toHaveLength(3);
  });

  it('has source maps that lead to shipped sources', () => {
    const maps = filesOf(join(installed(), 'dist')).filter((file) => file.endsWith('.map'));
    expect(maps).toEqual(expect.arrayContaining(['index.js.map', 'index.d.ts.map']));
    for (const file of maps) {
      const { sources } = JSON.parse(readFileSync(join(installed(), 'dist', file), 'utf8')) as MapFile;
      for (const source of sources) expect(existsSync(join(installed(), 'dist', source)), source).toBe(true);
    }
  });

  it('can be imported and run', () => {
    const script = `import { compileWorkflow, makePod } from 'podwright';
      import * as core from 'podwright/core';
      import schema from 'podwright/schemas/step.schema.json' with { type: 'json' };
      import { renderWorkflow } from 'podwright/vitest';
      const pod = makePod({ name: 'a', image: 'b' }, core.resolveAgentOptions());
      const { workflows } = compileWorkflow('steps: [{ name: a, image: b, commands: [c] }]', {});
      const yaml = renderWorkflow('steps:\\n  a: { image: b }\\n');
      console.log(JSON.stringify([
        pod.kind, core.makePod === makePod, workflows.length, yaml.includes('kind: Pod'), schema.type,
      ]));`;
    const output = run(process.execPath, ['--input-type=module', '-e', script], packed.project);
    expect(JSON.parse(output)).toEqual(['Pod', true, 1, true, 'object']);
    const version = run(process.execPath, [join(installed(), 'dist/bin.js'), '--version'], packed.project);
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(version.trim()).toBe(manifest.version);
  });

  it.each([
    ['nodenext', 'nodenext', false],
    // The same declarations need no second check.
    ['esnext', 'bundler', true],
  ])(
    'compiles in a TypeScript project with module %s and resolution %s',
    (module, moduleResolution, skipLibCheck) => {
      const folder = join(packed.project, moduleResolution);
      mkdirSync(folder);
      const compilerOptions = {
        module,
        moduleResolution,
        target: 'es2022',
        lib: ['es2022'],
        strict: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck,
        noEmit: true,
        resolveJsonModule: true,
        types: [],
      };
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({ compilerOptions, files: ['use.ts', 'wrong.ts'] }),
      );
      writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
      writeFileSync(
        join(folder, 'use.ts'),
        `import type { Pod } from 'kubernetes-types/core/v1.js';
import { checkManifest, compileWorkflow, type Step } from 'podwright';
import { makePod, planWorkflow, resolveAgentOptions } from 'podwright/core';
import schema from 'podwright/schemas/step.schema.json' with { type: 'json' };
import serializer, { manifestSerializer, renderWorkflow, type SnapshotOptions } from 'podwright/vitest';
const step: Step = { name: 'test', image: 'alpine' };
const agent = resolveAgentOptions({ release: '3.17' });
export const pod: Pod = makePod(step, agent);
export const codes: readonly string[] = checkManifest(pod).map(({ code }) => code);
const { workflows } = compileWorkflow('steps: []', {});
export const plans = workflows.map(({ config }) => config && planWorkflow(config, agent).steps.length);
const options: SnapshotOptions = { release: '3.17', agent: { WOODPECKER_BACKEND_K8S_NAMESPACE: 'ci' } };
export const yaml: string = renderWorkflow('.woodpecker', options);
export const isSame: boolean = serializer === manifestSerializer && schema.type === 'object';
`,
      );
      writeFileSync(
        join(folder, 'wrong.ts'),
        `import { makePod, resolveAgentOptions } from 'podwright';
// @ts-expect-error a step has an image
makePod({ name: 'test' }, resolveAgentOptions());
const kubernetes = { hostUsers: false };
makePod({ name: 'test', image: 'a', backend_options: { kubernetes } }, resolveAgentOptions());
// @ts-expect-error the key is hostUsers
makePod({ name: 'test', image: 'a', backend_options: { kubernetes: { hostUser: false } } }, resolveAgentOptions());
`,
      );
      expect(runTool('typescript/bin/tsc', ['-p', folder])).toBe('');
    },
  );
});

it('has no unused file, export or package, and declares each package that it uses', () => {
  expect(runTool('knip/bin/knip.js', ['--no-progress']).trim()).toBe('');
});
