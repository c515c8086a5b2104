/** Makes an element with attributes and children; a child that is undefined is left out. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string | undefined)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** The element with an id. */
export function byId<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no element ${id}.`);
  return element as Kind;
}

/** A string as nodes, with code between backticks. */
export function prose(text: string): Node[] {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? h('code', {}, part) : document.createTextNode(part)));
}

/** Makes tabs of buttons: arrow keys move between them, and a panel is shown for the selected one. */
export function makeTabs(list: HTMLElement, onSelect: (name: string) => void): (name: string) => void {
  const tabs = [...list.querySelectorAll<HTMLButtonElement>('[role=tab]')];
  const nameOf = (tab: HTMLButtonElement): string => tab.id.replace('tab-', '');
  const select = (name: string): void => {
    for (const tab of tabs) {
      const isSelected = nameOf(tab) === name;
      const panel = byId(`panel-${nameOf(tab)}`);
      tab.setAttribute('aria-selected', String(isSelected));
      tab.tabIndex = isSelected ? 0 : -1;
      panel.hidden = !isSelected;
      // What scrolls without anything to focus in it scrolls with the keyboard only if it has the focus itself.
      if (panel.classList.contains('scroll')) panel.tabIndex = 0;
    }
    onSelect(name);
  };
  tabs.forEach((tab, index) => {
    tab.addEventListener('click', () => select(nameOf(tab)));
    tab.addEventListener('keydown', ({ key }) => {
      const steps: Readonly<Record<string, number>> = {
        ArrowRight: index + 1,
        ArrowLeft: index - 1,
        Home: 0,
        End: -1,
      };
      const next = tabs.at((steps[key] ?? index) % tabs.length);
      if (steps[key] === undefined || next === undefined) return;
      select(nameOf(next));
      next.focus();
    });
  });
  return select;
}
