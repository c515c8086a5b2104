import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchorsOf, linksOf } from './support/markdown.ts';

const PAGES = new Map(
  ['.', 'docs', 'examples'].flatMap(pagesIn).map((path) => [path, readFileSync(path, 'utf8')]),
);

const { scripts, homepage, repository, bugs } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: object;
  homepage: string;
  repository: { url: string };
  bugs: string;
};

describe('the pages', () => {
  it('link to files and headings that there are', () => {
    const dead = [...PAGES].flatMap(([page, text]) =>
      linksOf(text)
        .filter((link) => !isThere(page, link))
        .map((link) => `${page}: ${link}`),
    );
    expect(dead).toEqual([]);
  });

  it('name the repository as package.json does', () => {
    expect([repository.url, bugs]).toEqual([`git+${homepage}.git`, `${homepage}/issues`]);
    const urls = [...PAGES.values()].flatMap((text) =>
      named(text, /(https:\/\/github\.com\/[\w-]+\/podwright\b)/g),
    );
    expect(urls.length).toBeGreaterThan(0);
    expect(urls.filter((url) => url !== homepage)).toEqual([]);
  });

  it('can all be reached from the README', () => {
    const reached = new Set(['README.md']);
    for (const page of reached) {
      for (const link of linksOf(PAGES.get(page) ?? '')) reached.add(targetOf(page, link).path);
    }
    expect([...PAGES.keys()].filter((page) => !reached.has(page))).toEqual([]);
  });

  it('name files and scripts that there are', () => {
    const missing = [...PAGES].flatMap(([page, text]) => [
      ...named(text, /`((?:\w[\w.-]*\/)+[\w.-]+\.(?:ts|mjs|md|json))`/g).filter(
        (path) => !isNamed(page, path),
      ),
      ...named(text, /\bnpm run ([\w:-]+)/g).filter((script) => !Object.hasOwn(scripts, script)),
    ]);
    expect(missing).toEqual([]);
  });

  it('list every script for contributors', () => {
    const reported = named(PAGES.get('docs/CONTRIBUTING.md') ?? '', /\bnpm (?:run )?([\w:-]+)/g);
    const own = Object.keys(scripts).filter((script) => script !== 'prepare');
    expect(own.filter((script) => !reported.includes(script))).toEqual([]);
  });

  it('are the targets of the docstrings', () => {
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.ts'),
    );
    const references = sources.flatMap((path) =>
      named(readFileSync(join('src', path), 'utf8'), /\b(docs\/[\w-]+\.md)/g),
    );
    expect(references.length).toBeGreaterThan(5);
    expect(references.filter((path) => !PAGES.has(path))).toEqual([]);
  });
});

function pagesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: folder !== '.', encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.md')).map((name) => join(folder, name));
}

interface LinkTarget {
  readonly path: string;
  readonly anchor: string;
}

function targetOf(page: string, link: string): LinkTarget {
  const [path = '', anchor = ''] = link.split('#', 2);
  return { path: path === '' ? page : normalize(join(dirname(page), path)), anchor };
}

function isThere(page: string, link: string): boolean {
  const { path, anchor } = targetOf(page, link);
  if (anchor === '') return existsSync(path);
  return anchorsOf(PAGES.get(path) ?? '').includes(anchor);
}

/** From the root of the project, from the page, or from `src/`. */
function isNamed(page: string, path: string): boolean {
  return [path, join(dirname(page), path), join('src', path)].some((place) => existsSync(place));
}

function named(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, name = '']) => name);
}
