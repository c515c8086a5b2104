import { describe, expect, it } from 'vitest';
import { imageMatcher } from '../../../src/workflow/compile/lookups.ts';

const SHA256 = `sha256:${'a1'.repeat(32)}`;

describe('imageMatcher', () => {
  it.each([
    ['plugins/docker', 'plugins/docker', true],
    ['plugins/docker:20', 'plugins/docker', true],
    ['docker.io/plugins/docker:20', 'plugins/docker', true],
    [`tools/clone@${SHA256}`, 'tools/clone', true],
    ['alpine', 'docker.io/library/alpine', true],
    ['alpine', 'index.docker.io/alpine:latest', true],
    ['my/tool', 'my/tool:latest', true],
    ['my/tool:2', 'my/tool:1', false],
    [`my/tool:1@${SHA256}`, 'my/tool:1', false],
    [`my/tool@${SHA256}`, `my/tool@${SHA256}`, true],
    ['localhost:5000/t/x:1', 'localhost:5000/t/x', false],
    ['localhost:5000/t/x', 'localhost:5000/t/x', true],
    ['ghcr.io/tools/clone', 'tools/clone', false],
    ['docker.io/a_b.c/d', 'a_b.c/d', true],
    ['Bad/Name', 'Bad/Name', true],
    ['bad name', 'bad name', true],
    ['bad name:1', 'bad name', false],
  ])('%s against %s: %s', (image, entry, expected) => {
    expect(imageMatcher(['other', entry])(image)).toBe(expected);
  });

  it('matches nothing in an empty list', () => {
    expect(imageMatcher([])('alpine')).toBe(false);
  });
});
