import { expect, it } from 'vitest';
import { containerWith, findings, type Row } from '../../findings.ts';

it.each<Row>([
  [{ secretKeyRef: null, fieldRef: null }, 'env-source-missing ~'],
  [{ secretKeyRef: { name: 's', key: 'k' }, fieldRef: null }, 'env-value-and-source ~'],
])('a value and the sources %j', (valueFrom, ...found) => {
  const container = containerWith({ env: [{ name: 'A', value: 'a', valueFrom }] });
  expect(findings(container, '/spec/containers/0/env/0/valueFrom')).toEqual(found);
});

it.each<Row>([
  ['$(A)/more'],
  ['more:$(A)'],
  ['$(A)', 'env-name-repeated ~'],
  ['$(B)/more', 'env-name-repeated ~'],
  ['$A/more', 'env-name-repeated ~'],
])('a later value that is %s', (value, ...found) => {
  const container = containerWith({ env: [{ name: 'A' }, { name: 'A', value }] });
  expect(findings(container, '/spec/containers/0/env/1')).toEqual(found);
});
