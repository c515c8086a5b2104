import { createRequire } from 'node:module';
import type * as Re2js from 're2js';

/**
 * Replaces the package `re2js` in the built command line, and loads it at the first pattern. Node needs time to read it:
 * longer than most commands run, and few conditions need it.
 */
export const RE2JS = {
  compile(pattern: string): Re2js.RE2JS {
    const require = createRequire(import.meta.url);
    return (require('./bin-re2js.cjs') as typeof Re2js).RE2JS.compile(pattern);
  },
};
