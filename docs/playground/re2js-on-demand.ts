type Library = typeof import('re2js-library');

let library: Library | undefined;
let isAsked = false;

/** Replaces re2js, a tenth of the page, until a condition with `matches` needs it. */
export const RE2JS = {
  compile(pattern: string): ReturnType<Library['RE2JS']['compile']> {
    if (library !== undefined) return library.RE2JS.compile(pattern);
    isAsked = true;
    throw new Error('the library of regular expressions is not loaded yet');
  },
};

/** Loads the library if somebody asked for it in vain. Returns whether to ask again. */
export async function loadIfAsked(): Promise<boolean> {
  if (!isAsked || library !== undefined) return false;
  library = await import('re2js-library');
  return true;
}
