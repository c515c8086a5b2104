import { describe } from 'vitest';
import { type Differing, type Read, testReading } from './support.ts';

const READ: readonly Read[] = [
  ['!!str a', '<tag:yaml.org,2002:str> a'],
  ['!a b', '<!a> b'],
  ['! a', '<!> a'],
  ['!<a> b', '<a> b'],
  ['!<tag:yaml.org,2002:int> 1', '<tag:yaml.org,2002:int> 1'],
  ['!!a', '<tag:yaml.org,2002:a> '],
  ['!a%41b c', '<!aAb> c'],
  ['[!a , b]', '[<!a> , b]'],
  ['!<a[b]> c', '<a[b]> c'],
  ['!a', '<!a> '],
  ['a: !!str', '{a: <tag:yaml.org,2002:str> }'],
  ['a: !!str\nb: c', '{a: <tag:yaml.org,2002:str> , b: c}'],
  ['- !a\n- !b', '[<!a> , <!b> ]'],
  ['%TAG !e! tag:e,\n---\n!e!a b', '<tag:e,a> b'],
  ['%TAG !e! a%20%41\n---\n!e!a b', '<a Aa> b'],
  ['%TAG ! tag:x:\n---\n!a b', '<tag:x:a> b'],
  ['%TAG !! tag:x:\n---\n!!a b', '<tag:x:a> b'],
  ['%TAG !a-b_9! x\n---\n!a-b_9!c d', '<xc> d'],
];

const REFUSED: readonly Read[] = [
  ['!<> a', 'yaml-syntax 0-1 tag-incomplete'],
  ['!<a b', 'yaml-syntax 0-1 tag-incomplete'],
  ['!<a', 'yaml-syntax 0-1 tag-incomplete'],
  ['!a!b c', 'yaml-syntax 0-4 tag-handle-unknown !a!'],
  ['!!', 'yaml-syntax 0-1 tag-incomplete'],
  ['!a%ff c', 'yaml-syntax 0-1 tag-not-utf8'],
  ['!a%4 c', 'yaml-syntax 0-2 space-missing'],
  ['!{a b', 'yaml-syntax 0-1 space-missing'],
  ['!a{b} c', 'yaml-syntax 0-2 space-missing'],
  ['!e!a b', 'yaml-syntax 0-4 tag-handle-unknown !e!'],
  ['!e! b', 'yaml-syntax 0-1 tag-incomplete'],
];

const DIFFERING: readonly Differing[] = [
  ['!a[b c', '<!a[b> c', 'yaml-syntax 0-2 space-missing'],
  ['!a,b c', '<!a,b> c', 'yaml-syntax 0-2 space-missing'],
  ['!<a{b}> c', 'yaml-syntax 0-1 tag-incomplete', '<a{b}> c'],
  ['!!str,', '<tag:yaml.org,2002:str,> ', 'yaml-syntax 0-5 space-missing'],
  ['!a,', '<!a,> ', 'yaml-syntax 0-2 space-missing'],
];

describe('tags', () => testReading(READ, REFUSED, DIFFERING));
