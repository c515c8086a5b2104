import type { ChangeLine, Finding, Place, Script, Upgrade } from './answer.ts';
import { byId, h, prose } from './dom.ts';
import { findingText } from './editor.ts';

/** Lists findings, each with a button that leads to its place. */
export function showFindingList(findings: readonly Finding[], goTo: (place: Place) => void): void {
  const count = byId('count');
  count.textContent = String(findings.length);
  count.hidden = findings.length === 0;
  count.className = `count ${findings[0]?.severity ?? ''}`;
  const panel = byId('panel-findings');
  if (findings.length === 0) panel.replaceChildren(h('p', { class: 'empty' }, 'Nothing found.'));
  else panel.replaceChildren(...findings.map((finding) => findingArticle(finding, goTo)));
}

function findingArticle(finding: Finding, goTo: (place: Place) => void): HTMLElement {
  const { severity, place } = finding;
  const body = findingText(finding);
  if (place !== undefined) {
    const where = place.source === 'environment' ? 'agent' : 'workflow';
    const link = h('button', { type: 'button', class: 'link' }, `${where}, line ${place.start.line}`);
    link.addEventListener('click', () => goTo(place));
    body.append(link);
  }
  return h('article', { class: 'finding' }, h('span', { class: `severity ${severity}` }, severity), body);
}

/** Shows what runs in the container of each step. */
export function showScripts(scripts: readonly Script[]): void {
  const articles = scripts.map(({ step, image, command, text }) =>
    h(
      'article',
      {},
      h('h2', {}, step),
      h('p', { class: 'note' }, 'Image ', h('code', {}, image)),
      command.length === 0
        ? h('p', { class: 'note' }, 'The container runs the command of its image.')
        : h(
            'p',
            { class: 'note' },
            'Command ',
            h('code', {}, command.map((part) => JSON.stringify(part)).join(' ')),
          ),
      text === undefined ? undefined : h('pre', { tabindex: '0', 'aria-label': `Script of ${step}` }, text),
    ),
  );
  const empty = h('p', { class: 'empty' }, 'No step runs.');
  byId('panel-script').replaceChildren(...(articles.length > 0 ? articles : [empty]));
}

const MOST_LINES = 60;

/** Shows what differs between two releases, by cause. */
export function showUpgrade(upgrade: Upgrade | undefined): void {
  const panel = byId('panel-upgrade');
  if (upgrade === undefined) {
    panel.replaceChildren(h('p', { class: 'empty' }, 'Choose a second release to compare with.'));
    return;
  }
  const { from, to, causes } = upgrade;
  const isSame = from === to || causes.length === 0;
  const title = isSame ? `Nothing changes from ${from} to ${to}.` : `What changes from ${from} to ${to}`;
  panel.replaceChildren(
    h('h2', {}, title),
    ...causes.map(({ title, text, objects }) =>
      h(
        'article',
        {},
        h('h2', {}, title),
        text === undefined ? undefined : h('p', { class: 'note' }, ...prose(text)),
        ...objects.flatMap(({ title, lines }) => [
          h('p', { class: 'object' }, title),
          ...lines.slice(0, MOST_LINES).flatMap(changeLines),
          ...(lines.length > MOST_LINES
            ? [h('p', { class: 'note' }, `and ${lines.length - MOST_LINES} more fields`)]
            : []),
        ]),
      ),
    ),
  );
}

function changeLines({ field, before, after }: ChangeLine): HTMLElement[] {
  const line = (sign: string, name: string, value: unknown): HTMLElement =>
    h('div', { class: `change ${name}` }, `${sign} ${field}: ${JSON.stringify(value)}`);
  return [
    ...(before === undefined ? [] : [line('−', 'before', before)]),
    ...(after === undefined ? [] : [line('+', 'after', after)]),
  ];
}
