import { completionKeymap } from '@codemirror/autocomplete';
import { history, historyKeymap, standardKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { HighlightStyle, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, nextDiagnostic, setDiagnostics } from '@codemirror/lint';
import {
  type ChangeSpec,
  EditorState,
  type Extension,
  StateEffect,
  StateField,
  type Text,
} from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { Finding, Point } from './answer.ts';
import { h, prose } from './dom.ts';

export interface EditorOptions {
  readonly host: HTMLElement;
  readonly label: string;
  readonly isReadOnly?: boolean;
  readonly extensions?: Extension;
  readonly onChange?: (text: string) => void;
  /** The line under the pointer, or the one that the cursor moves to; undefined if the pointer leaves. */
  readonly onLine?: (line: number | undefined) => void;
}

/** Makes an editor in a shadow root: there its styles are style sheets of script, which the policy allows. */
export function makeEditor(options: EditorOptions): EditorView {
  const { host, label, isReadOnly = false, extensions = [], onChange, onLine } = options;
  const root = host.attachShadow({ mode: 'open' });
  let hovered: number | undefined;
  const hover = (line: number | undefined): void => {
    if (line !== hovered) onLine?.(line);
    hovered = line;
  };
  const state = EditorState.create({
    extensions: [
      lineNumbers(),
      indentUnit.of('  '),
      syntaxHighlighting(COLOURS),
      THEME,
      marks,
      EditorView.contentAttributes.of({
        'aria-label': label,
        tabindex: '0',
        ...(isReadOnly && { 'aria-readonly': 'true' }),
      }),
      EditorView.updateListener.of(({ view, docChanged, selectionSet, state }) => {
        if (docChanged) onChange?.(state.doc.toString());
        if (selectionSet && view.hasFocus) onLine?.(state.doc.lineAt(state.selection.main.head).number);
      }),
      EditorView.domEventHandlers({
        mousemove: ({ clientX: x, clientY: y }, view) => {
          const position = view.posAtCoords({ x, y });
          hover(position === null ? undefined : view.state.doc.lineAt(position).number);
        },
        mouseleave: () => hover(undefined),
      }),
      isReadOnly ? READ_ONLY : WRITABLE,
      extensions,
    ],
  });
  return new EditorView({ state, parent: root, root });
}

const READ_ONLY: Extension = [EditorState.readOnly.of(true), keymap.of(standardKeymap)];
const WRITABLE: Extension = [
  history(),
  lintGutter(),
  highlightActiveLine(),
  keymap.of([...completionKeymap, ...standardKeymap, ...historyKeymap, { key: 'F8', run: nextDiagnostic }]),
];

export const yamlLanguage: Extension = yaml();

const setMarks = StateEffect.define<DecorationSet>();
const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (set, { effects, changes }) =>
    effects.find((effect) => effect.is(setMarks))?.value ?? set.map(changes),
  provide: (field) => EditorView.decorations.from(field),
});
const MARKED_LINE = Decoration.line({ class: 'cm-marked' });

/** Marks lines, and scrolls to the first of them unless it can be seen. */
export function markLines(view: EditorView, lines: Iterable<number>): void {
  const known = [...new Set(lines)].filter((line) => line <= view.state.doc.lines).sort((a, b) => a - b);
  const starts = known.map((line) => view.state.doc.line(line).from);
  const set = Decoration.set(starts.map((start) => MARKED_LINE.range(start)));
  const [first] = starts;
  const scroll = first === undefined ? [] : [EditorView.scrollIntoView(first, { y: 'nearest', yMargin: 40 })];
  view.dispatch({ effects: [setMarks.of(set), ...scroll] });
}

/** Replaces the text, and keeps the place of what does not change. */
export function setText(view: EditorView, text: string): void {
  const { doc } = view.state;
  const old = doc.toString();
  if (old !== text) view.dispatch({ changes: changeBetween(old, text) });
}

function changeBetween(old: string, text: string): ChangeSpec {
  const shorter = Math.min(old.length, text.length);
  let start = 0;
  while (start < shorter && old.charCodeAt(start) === text.charCodeAt(start)) start += 1;
  let end = 0;
  const isSameAt = (back: number): boolean =>
    old.charCodeAt(old.length - back) === text.charCodeAt(text.length - back);
  while (end < shorter - start && isSameAt(end + 1)) end += 1;
  return { from: start, to: old.length - end, insert: text.slice(start, text.length - end) };
}

/** Underlines findings. */
export function showFindings(view: EditorView, findings: readonly Finding[]): void {
  const { doc } = view.state;
  const diagnostics = findings.flatMap(({ severity, place, ...texts }): Diagnostic[] => {
    if (place === undefined) return [];
    const from = offsetOf(doc, place.start);
    const to = Math.max(offsetOf(doc, place.end), from);
    return [{ from, to, severity, message: texts.message, renderMessage: () => findingText(texts) }];
  });
  view.dispatch(setDiagnostics(view.state, diagnostics));
}

/** Message, note and help of a finding. */
export function findingText({ code, message, note, help }: Omit<Finding, 'severity'>): HTMLElement {
  return h(
    'div',
    { class: 'finding-text' },
    h('p', { class: 'message' }, ...prose(message)),
    note === undefined ? undefined : h('p', {}, ...prose(note)),
    help === undefined || help === '' ? undefined : h('p', { class: 'help' }, ...prose(help)),
    h('p', { class: 'code' }, code),
  );
}

function offsetOf(doc: Text, { line, column }: Point): number {
  if (line > doc.lines) return doc.length;
  const { from, to } = doc.line(line);
  return Math.min(from + column - 1, to);
}

/** Moves the cursor to a place, and the focus with it. */
export function goTo(view: EditorView, place: Point): void {
  const anchor = offsetOf(view.state.doc, place);
  view.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: 'center' }) });
  view.focus();
}

const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--key)' },
  { tag: [tags.string, tags.attributeValue], color: 'var(--string)' },
  { tag: tags.content, color: 'var(--text)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--muted)', fontStyle: 'italic' },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: 'var(--number)' },
  { tag: [tags.separator, tags.punctuation, tags.operator, tags.meta], color: 'var(--muted)' },
]);

const THEME = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', backgroundColor: 'var(--surface)', fontSize: '13px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55' },
  '.cm-content': { caretColor: 'var(--accent)', padding: '10px 0' },
  '.cm-gutters': { color: 'var(--muted)', backgroundColor: 'var(--surface)', border: 'none' },
  '.cm-activeLine': { backgroundColor: 'var(--hover)' },
  '.cm-marked, .cm-activeLine.cm-marked': { backgroundColor: 'var(--mark)' },
  '.cm-line ::selection, .cm-line::selection': { backgroundColor: 'var(--selection)' },
  // The images of CodeMirror are data, which the policy forbids.
  '.cm-lintRange': { backgroundImage: 'none', textUnderlineOffset: '3px' },
  '.cm-lintRange-error': { textDecoration: 'underline wavy var(--error)' },
  '.cm-lintRange-warning': { textDecoration: 'underline wavy var(--warning)' },
  '.cm-lintRange-info': { textDecoration: 'underline dotted var(--info)' },
  '.cm-gutter-lint .cm-lint-marker': {
    content: 'none',
    width: '8px',
    height: '8px',
    borderRadius: '50%',
    margin: '6px 2px',
  },
  '.cm-lint-marker-error': { backgroundColor: 'var(--error)' },
  '.cm-lint-marker-warning': { backgroundColor: 'var(--warning)' },
  '.cm-lint-marker-info': { backgroundColor: 'var(--info)' },
  '.cm-foldPlaceholder': {
    color: 'var(--muted)',
    backgroundColor: 'var(--hover)',
    border: '1px solid var(--line)',
    padding: '0 6px',
  },
  '.cm-tooltip': {
    color: 'var(--text)',
    backgroundColor: 'var(--raised)',
    border: '1px solid var(--line)',
    borderRadius: '6px',
    boxShadow: '0 6px 20px rgb(0 0 0 / 0.18)',
    maxWidth: 'min(34rem, 90vw)',
    overflow: 'hidden',
  },
  '.cm-tooltip p': { margin: '4px 0' },
  '.cm-tooltip code': { fontFamily: 'var(--mono)', fontSize: '0.92em', color: 'var(--key)' },
  '.finding-text, .hint': { padding: '2px 4px', fontFamily: 'var(--sans)', lineHeight: '1.45' },
  '.hint': { padding: '6px 10px' },
  '.message': { fontWeight: '600' },
  '.code': { color: 'var(--muted)', fontFamily: 'var(--mono)', fontSize: '0.85em' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent)',
    color: 'var(--on-accent)',
  },
  '.cm-completionDetail': { color: 'inherit', opacity: '0.8' },
});
