import { codeFolding, foldEffect, foldedRanges, unfoldAll } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { Field, Manifests, Origin, Place } from './answer.ts';
import { byId, prose } from './dom.ts';
import { makeEditor, markLines, setText, yamlLanguage } from './editor.ts';

/** The manifests, linked with the workflow: what comes from a line is marked on the other side. */
export interface ManifestView {
  readonly show: (manifests: Manifests | undefined) => void;
  /** Sets the origins of the fields of the manifests. */
  readonly explain: (fields: readonly Field[]) => void;
  /** Marks the fields that come from a line of the workflow. */
  readonly markFrom: (line: number | undefined) => void;
}

export function makeManifests(workflow: EditorView): ManifestView {
  let shown: Manifests = { yaml: '', folds: [] };
  let fields: readonly Field[] = [];
  const variables = byId<HTMLInputElement>('variables');
  const editor = makeEditor({
    host: byId('manifests'),
    label: 'Manifests',
    isReadOnly: true,
    extensions: [yamlLanguage, FOLDING],
    onLine: (line) => {
      markLines(editor, line === undefined ? [] : [line]);
      const found = line === undefined ? [] : fieldsAt(editor, line, fields);
      markLines(workflow, linesOf(found));
      byId('origin').replaceChildren(...describe(found));
    },
  });
  const fold = (): void => {
    if (variables.checked) {
      unfoldAll(editor);
      return;
    }
    const { doc } = editor.state;
    const folded = new Set<number>();
    // Folding again what is folded takes longer than anything else on the page.
    foldedRanges(editor.state).between(0, doc.length, (from) => {
      folded.add(from);
    });
    const effects = shown.folds
      .map(({ line, lastLine }) => {
        const { from, text } = doc.line(line);
        return { from: from + text.indexOf('-'), to: doc.line(lastLine).to };
      })
      .filter(({ from }) => !folded.has(from))
      .map((range) => foldEffect.of(range));
    if (effects.length > 0) editor.dispatch({ effects });
  };
  variables.addEventListener('change', fold);
  return {
    show: (manifests) => {
      byId('manifests').classList.toggle('stale', manifests === undefined);
      if (manifests === undefined) return;
      const isSame = manifests.yaml === shown.yaml;
      shown = manifests;
      if (isSame) return;
      fields = [];
      setText(editor, manifests.yaml);
      fold();
    },
    explain: (explained) => {
      fields = explained;
    },
    markFrom: (line) => {
      const found = line === undefined ? [] : fieldsFrom(workflow, line, fields);
      markLines(workflow, []);
      markLines(
        editor,
        found.map((field) => field.line),
      );
    },
  };
}

const FOLDING: Extension = codeFolding({
  preparePlaceholder: (state, { from, to }) =>
    state.doc
      .sliceString(from, to)
      .split('\n')
      .filter((line) => line.includes('- name: ')).length,
  placeholderDOM: (_, onclick, count: number) => {
    const placeholder = document.createElement('span');
    placeholder.className = 'cm-foldPlaceholder';
    placeholder.textContent = `${count} variables of server and agent`;
    placeholder.title = 'Show';
    placeholder.onclick = onclick;
    return placeholder;
  },
});

/** The fields in a line, or in what is below its key. */
function fieldsAt(editor: EditorView, line: number, fields: readonly Field[]): Field[] {
  const own = fields.filter((field) => field.line <= line && line <= field.lastLine);
  if (own.length > 0) return own;
  const last = lastOfBlock(editor, line);
  return fields.filter((field) => line <= field.line && field.line <= last);
}

/** The fields that come from a line, otherwise from the lines below its key. */
function fieldsFrom(editor: EditorView, line: number, fields: readonly Field[]): Field[] {
  const within = (first: number, last: number): Field[] =>
    fields.filter(({ origins }) =>
      origins.some(({ place }) => isWorkflow(place) && place.start.line <= last && first <= place.end.line),
    );
  const own = within(line, line);
  return own.length > 0 ? own : within(line, lastOfBlock(editor, line));
}

function lastOfBlock({ state: { doc } }: EditorView, line: number): number {
  const indent = (text: string): number => text.search(/\S/);
  const start = indent(doc.line(line).text);
  let last = line;
  while (last < doc.lines && (indent(doc.line(last + 1).text) > start || doc.line(last + 1).length === 0))
    last += 1;
  return last;
}

function isWorkflow(place: Place | undefined): place is Place {
  return place?.source === 'workflow';
}

function linesOf(fields: readonly Field[]): number[] {
  return fields.flatMap(({ origins }) =>
    origins.flatMap(({ place }) => (isWorkflow(place) ? between(place.start.line, place.end.line) : [])),
  );
}

function between(first: number, last: number): number[] {
  return Array.from({ length: Math.min(last - first, 500) + 1 }, (_, index) => first + index);
}

/** A sentence about a field; of several, about where they come from. */
function describe(fields: readonly Field[]): Node[] {
  const [field] = fields;
  if (field === undefined) return prose('Point at a field to see where it comes from.');
  const origins = new Map(fields.flatMap((each) => each.origins).map((origin) => [origin.title, origin]));
  const titles = [...origins.values()].slice(0, 6).map(titleOf);
  const from = `${titles.join(', ')}${origins.size > 6 ? ' and others' : ''}.`;
  const text =
    fields.length === 1
      ? `\`${field.name}\` comes from ${from} ${field.reason}`
      : `${fields.length} fields come from ${from}`;
  return prose(text);
}

function titleOf({ title, place }: Origin): string {
  return `\`${title}\`${place === undefined ? '' : ` (line ${place.start.line})`}`;
}
