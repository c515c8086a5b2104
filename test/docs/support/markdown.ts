/** The fenced blocks of one language in a Markdown text. */
export function blocksIn(markdown: string, language: string): string[] {
  return [...markdown.matchAll(FENCED)]
    .filter(([, found]) => found === language)
    .map(([, , text = '']) => text);
}

/** A fenced block: its language, and what is in it. */
export const FENCED = /^```(\w+)\n(.*?)^```$/gms;
