/** The fenced blocks of one language in a Markdown text. */
export function blocksIn(markdown: string, language: string): string[] {
  return [...markdown.matchAll(FENCED)]
    .filter(([, found]) => found === language)
    .map(([, , text = '']) => text);
}

/** A fenced block: its language, and what is in it. */
export const FENCED = /^```(\w*)\n(.*?)^```$/gms;

/** The targets of the links of a Markdown text that lead to no other host. */
export function linksOf(markdown: string): string[] {
  const prose = markdown.replace(FENCED, '').replace(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target));
}

/** The anchors of the headings of a Markdown text, as forges make them. */
export function anchorsOf(markdown: string): string[] {
  const counts = new Map<string, number>();
  return [...markdown.replace(FENCED, '').matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
    const anchor = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-');
    const count = counts.get(anchor) ?? 0;
    counts.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
}
