import type { YAMLError } from 'yaml';

/** Whether go-yaml, too, stumbles over what the YAML library found. It is more lenient in a few places. */
export function isSharedError({ code, message, pos }: YAMLError, text: string): boolean {
  if (code === 'BAD_DQ_ESCAPE') return !text.startsWith("\\'", pos[0]);
  // Whether a text fits its tag is for the reader of the value to say.
  if (code === 'TAG_RESOLVE_FAILED') return false;
  return (
    code !== 'MULTIPLE_DOCS' && !(code === 'MISSING_CHAR' && message.startsWith('Comments must be separated'))
  );
}

/** The first directive before the document that go-yaml does not take, with its offset. */
export function findRefusedDirective(text: string): { directive: string; offset: number } | undefined {
  let offset = text.startsWith('\ufeff') ? 1 : 0;
  for (const line of text.slice(offset).split('\n', MOST_LINES)) {
    const content = line.trim();
    if (content.startsWith('%') && line.startsWith('%') && !KNOWN_DIRECTIVE.test(content)) {
      return { directive: content, offset };
    }
    if (content !== '' && !content.startsWith('%') && !content.startsWith('#')) return undefined;
    offset += line.length + 1;
  }
  return undefined;
}

/** Nobody writes more before a document. */
const MOST_LINES = 1000;

const KNOWN_DIRECTIVE = /^%(?:YAML[ \t]+1\.1(?:[ \t]+#.*)?|TAG[ \t].*)$/;
