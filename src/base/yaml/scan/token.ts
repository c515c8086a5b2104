export type TokenKind =
  | 'stream-end'
  | 'directive'
  | 'document-start'
  | 'document-end'
  | 'block-list-start'
  | 'block-map-start'
  | 'block-end'
  | 'flow-list-start'
  | 'flow-list-end'
  | 'flow-map-start'
  | 'flow-map-end'
  | 'block-entry'
  | 'flow-entry'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

/** A piece of a YAML text; offsets into the text, the end exclusive. */
export interface YamlToken {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** Content of a scalar; name of an alias or anchor; suffix of a tag; the whole of a directive. */
  readonly text: string;
  /** Of a scalar: whether it is neither quoted nor a block. */
  readonly plain: boolean;
  /** Of a tag: the prefix of its suffix; empty if the tag is given in full. */
  readonly handle: string;
}

export function token(kind: TokenKind, start: number, end: number, text = '', plain = false): YamlToken {
  return { kind, start, end, text, plain, handle: '' };
}

/** Character codes that the scanner knows; NaN represents the end of the text. */
export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

export function isBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d || code === 0x85 || code === 0x2028 || code === 0x2029;
}

export function isBreakOrEnd(code: number): boolean {
  return isBreak(code) || Number.isNaN(code);
}

export function isBlankOrEnd(code: number): boolean {
  return isBlank(code) || isBreakOrEnd(code);
}

/** Whether a line starts with `---` or `...`, at an offset in column 0. */
export function isDocumentMark(text: string, offset: number): boolean {
  const found = text.startsWith('---', offset) || text.startsWith('...', offset);
  return found && isBlankOrEnd(text.charCodeAt(offset + 3));
}
