import { describe } from 'vitest';
import { type Differing, type Read, testReading } from './support.ts';

const READ: readonly Read[] = [
  ['%YAML  1.1\n---\na', 'a'],
  ['a\n...\n}\n: b', 'a'],
  ['%YAML 1.1\n---\na', 'a'],
  ['%YAML 01.01\n---\na', 'a'],
  ['%YAML 1.1 # c\n---\na', 'a'],
  ['%YAML 1.1#\n---\na', 'a'],
  ['%YAML\t1.1\n---\na', 'a'],
  ['%YAML 1.1 \n---\na', 'a'],
  ['a\n%b', 'a %b'],
  ['---\na', 'a'],
  ['---\n---\na', ''],
  ['---', ''],
  ['--- a', 'a'],
  ['---a', '---a'],
  ['---\n...\na', ''],
  ['a\n---\nb', 'a'],
  ['a\n...\nb', 'a'],
  ['a\n... b', 'a'],
  ['a: b\n---\n: c', '{a: b}'],
  ['a: b\n... # c', '{a: b}'],
  ['---\n%YAML 1.1\n---\nb', ''],
  ['--- |\n a\n', '"a\\n"'],
  ['---\ta', 'a'],
  ['a\n--- ', 'a'],
  ['- a\n---', '[a]'],
  ['\ufeffa: b', '{a: b}'],
  ['\ufeff---\na', 'a'],
  ['\ufeff', ''],
  ['a\ufeffb', 'a\ufeffb'],
];

const REFUSED: readonly Read[] = [
  ['%YAML 1.2 # c\n---\na', 'yaml-directive 0-13 %YAML 1.2'],
  ['%YAML 1.2  \n---\na', 'yaml-directive 0-11 %YAML 1.2'],
  ['%YAML 1.2\n---\na', 'yaml-directive 0-9 %YAML 1.2'],
  ['%YAML 1.1\na', 'yaml-syntax 10-11 directives-end-missing'],
  ['%YAML 1.1', 'yaml-syntax 9-9 directives-end-missing'],
  ['%YAML 1.1\n%YAML 1.1\n---\na', 'yaml-directive 10-19 %YAML 1.1'],
  ['%YAML 1.10\n---\na', 'yaml-directive 0-10 %YAML 1.10'],
  ['%YAML 11.1\n---\na', 'yaml-directive 0-10 %YAML 11.1'],
  ['%YAML x\n---\na', 'yaml-directive 0-7 %YAML x'],
  ['%YAML 1.1 x\n---\na', 'yaml-directive 0-11 %YAML 1.1 x'],
  ['%TAG !a! x\n%TAG !a! y\n---\na', 'yaml-directive 11-21 %TAG !a! y'],
  ['%TAG a b\n---\nc', 'yaml-directive 0-8 %TAG a b'],
  ['%TAG !a b\n---\nc', 'yaml-directive 0-9 %TAG !a b'],
  ['%TAG !a! \\x\n---\nc', 'yaml-directive 0-11 %TAG !a! \\x'],
  ['%TAG !a! x%zz\n---\nc', 'yaml-directive 0-13 %TAG !a! x%zz'],
  ['%TAG !a! x%ff\n---\nc', 'yaml-directive 0-13 %TAG !a! x%ff'],
  ['%TAG !a! \n---\nc', 'yaml-directive 0-9 %TAG !a! '],
  ['%FOO\n---\na', 'yaml-directive 0-4 %FOO'],
  ['%TAG ! x y\n---\na', 'yaml-directive 0-10 %TAG ! x y'],
  ['a: b\n%c: d', 'yaml-directive 5-10 %c: d'],
  ['a: b\n---\n@', 'yaml-syntax 9-10 reserved-start @'],
  ['a: b\n... @', 'yaml-syntax 9-10 reserved-start @'],
  ['--- a: b', 'yaml-syntax 5-6 value-start'],
];

const DIFFERING: readonly Differing[] = [
  ['...\na', 'yaml-syntax 0-3 value-missing', 'a'],
  ['...', 'yaml-syntax 0-3 value-missing', ''],
];

describe('documents and directives', () => testReading(READ, REFUSED, DIFFERING));
