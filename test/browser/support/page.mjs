// Runs in the browser: puts into the document what the library makes of the texts in it, and what the policy forbade.
import * as core from '../../../dist/core.js';
import * as podwright from '../../../dist/index.js';
import { translate } from './translate.mjs';

const violations = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile }) =>
  violations.push(`${violatedDirective} ${sourceFile}`),
);

const translated = translate(podwright, core, JSON.parse(element('texts').textContent));
const ofTheLibrary = await violationsSoFar();
const controls = {
  // biome-ignore lint/security/noGlobalEval: that the page forbids it, which the test checks
  eval: errorOf(() => globalThis.eval('1')),
  Function: errorOf(() => new Function('')),
};
const ofTheControls = (await violationsSoFar()).slice(ofTheLibrary.length);
element('result').textContent = JSON.stringify({ translated, ofTheLibrary, controls, ofTheControls });

function element(id) {
  return document.getElementById(id);
}

/** Violations are reported by events that are only queued when they happen; a message comes after them. */
async function violationsSoFar() {
  const { port1, port2 } = new MessageChannel();
  const arrival = new Promise((resolve) => {
    port1.onmessage = resolve;
  });
  await new Promise((resolve) => requestAnimationFrame(resolve));
  port2.postMessage('');
  await arrival;
  return [...violations];
}

function errorOf(action) {
  try {
    action();
    return 'none';
  } catch (error) {
    return error.name;
  }
}
