import { isWordCharacter } from './regular-expression-class.ts';
import { parseRegularExpression } from './regular-expression-parse.ts';
import type {
  Assertion,
  CodePointTest,
  PatternProblem,
  RegularExpressionNode,
} from './regular-expression-syntax.ts';

export type RegularExpressionResult =
  | { readonly ok: true; readonly size: number; readonly test: (text: string) => boolean }
  | { readonly ok: false; readonly problem: PatternProblem };

/**
 * Compiles a pattern in the syntax of RE2 into a test for whether it matches anywhere in a text. It is not turned
 * into a JavaScript one, whose time may grow exponentially: here all ways to match are followed at once.
 */
export function compileRegularExpression(pattern: string): RegularExpressionResult {
  try {
    const program: Instruction[] = [];
    emit(program, parseRegularExpression(pattern));
    program.push({ kind: 'match' });
    return { ok: true, size: program.length, test: (text) => run(program, text) };
  } catch (problem) {
    if (problem instanceof Error) throw problem;
    return { ok: false, problem: problem as PatternProblem };
  }
}

type Instruction =
  | { readonly kind: 'set'; readonly accepts: CodePointTest }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | { readonly kind: 'split'; targets: number[] }
  | { readonly kind: 'match' };

const MAX_INSTRUCTIONS = 20_000;

/** Appends the instructions of a node. Each runs on into the next one, a split into its targets. */
function emit(program: Instruction[], node: RegularExpressionNode): void {
  if (program.length > MAX_INSTRUCTIONS) {
    throw { kind: 'unsupported', message: 'its repetitions make it too large' } satisfies PatternProblem;
  }
  switch (node.kind) {
    case 'set':
    case 'assertion':
      program.push(node);
      return;
    case 'sequence':
      for (const part of node.parts) emit(program, part);
      return;
    case 'choice':
      emitChoice(program, node.parts);
      return;
    case 'repeat':
      emitRepeat(program, node.part, node.minimum, node.maximum);
  }
}

function emitChoice(program: Instruction[], parts: readonly RegularExpressionNode[]): void {
  const start = split(program);
  const ends: number[][] = [];
  for (const part of parts) {
    start.push(program.length);
    emit(program, part);
    ends.push(split(program));
  }
  for (const end of ends) end.push(program.length);
}

function emitRepeat(
  program: Instruction[],
  part: RegularExpressionNode,
  minimum: number,
  maximum: number,
): void {
  for (let count = 0; count < minimum; count++) {
    const before = program.length;
    emit(program, part);
    if (program.length === before) return;
  }
  if (maximum === Number.POSITIVE_INFINITY) {
    const start = program.length;
    const enter = split(program);
    enter.push(program.length);
    emit(program, part);
    split(program).push(start);
    enter.push(program.length);
    return;
  }
  const exits: number[][] = [];
  for (let count = minimum; count < maximum; count++) {
    const enter = split(program);
    enter.push(program.length);
    exits.push(enter);
    emit(program, part);
  }
  for (const exit of exits) exit.push(program.length);
}

function split(program: Instruction[]): number[] {
  const targets: number[] = [];
  program.push({ kind: 'split', targets });
  return targets;
}

function run(program: readonly Instruction[], text: string): boolean {
  const codePoints = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  let arrived: number[] = [];
  for (let position = 0; position <= codePoints.length; position++) {
    const reached = follow(program, [...arrived, 0], codePoints, position);
    if (reached === 'match') return true;
    const codePoint = codePoints[position];
    arrived = codePoint === undefined ? [] : reached.filter((index) => accepts(program[index], codePoint));
    arrived = arrived.map((index) => index + 1);
  }
  return false;
}

/** The sets that can be reached without taking a character, or that the match can. */
function follow(
  program: readonly Instruction[],
  starts: number[],
  codePoints: readonly number[],
  position: number,
): number[] | 'match' {
  const seen = new Set<number>();
  const sets: number[] = [];
  for (let index = starts.pop(); index !== undefined; index = starts.pop()) {
    if (seen.has(index)) continue;
    seen.add(index);
    const instruction = program[index];
    if (instruction?.kind === 'match') return 'match';
    if (instruction?.kind === 'set') sets.push(index);
    else if (instruction?.kind === 'split') starts.push(...instruction.targets);
    else if (instruction !== undefined && holds(instruction.assertion, codePoints, position)) {
      starts.push(index + 1);
    }
  }
  return sets;
}

function accepts(instruction: Instruction | undefined, codePoint: number): boolean {
  return instruction?.kind === 'set' && instruction.accepts(codePoint);
}

function holds(assertion: Assertion, codePoints: readonly number[], position: number): boolean {
  const before = codePoints[position - 1];
  const after = codePoints[position];
  switch (assertion) {
    case 'text-start':
      return position === 0;
    case 'text-end':
      return after === undefined;
    case 'line-start':
      return before === undefined || before === 10;
    case 'line-end':
      return after === undefined || after === 10;
    case 'word-boundary':
      return isWordCharacter(before) !== isWordCharacter(after);
    case 'no-word-boundary':
      return isWordCharacter(before) === isWordCharacter(after);
  }
}
