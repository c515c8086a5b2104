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
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** Content of a scalar; name of an alias or anchor; suffix of a tag; the whole of a directive. */
  readonly text: string;
  /** Of a scalar: whether it is neither quoted nor a block. */
  readonly plain: boolean;
  /** Of a tag: what its suffix belongs to; empty where the tag is given in full. */
  readonly handle: string;
}

export function token(kind: TokenKind, start: number, end: number, text = '', plain = false): Token {
  return { kind, start, end, text, plain, handle: '' };
}
