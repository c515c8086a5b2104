import type { Graph as Layout } from '@dagrejs/dagre';
import type { Graph, GraphStep, Place } from './answer.ts';
import { h } from './dom.ts';

const HEIGHT = 52;
const MOST_STEPS = 300;

/** Draws the steps of a workflow with what they wait for. The library of the layout is loaded for the first picture. */
export async function drawGraph(
  panel: HTMLElement,
  graph: Graph | undefined,
  goTo: (place: Place) => void,
): Promise<void> {
  if (graph === undefined || graph.steps.length === 0) {
    panel.replaceChildren(h('p', { class: 'empty' }, 'No step runs.'));
    return;
  }
  if (graph.steps.length > MOST_STEPS) {
    panel.replaceChildren(
      h('p', { class: 'empty' }, `${graph.steps.length} steps are too many for a picture.`),
    );
    return;
  }
  const placed = placedSteps(graph, await import('@dagrejs/dagre'));
  const { width = 0, height = 0 } = placed.graph() as { width?: number; height?: number };
  const svg = shape('svg', {
    class: 'graph',
    viewBox: `0 0 ${width + 4} ${height + 4}`,
    width: String(width),
    'aria-label': summaryOf(graph),
  });
  svg.append(arrowHead());
  for (const { v, w } of placed.edges()) {
    const { points, serves } = placed.edge({ v, w }) as { points: Point[]; serves: boolean };
    const line = { d: pathThrough(points), class: serves ? 'serves' : 'waits' };
    svg.append(shape('path', serves ? line : { ...line, 'marker-end': 'url(#arrow)' }));
  }
  for (const step of graph.steps) svg.append(box(step, placed.node(nodeOf(step.name)) as Box, goTo));
  panel.replaceChildren(svg);
}

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

function placedSteps({ steps, edges }: Graph, dagre: typeof import('@dagrejs/dagre')): Layout {
  const placed = new dagre.Graph();
  placed.setGraph({ rankdir: 'TB', nodesep: 28, ranksep: 46, marginx: 4, marginy: 4 });
  placed.setDefaultEdgeLabel(() => ({}));
  for (const step of steps) {
    const texts = [step.name.length * 8.2, detailOf(step).length * 6.4];
    placed.setNode(nodeOf(step.name), { width: Math.max(120, ...texts) + 28, height: HEIGHT });
  }
  for (const { from, to, serves } of edges) placed.setEdge(nodeOf(from), nodeOf(to), { serves });
  dagre.layout(placed);
  return placed;
}

/** The id of a step: a name alone may be a key that every object has. */
function nodeOf(name: string): string {
  return `step ${name}`;
}

function box(step: GraphStep, { x, y, width, height }: Box, goTo: (place: Place) => void): SVGElement {
  const { name, kind, leftOut, place } = step;
  const detail = detailOf(step);
  const group = shape('g', {
    class: `${kind}${leftOut === undefined ? '' : ' left-out'}`,
    transform: `translate(${x - width / 2} ${y - height / 2})`,
  });
  if (place !== undefined) {
    group.setAttribute('role', 'button');
    group.setAttribute('tabindex', '0');
    group.addEventListener('click', () => goTo(place));
    group.addEventListener('keydown', ({ key }) => {
      if (key === 'Enter' || key === ' ') goTo(place);
    });
  }
  const size = { width: String(width), height: String(height) };
  group.append(
    shape('rect', { ...size, rx: '8' }),
    shape('text', { class: 'name', x: '14', y: '22' }, name),
    shape('text', { x: '14', y: '40' }, detail),
  );
  return group;
}

/** What is below the name of a step. */
function detailOf({ kind, image, isDetached, leftOut }: GraphStep): string {
  const text =
    leftOut ??
    `${kind === 'commands' ? '' : `${kind} · `}${image}${isDetached && kind !== 'service' ? ' · detached' : ''}`;
  return text.replaceAll('`', '').slice(0, 60);
}

function summaryOf({ steps, stages }: Graph): string {
  const left = steps.filter(({ leftOut }) => leftOut !== undefined).map(({ name }) => name);
  const order = stages.map((stage) => stage.join(' and ')).join(', then ');
  return `Steps in order: ${order}.${left.length === 0 ? '' : ` Left out: ${left.join(', ')}.`}`;
}

function pathThrough([first, ...rest]: readonly Point[]): string {
  if (first === undefined) return '';
  const middle = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] as Point;
    const end = index === rest.length - 2 ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q${point.x} ${point.y} ${end.x} ${end.y}`;
  });
  return `M${first.x} ${first.y}${middle.join('')}`;
}

function arrowHead(): SVGElement {
  const size = {
    viewBox: '0 0 8 8',
    refX: '7',
    refY: '4',
    markerWidth: '7',
    markerHeight: '7',
    orient: 'auto',
  };
  const marker = shape('marker', { id: 'arrow', ...size });
  marker.append(shape('path', { d: 'M0 0L8 4L0 8z' }));
  return marker;
}

function shape(tag: string, attributes: Readonly<Record<string, string>>, text?: string): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  return element;
}
