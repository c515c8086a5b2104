import { KUBERNETES_VERSIONS, RELEASES } from 'podwright';
import { EVENTS } from '../../src/workflow/metadata/metadata-field.ts';
import type { FindingsPart, ObjectsPart, Part, Place } from './answer.ts';
import { makeClient } from './client.ts';
import { byId, h, makeTabs } from './dom.ts';
import { goTo, makeEditor, setText, showFindings, yamlLanguage } from './editor.ts';
import { EXAMPLES } from './examples.ts';
import { drawGraph } from './graph.ts';
import { environmentHints, workflowHints } from './hints.ts';
import { makeManifests } from './manifests.ts';
import { DEFAULTS, type Settings, type View } from './settings.ts';
import { fragmentOf, sharedIn } from './share.ts';
import { showFindingList, showScripts, showUpgrade } from './views.ts';

let settings: Settings = { ...DEFAULTS, ...Object.values(EXAMPLES)[0] };
let view: View = 'manifests';
let objects: ObjectsPart | undefined;
let questions = 0;

const workflow = makeEditor({
  host: byId('workflow'),
  label: 'Workflow',
  extensions: [yamlLanguage, workflowHints],
  onChange: (text) => change({ workflow: text }),
  onLine: (line) => manifests.markFrom(line),
});
const environment = makeEditor({
  host: byId('environment'),
  label: "The agent's environment",
  extensions: [environmentHints],
  onChange: (text) => change({ environment: text }),
});
const manifests = makeManifests(workflow);

const ask = makeClient(show, () => problem('This is too slow for a page. Use the command line.'));

const selectInput = makeTabs(byId('inputs'), () => {});
const selectView = makeTabs(byId('views'), (name) => {
  view = name as View;
  askNow();
  keepInUrl();
});

function askNow(): void {
  questions += 1;
  document.documentElement.dataset['asked'] = String(questions);
  ask({ id: questions, settings, view });
}

function change(changed: Partial<Settings>): void {
  settings = { ...settings, ...changed };
  askNow();
}

function show(part: Part): void {
  if ('fields' in part) manifests.explain(part.fields);
  else if ('findings' in part) showLast(part);
  else showObjects(part);
}

function showObjects(part: ObjectsPart): void {
  objects = part;
  problem(part.problem);
  manifests.show(part.manifests);
  if (view === 'graph') void drawGraph(byId('panel-graph'), part.graph, goToPlace);
  if (view === 'script') showScripts(part.scripts);
  showAxes(part.axes);
}

function showLast({ id, findings, upgrade, milliseconds }: Part & FindingsPart): void {
  const placedIn = (source: Place['source']) => findings.filter(({ place }) => place?.source === source);
  showFindings(workflow, placedIn('workflow'));
  showFindings(environment, placedIn('environment'));
  showFindingList(findings, goToPlace);
  if (view === 'upgrade') showUpgrade(upgrade);
  const count = objects?.manifests?.yaml.split('\n---\n').length ?? 0;
  const found = `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`;
  byId('status').textContent = `${count} objects, ${found}, in ${Math.ceil(milliseconds)} ms`;
  document.documentElement.dataset['answered'] = String(id);
  keepInUrl();
}

function problem(text: string | undefined): void {
  byId('problem').textContent = text ?? '';
  byId('problem').hidden = text === undefined;
}

function goToPlace({ source, start }: Place): void {
  selectInput(source === 'workflow' ? 'workflow' : 'agent');
  goTo(source === 'workflow' ? workflow : environment, start);
}

function showAxes(axes: readonly string[]): void {
  byId('axis-field').hidden = axes.length < 2;
  const select = byId('axis-field').querySelector('select') as HTMLSelectElement;
  if ([...select.options].map(({ text }) => text).join('\n') === axes.join('\n')) return;
  select.replaceChildren(...axes.map((axis, index) => h('option', { value: String(index) }, axis)));
  select.value = String(Math.min(settings.axis, axes.length - 1));
}

/** Fills the controls and editors from the settings. */
function fill(): void {
  for (const control of controls()) {
    const value = settings[control.name as keyof Settings];
    if (control instanceof HTMLInputElement && control.type === 'checkbox') control.checked = value === true;
    else control.value = String(value);
  }
  setText(workflow, settings.workflow);
  setText(environment, settings.environment);
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function controls(): Control[] {
  return [...document.querySelectorAll<Control>('[name]:is(input, select, textarea)')];
}

function chosenIn(control: Control): Partial<Settings> {
  const { name, value } = control;
  if (name === 'axis') return { axis: Number(value) };
  if (control instanceof HTMLInputElement && control.type === 'checkbox') return { [name]: control.checked };
  return { [name]: value };
}

let writing: ReturnType<typeof setTimeout> | undefined;

/** Keeps the state in the URL, for a reload and for a link. */
function keepInUrl(): void {
  clearTimeout(writing);
  writing = setTimeout(() => void writeUrl(), 250);
}

async function writeUrl(): Promise<boolean> {
  const fragment = await fragmentOf({ settings, view }, objects?.sharedEnvironment ?? '');
  history.replaceState(null, '', fragment === undefined ? location.pathname : `#${fragment}`);
  return fragment !== undefined;
}

async function share(): Promise<void> {
  const isShort = await writeUrl();
  const copied =
    isShort &&
    (await navigator.clipboard?.writeText(location.href).then(
      () => true,
      () => false,
    ));
  if (!isShort) byId('status').textContent = 'The workflow is too long for a link.';
  else byId('status').textContent = copied ? 'The link is copied.' : 'The link is in the address bar.';
}

function download(): void {
  const url = URL.createObjectURL(new Blob([objects?.manifests?.yaml ?? ''], { type: 'application/yaml' }));
  h('a', { href: url, download: 'manifests.yaml' }).click();
  URL.revokeObjectURL(url);
}

async function restore(): Promise<void> {
  const shared = await sharedIn(location.hash);
  if (shared !== undefined) ({ settings, view } = shared);
  fill();
  selectView(view);
}

function fillChoices(name: string, values: readonly string[], none?: string): void {
  const select = document.querySelector(`select[name=${name}]`) as HTMLSelectElement;
  const first = none === undefined ? [] : [h('option', { value: '' }, none)];
  select.replaceChildren(...first, ...values.map((value) => h('option', {}, value)));
}

fillChoices('release', RELEASES.toReversed());
fillChoices('compare', RELEASES.toReversed(), 'none');
fillChoices('kubernetes', KUBERNETES_VERSIONS.toReversed());
fillChoices('event', EVENTS);
byId('example').replaceChildren(
  h('option', { value: '' }, 'Choose one'),
  ...Object.keys(EXAMPLES).map((title) => h('option', {}, title)),
);
byId('example').addEventListener('change', ({ target }) => {
  const { value } = target as HTMLSelectElement;
  const { release, compare, kubernetes, os } = settings;
  if (value !== '') settings = { ...DEFAULTS, release, compare, kubernetes, os, ...EXAMPLES[value] };
  fill();
  askNow();
});
for (const control of controls()) control.addEventListener('input', () => change(chosenIn(control)));
byId('panel-pipeline').addEventListener('submit', (event) => event.preventDefault());
byId('share').addEventListener('click', () => void share());
byId('download').addEventListener('click', download);
addEventListener('hashchange', () => void restore());
selectInput('workflow');
void restore();
