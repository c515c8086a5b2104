import { expect, test } from 'vitest';
import { parseRepositoryUrl } from '../../../src/workflow/compile/repository-url.ts';

// What Go's net/url gives.
test.each([
  ['https://forge.example/o/r.git', { host: 'forge.example', path: '/o/r.git' }],
  ['https://forge.example:80/o/r', { host: 'forge.example', path: '/o/r' }],
  ['https://u:p@[::1]:80/o%20r', { host: '::1', path: '/o r' }],
  ['https://forge.example/o?q=%#f', { host: 'forge.example', path: '/o' }],
  ['https://forge.example/o?q=%zz#f', { host: 'forge.example', path: '/o' }],
  ['https://forge.example/o#%', undefined],
  ['https://forge.example/%zz', undefined],
  ['/o/r', { host: '', path: '/o/r' }],
  ['/%zz', undefined],
  ['mailto:a:b', { host: '', path: '' }],
  ['o:r/s', { host: '', path: '' }],
  ['1:r/s', undefined],
  ['https://forge.example/\u007f', undefined],
])('%s', (text, parts) => {
  expect(parseRepositoryUrl(text)).toEqual(parts);
});
