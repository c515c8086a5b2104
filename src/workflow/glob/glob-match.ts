import { type GlobNode, parseGlob } from './parse-glob.ts';

/**
 * Whether a glob of a `when` list matches a whole text, with the rules of the server's glob library (doublestar):
 * `*` and `?` stop at `/`, `**` as a whole component is any number of components, braces may nest. A malformed glob
 * matches nothing.
 *
 * It is not built on picomatch, whose rules differ and cannot all be switched: `feature/**` does not match
 * `feature`, `[!a]` is no negation, `{1..3}` and `(a|b)` mean something, malformed globs match as text, and the empty
 * pattern throws. All ways to match are followed at once, so that time is bounded by text length times glob length.
 */
export function globMatch(pattern: string, text: string): boolean {
  const nodes = parseGlob(pattern);
  if (nodes === undefined) return false;
  let arrived: State[] = [{ node: 0, mode: SEGMENT_START }];
  for (const character of text) {
    const following = new Map<number, State>();
    for (const state of close(nodes, arrived)) {
      const target = step(nodes, state, character);
      if (target !== undefined) following.set(key(target), target);
    }
    if (following.size === 0) return false;
    arrived = [...following.values()];
  }
  return arrived.some((state) => endsWell(nodes, state));
}

/** Whether a glob is well-formed; one that is not never matches. */
export function isValidGlob(pattern: string): boolean {
  return parseGlob(pattern) !== undefined;
}

const IN_SEGMENT = 0;
const SEGMENT_START = 1;
/** Within the run of a star that has taken at least one character. */
const IN_STAR = 2;
/** Behind the slash of a component that a double star has taken, or within one. */
const BETWEEN_COMPONENTS = 3;
const IN_COMPONENT = 4;
/** A double star at the end, which takes everything. */
const IN_REST = 5;
const MODES = 6;

/** A place in the glob; the mode says how the text before it was taken. */
interface State {
  readonly node: number;
  readonly mode: number;
}

function key({ node, mode }: State): number {
  return node * MODES + mode;
}

/** The states, and those that they reach without taking a character. */
function close(nodes: readonly GlobNode[], states: readonly State[]): Iterable<State> {
  const found = new Map<number, State>();
  const pending = [...states];
  for (let state = pending.pop(); state !== undefined; state = pending.pop()) {
    if (found.has(key(state))) continue;
    found.set(key(state), state);
    const { mode } = state;
    const node = nodes[state.node];
    if (node?.kind === 'branch') for (const start of node.alternatives) pending.push({ node: start, mode });
    else if (node?.kind === 'join') pending.push({ node: node.next, mode });
    else if (node?.kind === 'star') pending.push({ node: node.next, mode: IN_SEGMENT });
    else if (node?.kind === 'double-star' && mode !== IN_REST && mode !== IN_COMPONENT) {
      const slash = slashBehind(nodes, node.next);
      const wholeComponent = mode === SEGMENT_START || mode === BETWEEN_COMPONENTS;
      if (!wholeComponent || slash === undefined) pending.push({ node: node.next, mode: IN_SEGMENT });
      else if (slash !== 'end') pending.push({ node: slash + 1, mode: SEGMENT_START });
    }
  }
  return found.values();
}

function step(
  nodes: readonly GlobNode[],
  { node: index, mode }: State,
  character: string,
): State | undefined {
  const node = nodes[index];
  switch (node?.kind) {
    case 'character':
      return node.character === character ? { node: node.next, mode: modeBehind(character) } : undefined;
    case 'any':
      return character === '/' ? undefined : { node: node.next, mode: IN_SEGMENT };
    case 'class': {
      const code = character.codePointAt(0) ?? 0;
      const isMember = node.ranges.some(([low, high]) => low <= code && code <= high);
      return isMember === node.negated ? undefined : { node: node.next, mode: modeBehind('') };
    }
    case 'star':
      return character === '/' ? undefined : { node: index, mode: IN_STAR };
    case 'double-star':
      return stepDoubleStar(nodes, index, node.next, mode, character);
    default:
      return undefined;
  }
}

function stepDoubleStar(
  nodes: readonly GlobNode[],
  node: number,
  next: number,
  mode: number,
  character: string,
): State | undefined {
  if (mode === IN_REST) return { node, mode };
  const slash = slashBehind(nodes, next);
  if (mode === IN_SEGMENT || mode === IN_STAR || slash === undefined) {
    return character === '/' ? undefined : { node, mode: IN_STAR };
  }
  if (slash === 'end') return { node, mode: IN_REST };
  return { node, mode: character === '/' ? BETWEEN_COMPONENTS : IN_COMPONENT };
}

function modeBehind(character: string): number {
  return character === '/' ? SEGMENT_START : IN_SEGMENT;
}

/** The unescaped slash directly behind, `'end'` at the end of the glob, undefined for anything else. */
function slashBehind(nodes: readonly GlobNode[], start: number): number | 'end' | undefined {
  let index = start;
  let node = nodes[index];
  while (node?.kind === 'join') {
    index = node.next;
    node = nodes[index];
  }
  if (node?.kind === 'end') return 'end';
  return node?.kind === 'character' && node.character === '/' && !node.escaped ? index : undefined;
}

/** The rests of a glob that match nothing; others, such as `*` twice apart, need text in the server's library. */
const EMPTY_RESTS = ['', '*', '**', '/**', '**/', '/**/'];

/** Whether the glob may end at a state, when the text does. */
function endsWell(nodes: readonly GlobNode[], { node: start, mode }: State): boolean {
  if (mode === IN_REST) return true;
  if (mode === IN_COMPONENT) return false;
  const pending = [{ index: restStart(nodes, start, mode), rest: '' }];
  const seen = new Set<string>();
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    const { index, rest } = place;
    const node = nodes[index];
    if (node === undefined || seen.has(`${index} ${rest}`)) continue;
    seen.add(`${index} ${rest}`);
    if (node.kind === 'end') {
      if (EMPTY_RESTS.includes(rest)) return true;
    } else if (node.kind === 'branch') {
      if (rest === '')
        for (const alternative of node.alternatives) pending.push({ index: alternative, rest });
    } else {
      const longer = rest + restText(node);
      if (EMPTY_RESTS.some((empty) => empty.startsWith(longer)))
        pending.push({ index: node.next, rest: longer });
    }
  }
  return false;
}

function restStart(nodes: readonly GlobNode[], index: number, mode: number): number {
  const node = nodes[index];
  if (node?.kind === 'star' && mode === IN_STAR) return node.next;
  if (node?.kind !== 'double-star') return index;
  if (mode === IN_STAR) return node.next;
  const slash = mode === BETWEEN_COMPONENTS ? slashBehind(nodes, node.next) : undefined;
  return typeof slash === 'number' ? slash + 1 : index;
}

function restText(node: GlobNode): string {
  if (node.kind === 'join') return '';
  if (node.kind === 'star') return '*';
  if (node.kind === 'double-star') return '**';
  return node.kind === 'character' && node.character === '/' && !node.escaped ? '/' : '?';
}
