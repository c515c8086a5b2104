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
