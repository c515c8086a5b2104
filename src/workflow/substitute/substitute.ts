import { hasLoneBytes, replaceLoneBytes } from '../../base/encoding/utf8.ts';
import { type MappedOutput, mappedOutput } from '../positions/source-text.ts';
import { DEFAULT, LENGTH, quote } from './operators.ts';
import {
  type ExpressionHead,
  readArgument,
  readDelimiter,
  readHead,
  type SubstituteProblemKind,
} from './scan.ts';

export type SubstituteResult =
  | {
      readonly ok: true;
      readonly text: string;
      /** Finds the offset in the source of an offset in the text. What an expression produces is at its `${`. */
      readonly toSource: (offset: number) => number;
      /** References that the server leaves empty silently. */
      readonly unset: readonly UnsetVariable[];
      /** The first expression that cut a character; the text has U+FFFD there, and the server rejects it. */
      readonly cutCharacter: { readonly offset: number; readonly expression: string } | undefined;
    }
  | { readonly ok: false; readonly problem: SubstituteProblem };

/** A variable that was missing or empty and had no default, and the place of its expression in the source. */
interface UnsetVariable {
  readonly name: string;
  readonly offset: number;
  readonly length: number;
}

export interface SubstituteProblem {
  readonly kind: SubstituteProblemKind | 'negative-length';
  /** Of the `${` of the innermost expression concerned. */
  readonly offset: number;
  readonly expression: string;
}

interface Frame {
  readonly head: ExpressionHead;
  readonly offset: number;
  readonly value: string;
  readonly args: string[];
  /** Whether its value has a part in the output: the words of unused defaults do not. */
  readonly live: boolean;
}

interface State {
  readonly source: string;
  readonly output: MappedOutput;
  readonly frames: Frame[];
  readonly unset: UnsetVariable[];
  readonly lookup: (name: string) => string | undefined;
  position: number;
  cutCharacter: { offset: number; expression: string } | undefined;
  crash: SubstituteProblem | undefined;
}

const MAX_EXCERPT = 80;
const SPECIAL = /\$[${]|\\[\\/]/g;

/**
 * Replaces the `${…}` expressions of a workflow text as the server does, comments and keys included. Nesting is kept
 * in a list, not on the stack, so it has no limit; the time is linear except for the globs of `#` and `%`.
 */
export function substitute(text: string, lookup: (name: string) => string | undefined): SubstituteResult {
  const state: State = {
    source: text,
    output: mappedOutput(),
    frames: [],
    unset: [],
    lookup,
    position: 0,
    cutCharacter: undefined,
    crash: undefined,
  };
  while (state.frames.length > 0 || copyOuterText(state)) {
    const frame = state.frames.at(-1);
    const kind = frame === undefined ? open(state) : advance(state, frame);
    if (kind !== undefined) return { ok: false, problem: problemAt(state, kind) };
  }
  if (state.crash !== undefined) return { ok: false, problem: state.crash };
  const { cutCharacter } = state;
  const unset = state.unset.sort((left, right) => left.offset - right.offset);
  return { ok: true, ...state.output.finish(text.length), unset, cutCharacter };
}

/** Copies up to the next expression; false at the end of the text. */
function copyOuterText(state: State): boolean {
  for (;;) {
    SPECIAL.lastIndex = state.position;
    const found = SPECIAL.exec(state.source);
    state.output.copy(state.source.slice(state.position, found?.index), state.position);
    state.position = found?.index ?? state.source.length;
    if (found === null) return false;
    if (found[0] === '${') return true;
    state.output.copy(found[0].slice(1), found.index + 1);
    state.position += 2;
  }
}

/** Reads the start of the expression at the position; gives the kind of problem, if any. */
function open(state: State): SubstituteProblemKind | undefined {
  const offset = state.position;
  const parent = state.frames.at(-1);
  const head = readHead(state.source, offset);
  const looked = head.name === '' ? '' : (state.lookup(head.name) ?? '');
  const value = looked.includes('\n') ? quote(looked) : looked;
  const live =
    parent === undefined || (parent.live && !(parent.head.operator === DEFAULT && parent.value !== ''));
  const frame: Frame = { head, offset, value, args: [], live };
  state.position = head.end;
  state.frames.push(frame);
  if (head.problem !== undefined) return head.problem;
  return head.operator.arity === 0 ? close(state, frame) : undefined;
}

/** Reads one argument of an expression, or its end. */
function advance(state: State, frame: Frame): SubstituteProblemKind | undefined {
  const { source } = state;
  const { operator } = frame.head;
  const { arity, delimiter } = operator;
  const read = frame.args.length;
  if (operator === DEFAULT ? source[state.position] === '}' : read === arity) return close(state, frame);
  if (read === 1 && delimiter !== undefined) {
    const delimited = readDelimiter(source, state.position, delimiter);
    if (delimiter === ':' && source[state.position] === '}') return close(state, frame);
    if (delimited === state.position) return 'bad-substitution';
    state.position = delimited;
    if (delimiter === '/' && source[state.position] === '}') return close(state, frame);
  }
  if (source.startsWith('${', state.position)) return open(state);
  const argument = readArgument(source, state.position, operator, read);
  if (argument === undefined) return 'bad-argument';
  frame.args.push(argument.text);
  state.position = argument.end;
  return undefined;
}

function close(state: State, frame: Frame): SubstituteProblemKind | undefined {
  if (state.source[state.position] !== '}') return 'bad-substitution';
  state.position++;
  state.frames.pop();
  const result = evaluate(state, frame);
  const parent = state.frames.at(-1);
  if (parent !== undefined) parent.args.push(result);
  else produce(state, frame, result);
  return undefined;
}

function evaluate(state: State, frame: Frame): string {
  const { name, operator } = frame.head;
  if (frame.live && frame.value === '' && operator !== DEFAULT && operator !== LENGTH) {
    state.unset.push({ name, offset: frame.offset, length: state.position - frame.offset });
  }
  const result = operator.apply(frame.value, frame.args);
  if (result !== undefined) return result;
  // The server crashes only when it evaluates, after it has read the whole text without an error.
  state.crash ??= { kind: 'negative-length', ...expressionAt(state, frame) };
  return '';
}

function produce(state: State, frame: Frame, result: string): void {
  if (hasLoneBytes(result)) state.cutCharacter ??= expressionAt(state, frame);
  state.output.produce(replaceLoneBytes(result), frame.offset);
}

function problemAt(state: State, kind: SubstituteProblemKind): SubstituteProblem {
  const offset = state.frames.at(-1)?.offset ?? state.position;
  const rest = state.source.slice(offset, offset + MAX_EXCERPT);
  return { kind, offset, expression: /^[^}\n]*\}?/.exec(rest)?.[0] ?? rest };
}

function expressionAt(state: State, frame: Frame): { offset: number; expression: string } {
  const end = Math.min(state.position, frame.offset + MAX_EXCERPT);
  return { offset: frame.offset, expression: state.source.slice(frame.offset, end) };
}
