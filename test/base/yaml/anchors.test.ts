import { describe } from 'vitest';
import { type Differing, type Read, testReading } from './support.ts';

const READ: readonly Read[] = [
  ['&a b', 'b'],
  ['a: &x b\nc: *x', '{a: b, c: *x}'],
  ['a: &x {b: c}\nd: *x', '{a: {b: c}, d: *x}'],
  ['a: &x\nb: *x', '{a: , b: *x}'],
  ['&x a: b\nc: *x', '{a: b, c: *x}'],
  ['- &x a\n- *x\n- *x', '[a, *x, *x]'],
  ['a: &x [*x]', '{a: [*x of itself]}'],
  ['a: &x {b: *x}\nc: *x', '{a: {b: *x of itself}, c: *x}'],
  ['a: &x b\nc: &x d\ne: *x', '{a: b, c: d, e: *x}'],
  ['&a', ''],
  ['&a: b', '{: b}'],
  ['a: &b\n  c: d', '{a: {c: d}}'],
  ['a: &x !!str b', '{a: <tag:yaml.org,2002:str> b}'],
  ['a: !!str &x b', '{a: <tag:yaml.org,2002:str> b}'],
  ['[&a , b]', '[, b]'],
  ['[&a]', '[]'],
  ['[&a b, *a]', '[b, *a]'],
  ['{&a b: *a}', '{b: *a}'],
  ['&a,b c', ''],
  ['&a- b', 'b'],
  ['&a_B9 b', 'b'],
];

const REFUSED: readonly Read[] = [
  ['a: *x', 'yaml-unknown-alias 3-5 x'],
  ['& a', 'yaml-syntax 0-1 name-missing'],
  ['* a', 'yaml-syntax 0-1 name-missing'],
  ['*a : b', 'yaml-unknown-alias 0-2 a'],
  ['a: &x &y b', 'yaml-syntax 6-7 key-missing'],
  ['a: !a !b c', 'yaml-syntax 6-7 key-missing'],
  ['a: & b', 'yaml-syntax 3-4 name-missing'],
  ['[*a]', 'yaml-unknown-alias 1-3 a'],
  ['a: &é b', 'yaml-anchor-name 3-5 é'],
  ['a: *é', 'yaml-anchor-name 3-5 é'],
  ['a: &x}y b', 'yaml-syntax 5-6 key-missing'],
];

const DIFFERING: readonly Differing[] = [['&a.b c', 'yaml-anchor-name 0-4 a.b', 'c']];

describe('anchors and aliases', () => testReading(READ, REFUSED, DIFFERING));
