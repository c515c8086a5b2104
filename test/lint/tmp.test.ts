import { test } from 'vitest';
import { ALL_MESSAGES } from '../../src/lint/registry.ts';
import { ERR, fixtureNames, lintFixture, readFixture } from './support/workflow-fixture.ts';

test('x', () => {
  const names = fixtureNames(ERR);
  for (const code of Object.keys(ALL_MESSAGES)) if (!names.includes(code)) console.log('NO FIXTURE', code);
  for (const name of names) {
    try {
      const bad = lintFixture(readFixture(`${ERR}/${name}.yaml`)).map((d) => d.code);
      const good = lintFixture(readFixture(`${ERR}/${name}.mended.yaml`)).map((d) => d.code);
      if (!bad.includes(name as never) || bad.length > 1 || good.length > 0)
        console.log(
          name,
          bad.includes(name as never) ? '' : 'MISSING',
          JSON.stringify(bad),
          '->',
          JSON.stringify(good),
        );
    } catch (e) {
      console.log(name, 'THROWS', String(e).slice(0, 200));
    }
  }
});
