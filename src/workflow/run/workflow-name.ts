/** Name of the workflow of a file: the last path component without `.yml`, then `.yaml`, then a leading dot. */
export function workflowName(fileName: string): string {
  const base = fileName.slice(fileName.lastIndexOf('/') + 1);
  return withoutStart(withoutEnd(withoutEnd(base, '.yml'), '.yaml'), '.');
}

function withoutEnd(text: string, end: string): string {
  return text.endsWith(end) ? text.slice(0, -end.length) : text;
}

function withoutStart(text: string, start: string): string {
  return text.startsWith(start) ? text.slice(start.length) : text;
}
