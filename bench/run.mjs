// Measures what docs/performance.md promises. With --strict it ends with 1 when a figure is over its target.
import { frontEndFigures } from './figures/front-end.mjs';
import { diffFigure, growthFigures } from './figures/growth.mjs';
import { sizeFigures } from './figures/size.mjs';
import { startFigures } from './figures/start.mjs';
import { translationFigures } from './figures/translation.mjs';

const FIGURES = [
  ...translationFigures,
  ...frontEndFigures,
  ...startFigures,
  ...sizeFigures,
  diffFigure,
  ...growthFigures,
];
const WIDTH = Math.max(...FIGURES.map(({ name }) => name.length));

print('figure', 'measured', 'target', '');
let anyOver = false;
for (const { name, unit, target, measure } of FIGURES) {
  const measured = await measure();
  const isOver = target !== undefined && measured > target;
  anyOver ||= isOver;
  const verdict = target === undefined ? '' : isOver ? 'over' : 'ok';
  print(name, `${measured.toFixed(2)} ${unit}`, target === undefined ? '-' : String(target), verdict);
}
if (anyOver && process.argv.includes('--strict')) process.exitCode = 1;

function print(name, measured, target, verdict) {
  console.log(`${name.padEnd(WIDTH)}  ${measured.padStart(12)}  ${target.padStart(6)}  ${verdict}`.trimEnd());
}
