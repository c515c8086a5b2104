import { describe, expect, it } from 'vitest';
import { bareInput, stepWith } from './support/compiling.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

function isListed(image: string, entry: string): boolean {
  const options = { privileged_plugins: ['none/such', entry] };
  return stepWith(`image: "${image}"`, bareInput({ options })).privileged === true;
}

describe('an image on a list', () => {
  it.each([
    // An entry without a colon is for every tag.
    ['alpine', 'alpine', true],
    ['alpine:3', 'alpine', true],
    [`alpine@${DIGEST}`, 'alpine', true],
    ['docker.io/library/alpine', 'alpine', true],
    ['index.docker.io/library/alpine', 'alpine', true],
    ['alpine', 'docker.io/library/alpine', true],
    ['a/b:1', 'docker.io/a/b', true],
    ['docker.io/a/b', 'index.docker.io/a/b', true],
    ['library/a/b', 'library/a/b', true],
    ['library/a/b', 'a/b', false],
    ['alpine', 'debian', false],
    ['a/b', 'a/c', false],
    ['a/b', 'b', false],
    ['reg.example/a', 'reg.example/a', true],
    ['reg.example/a:1', 'reg.example/a', true],
    ['reg.example/a', 'a', false],
    ['reg.example/a', 'other.example/a', false],
    ['reg.example/library/a', 'reg.example/a', false],
    // One with a colon is for the whole name.
    ['alpine:3', 'alpine:3', true],
    ['docker.io/library/alpine:3', 'alpine:3', true],
    ['alpine:3', 'alpine:4', false],
    ['alpine', 'alpine:latest', true],
    ['alpine:latest', 'alpine:latest', true],
    ['alpine', 'alpine:3', false],
    ['debian:3', 'alpine:3', false],
    ['a/b:1', 'c/b:1', false],
    ['reg.example/b:1', 'docker.io/b:1', false],
    ['reg.example:5000/a', 'reg.example:5000/a', true],
    ['reg.example:5000/a:latest', 'reg.example:5000/a', true],
    ['reg.example:5000/a:1', 'reg.example:5000/a', false],
    [`alpine@${DIGEST}`, `alpine@${DIGEST}`, true],
    [`alpine:3@${DIGEST}`, `alpine:3@${DIGEST}`, true],
    [`alpine:3@${DIGEST}`, 'alpine:3', false],
    [`alpine@${DIGEST}`, 'alpine:latest', false],
    [`alpine@${DIGEST}`, `alpine:latest@${DIGEST}`, false],
    [`alpine@${DIGEST}`, `alpine@sha256:${'b'.repeat(64)}`, false],
    // A first component that cannot be a registry belongs to the path.
    ['a_b.c/d', 'a_b.c/d', true],
    ['a_b.c/d:1', 'a_b.c/d:1', true],
    ['a_b.c/d:1', '/a_b.c/d:1', false],
    // What is not a reference is compared unchanged.
    ['No image', 'No image', true],
    ['No image', 'no image', false],
    ['No image:1', 'No image:1', true],
    ['No image:1', 'No image', false],
    ['No image', 'No image:latest', false],
    ['Bad', 'Worse', false],
    ['Bad:1', 'Worse:1', false],
  ])('%s on [%s]: %s', (image, entry, listed) => {
    expect(isListed(image, entry)).toBe(listed);
  });
});
