import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { RenderedGolden } from './render-golden.ts';

const isUpdate = process.env['UPDATE_GOLDENS'] === '1';

/** The files of an option's case: the manifests, the outcome, and what is decoded beside them. */
export function optionFiles(golden: RenderedGolden): Map<string, string> {
  const files = new Map(attachmentFiles(golden));
  if (golden.manifests !== '') files.set('expected.yaml', golden.manifests);
  if (golden.outcome !== undefined) files.set('outcome.yaml', golden.outcome);
  return files;
}

/** The files of one release of a feature: one for the manifests, with the outcome as its last document. */
export function releaseFiles(release: string, golden: RenderedGolden): Map<string, string> {
  const outcome = golden.outcome === undefined ? '' : `---\n${golden.outcome}`;
  const attached = attachmentFiles(golden).map(([file, text]) => [`${release}.${file}`, text] as const);
  return new Map([[`${release}.yaml`, golden.manifests + outcome], ...attached]);
}

/** Several attachments of one name are numbered from 1. */
function attachmentFiles({ attachments }: RenderedGolden): (readonly [string, string])[] {
  return attachments.map((attachment) => {
    const alike = attachments.filter(({ file }) => file === attachment.file);
    const number = alike.length === 1 ? '' : `-${alike.indexOf(attachment) + 1}`;
    return [attachment.file.replace('.', `${number}.`), attachment.text] as const;
  });
}

/** Compares the files of a case with what is in its folder beside `input.yaml`: none missing, none left over. */
export function expectGoldens(folder: string, files: ReadonlyMap<string, string>): void {
  if (isUpdate) writeGoldens(folder, files);
  const found = readdirSync(folder).filter((file) => file !== 'input.yaml');
  const actual = Object.fromEntries(found.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
  expect(Object.fromEntries(files), `${folder} differs; npm run goldens regenerates it`).toEqual(actual);
}

function writeGoldens(folder: string, files: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(folder)) {
    if (file !== 'input.yaml' && !files.has(file)) rmSync(join(folder, file));
  }
  for (const [file, text] of files) writeFileSync(join(folder, file), text);
}
