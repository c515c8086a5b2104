import { closingBrace, isWellFormed, matchClass, nextComma } from './glob-syntax.ts';

/**
 * Whether a glob of a `when` list matches a whole string, with the rules of the server's glob library (doublestar):
 * `*` and `?` stop at `/`, `**` as a whole component is any number of components, braces may nest. A malformed glob
 * matches nothing.
 *
 * It is not built on picomatch, whose rules differ and cannot all be switched. It goes back to the last `*` and the
 * last `**` only, and tries the alternatives of braces in turn, as doublestar does: that decides what
 * odd globs match. Alternatives multiply, so the number of steps is bounded; a glob that needs more matches nothing.
 */
export function globMatch(pattern: string, text: string): boolean {
  const steps = { left: MAX_STEPS };
  return matchFrom([...pattern], [...text], START, steps) === 'match';
}

export function matchesAnyGlob(globs: readonly string[], text: string): boolean {
  return globs.some((glob) => globMatch(glob, text));
}

const MAX_STEPS = 1_000_000;

/** The answer, or that the glob is malformed, which ends the search. */
type Answer = 'match' | 'mismatch' | 'malformed';

interface Steps {
  left: number;
}

/** A place in glob and text, and where in both to go on after a mismatch: after the last `*`, or the last `**` + `/`. */
interface Position {
  readonly inGlob: number;
  readonly inText: number;
  readonly star: Resumption | undefined;
  readonly doubleStar: Resumption | undefined;
}

interface Resumption {
  readonly inGlob: number;
  readonly inText: number;
}

const START: Position = { inGlob: 0, inText: 0, star: undefined, doubleStar: undefined };

interface NextPosition extends Position {
  readonly startsSegment: boolean;
}

/** The result of a piece of the glob: the place after it, an answer for the whole, or the index of a mismatch. */
type GlobStep = NextPosition | Answer | number;

function matchFrom(glob: readonly string[], text: readonly string[], start: Position, steps: Steps): Answer {
  let position = start;
  // The start of an alternative is treated as that of a component, wherever the braces are.
  let startsSegment = true;
  while (position.inText < text.length) {
    if (steps.left-- <= 0) return 'malformed';
    const step = takePiece(glob, text, position, startsSegment, steps);
    if (typeof step === 'string') return step;
    const next = typeof step === 'number' ? resume(text, position) : step;
    if (next === undefined) return isWellFormed(glob, step as number) ? 'mismatch' : 'malformed';
    position = next;
    startsSegment = next.startsSegment;
  }
  return matchesNothing(glob.slice(position.inGlob), steps);
}

function takePiece(
  glob: readonly string[],
  text: readonly string[],
  position: Position,
  startsSegment: boolean,
  steps: Steps,
): GlobStep {
  const { inGlob, inText } = position;
  const piece = glob[inGlob];
  const character = text[inText];
  switch (piece) {
    case '*':
      return takeStar(glob, position, startsSegment);
    case '?':
      return character === '/' ? inGlob : behind(position, inGlob + 1, false);
    case '[': {
      const match = matchClass(glob, inGlob + 1, character ?? '');
      if (match === 'malformed') return match;
      return 'end' in match ? behind(position, match.end, false) : match.mismatchAt;
    }
    case '{':
      return matchAlternatives(glob, text, position, steps);
    case '\\':
      if (inGlob + 1 >= glob.length) return 'malformed';
      return glob[inGlob + 1] === character ? behind(position, inGlob + 2, character === '/') : inGlob;
    default:
      return piece === character ? behind(position, inGlob + 1, piece === '/') : inGlob;
  }
}

function behind(position: Position, inGlob: number, startsSegment: boolean): GlobStep {
  return { ...position, inGlob, inText: position.inText + 1, startsSegment };
}

/** Two stars differ from one only if a component starts there, and a slash or the end of the glob follows. */
function takeStar(glob: readonly string[], position: Position, startsSegment: boolean): GlobStep {
  const { inText } = position;
  let inGlob = position.inGlob + 1;
  if (glob[inGlob] === '*') {
    inGlob++;
    if (startsSegment && inGlob >= glob.length) return 'match';
    if (startsSegment && glob[inGlob] === '/') {
      const doubleStar = { inGlob: inGlob + 1, inText };
      return { inGlob: inGlob + 1, inText, star: undefined, doubleStar, startsSegment: true };
    }
  }
  return { ...position, inGlob, star: { inGlob, inText }, startsSegment: false };
}

/** Goes on after the last `*` with one character more, or after the last `**` with one component more. */
function resume(text: readonly string[], position: Position): NextPosition | undefined {
  const { star, doubleStar } = position;
  if (star !== undefined && text[star.inText] !== '/') {
    const inText = star.inText + 1;
    return { ...position, inGlob: star.inGlob, inText, star: { ...star, inText }, startsSegment: false };
  }
  const slash = doubleStar === undefined ? -1 : text.indexOf('/', doubleStar.inText);
  if (doubleStar === undefined || slash === -1) return undefined;
  const resumption = { ...doubleStar, inText: slash + 1 };
  return { ...position, ...resumption, doubleStar: resumption, startsSegment: true };
}

function matchAlternatives(
  glob: readonly string[],
  text: readonly string[],
  position: Position,
  steps: Steps,
): Answer {
  let answer: Answer = 'malformed';
  for (const expanded of alternatives(glob, position.inGlob)) {
    steps.left -= expanded.length;
    answer = matchFrom(expanded, text, position, steps);
    if (answer !== 'mismatch') return answer;
  }
  return answer;
}

/** The globs with each of the alternatives in place of the braces that open at an index; none if they do not close. */
function* alternatives(glob: readonly string[], open: number): Generator<readonly string[]> {
  const close = closingBrace(glob, open + 1);
  if (close === -1) return;
  for (let start = open + 1; ; ) {
    const comma = nextComma(glob, start, close);
    const end = comma === -1 ? close : comma;
    yield [...glob.slice(0, open), ...glob.slice(start, end), ...glob.slice(close + 1)];
    if (comma === -1) return;
    start = comma + 1;
  }
}

/** The rests of a glob that match nothing. Others, such as `*` twice apart, need text. */
const EMPTY_RESTS: ReadonlySet<string> = /* @__PURE__ */ new Set(['', '*', '**', '/**', '**/', '/**/']);

function matchesNothing(rest: readonly string[], steps: Steps): Answer {
  if (rest.length <= 4 && EMPTY_RESTS.has(rest.join(''))) return 'match';
  if (rest[0] !== '{') return isWellFormed(rest, 0) ? 'mismatch' : 'malformed';
  let answer: Answer = 'malformed';
  for (const expanded of alternatives(rest, 0)) {
    steps.left -= expanded.length;
    if (steps.left <= 0) return 'malformed';
    answer = matchesNothing(expanded, steps);
    if (answer !== 'mismatch') return answer;
  }
  return answer;
}
