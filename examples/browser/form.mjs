// @ts-check
/*
 * Checks `backend_options.kubernetes` in a form while somebody types, and lets nobody save options with errors.
 * Bundle it to form.js, with `npx tsdown form.mjs --platform browser` for instance.
 */
import { RELEASES, validateBackendOptions } from 'podwright';

const form = /** @type {HTMLFormElement} */ (document.querySelector('form'));
const release = /** @type {HTMLSelectElement} */ (form.elements.namedItem('release'));
const options = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem('options'));
const output = /** @type {HTMLOutputElement} */ (form.elements.namedItem('problems'));

for (const name of [...RELEASES].reverse()) release.add(new Option(name));
form.addEventListener('input', check);
form.addEventListener('submit', (event) => event.preventDefault());
check();

function check() {
  const problems = problemsOf(options.value);
  output.replaceChildren(...problems.map(paragraph));
  const isWrong = problems.some(({ severity }) => severity === 'error');
  options.setCustomValidity(isWrong ? 'Fix the errors below.' : '');
}

/**
 * @param {string} text
 * @returns {readonly Pick<import('podwright').Diagnostic, 'severity' | 'path' | 'message' | 'help'>[]}
 */
function problemsOf(text) {
  try {
    return validateBackendOptions(JSON.parse(text || '{}'), release.value);
  } catch (error) {
    return [{ severity: 'error', path: '', message: String(error) }];
  }
}

/** @param {ReturnType<typeof problemsOf>[number]} problem */
function paragraph({ severity, path, message, help = '' }) {
  const element = document.createElement('p');
  element.className = severity;
  element.textContent = `${path} ${message} ${help}`.trim();
  return element;
}
