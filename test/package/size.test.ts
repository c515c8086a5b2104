import { expect, it } from 'vitest';
import { sizeFigures } from '../../bench/figures/size.mjs';

const measured = await Promise.all(
  sizeFigures.map(async ({ name, target, ceiling, measure }) => ({
    name,
    target,
    ceiling,
    size: await measure(),
  })),
);

it.each(measured.filter(({ ceiling }) => ceiling !== undefined))(
  '$name, stays under $ceiling kB',
  ({ size, ceiling }) => {
    expect(size).toBeLessThan(ceiling ?? 0);
  },
);

it('an app that imports only makePod is among them, and is a part of the whole', () => {
  const sizeOf = (words: string) => measured.find(({ name }) => name.includes(words))?.size ?? 0;
  expect(measured.find(({ name }) => name.includes('makePod'))?.target).toBe(20);
  expect(sizeOf('makePod')).toBeGreaterThan(1);
  expect(sizeOf('all of podwright,')).toBeGreaterThan(5 * sizeOf('makePod'));
});
