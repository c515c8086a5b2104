import type { SourceRange } from '../diagnostics/diagnostic.ts';
import type { Reported } from '../diagnostics/format/reported.ts';
import type { Finding } from '../lint/finding.ts';
import type { EventChoices } from '../workflow/events/satisfying-events.ts';
import type { Locate, Part } from '../workflow/positions/compile-notes.ts';

/** Finds where a variable of the agent is set, by a JSON Pointer that begins with its name. Default: its value. */
export type AgentPlaces = (
  pointer: string,
  part?: Part,
) => Pick<Reported, 'subject'> & { range?: SourceRange };

/** The places of an environment that is in no file. */
export const NO_PLACES: AgentPlaces = () => ({ subject: 'agent' });

/** Adds to a finding where it was found. */
export function placedFinding(
  { source, fix, ...diagnostic }: Finding,
  { subject, locate }: { readonly subject: string; readonly locate: Locate },
  places: AgentPlaces,
): Reported {
  const { path, at, range = locate(path, at) } = diagnostic;
  if (source === 'agent') return { ...diagnostic, ...places(path, at) };
  if (source === 'context') return { ...diagnostic, subject, path: '' };
  return { ...diagnostic, subject, ...(range && { range }) };
}

/** An event that starts a pipeline. */
export interface LintEvent {
  readonly event: string;
  /** What its conditions need besides the event: `branch dev`; empty for nothing. */
  readonly detail: string;
}

/** A finding with the events and the axis for which it was found; none if they make no difference. */
export interface FoundFor extends Reported {
  readonly for?: readonly LintEvent[];
  readonly axis?: string | undefined;
}

/** A workflow in which findings are looked for. */
interface Examined {
  readonly file: string;
  readonly axis: string | undefined;
  readonly events?: readonly LintEvent[];
}

interface Merged {
  readonly finding: Reported;
  readonly events: Map<string, LintEvent>;
  readonly axes: Set<string | undefined>;
}

export function lintEvent({ event, given, ...choices }: EventChoices): LintEvent {
  const details = Object.entries(choices).map(([name, value]) => `${name} ${String(value)}`);
  return { event, detail: [...details, ...leavesOf(given)].join(', ') };
}

/** The values of metadata with the last keys of their paths: `target production`. */
function leavesOf(given: object = {}): string[] {
  return Object.entries(given).flatMap(([key, value]) =>
    typeof value === 'object' ? leavesOf(value) : [`${key} ${String(value)}`],
  );
}

/** Each finding once, with the events and axes that it applies to unless these are all for which its file runs. */
export function mergeFindings(findings: readonly FoundFor[], targets: readonly Examined[]): Reported[] {
  const merged = new Map<string, Merged>();
  for (const { for: events = [], axis, ...finding } of findings) {
    const { code, message, range, subject } = finding;
    const identity = JSON.stringify([code, message, range ?? subject]);
    const known = merged.get(identity) ?? { finding, events: new Map(), axes: new Set() };
    merged.set(identity, known);
    for (const event of events) known.events.set(keyOf(event), event);
    known.axes.add(axis);
  }
  const all = eventsByFile(targets);
  return [...merged.values()].map(({ finding: found, events, axes }) => {
    const file = found.range?.file ?? '';
    const ofFile = all.get(file) ?? all.get('') ?? new Map();
    const isInAll = axes.has(undefined) || targets.every((one) => one.file !== file || axes.has(one.axis));
    const finding = isInAll ? found : { ...found, axes: [...axes].filter((axis) => axis !== undefined) };
    const isLimited = events.size > 0 && [...ofFile.keys()].some((key) => !events.has(key));
    return isLimited ? { ...finding, events: labelsOf([...events.values()], [...ofFile.values()]) } : finding;
  });
}

/** The events for which each file runs; under the empty name those of all files. */
function eventsByFile(targets: readonly Examined[]): ReadonlyMap<string, ReadonlyMap<string, LintEvent>> {
  const all = new Map<string, Map<string, LintEvent>>([['', new Map()]]);
  for (const { file, events = [] } of targets) {
    const ofFile = all.get(file) ?? new Map<string, LintEvent>();
    all.set(file, ofFile);
    for (const event of events) {
      ofFile.set(keyOf(event), event);
      all.get('')?.set(keyOf(event), event);
    }
  }
  return all;
}

function keyOf({ event, detail }: LintEvent): string {
  return JSON.stringify([event, detail]);
}

/**
 * Several events that differ in nothing else are named once if they are all that there are. An event that needs nothing
 * else is not named again with a branch or the like.
 */
function labelsOf(events: readonly LintEvent[], all: readonly LintEvent[]): string[] {
  const plain = new Set(events.filter(({ detail }) => detail === '').map(({ event }) => event));
  const details = [...new Set(events.map(({ detail }) => detail))];
  return details.flatMap((detail) => {
    const some = events
      .filter((event) => event.detail === detail && (detail === '' || !plain.has(event.event)))
      .map(({ event }) => event);
    const possible = new Set(all.filter((event) => event.detail === detail).map(({ event }) => event));
    const isEvery = possible.size > 1 && [...possible].every((event) => some.includes(event));
    const where = detail === '' ? '' : ` (${detail})`;
    if (!isEvery) return some.map((event) => `${event}${where}`);
    return [`every event${detail === '' ? ' (default branch)' : where}`];
  });
}
