import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import { VALIDATED } from './schema-files.mjs';

const ANNOTATIONS = new Set(['$schema', 'title', 'description', 'default', 'examples']);

/**
 * Compiles the schemas to one module without imports.
 *
 * What ajv writes is made smaller afterwards: errors keep their path, keyword and parameters only and are added
 * by one shared function, and the copies of the schemas give way to the few lists that are read from them. Each
 * step fails when ajv's text is not of the shape that it knows.
 */
export function compileValidators(schemas) {
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    inlineRefs: false,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
    code: { esm: true, source: true, optimize: true },
  });
  const bare = new Map([...schemas].map(([file, schema]) => [file, withoutAnnotations(schema)]));
  for (const [file, schema] of bare) ajv.addSchema(schema, file);
  const text = standalone.default(
    ajv,
    Object.fromEntries(VALIDATED.map(({ validator, file }) => [validator, file])),
  );
  const code = withPureExpressions(withSharedErrors(withoutSchemaCopies(text)));
  if (/\brequire\b\s*\(|\bimport\b|\beval\b|\bFunction\b/.test(code)) {
    throw new Error('the compiled validators need something at run time: look for a keyword that does');
  }
  return code;
}

/** The schema without what only people and editors read. A type beside an enum would report one mistake twice. */
function withoutAnnotations(schema) {
  if (typeof schema !== 'object') return schema;
  const bare = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (ANNOTATIONS.has(keyword) || keyword.startsWith('x-')) continue;
    if (keyword === 'type' && 'enum' in schema) continue;
    if (keyword === 'properties' || keyword === '$defs') {
      bare[keyword] = Object.fromEntries(
        Object.entries(value).map(([name, property]) => [name, withoutAnnotations(property)]),
      );
    } else if (keyword === 'enum' || keyword === 'const') {
      bare[keyword] = value;
    } else if (Array.isArray(value)) {
      bare[keyword] = value.map(withoutAnnotations);
    } else {
      bare[keyword] = withoutAnnotations(value);
    }
  }
  return bare;
}

/** Drops `const schemaN = {...};`, and writes what is read from these copies in full. */
function withoutSchemaCopies(text) {
  const copies = new Map();
  const valueAt = (name, path) => {
    let value = copies.get(name);
    for (const [, token] of path.matchAll(/[.[]"?([^.[\]"]+)/g)) value = value?.[token];
    if (value === undefined) throw new Error(`${name}${path} is read in a way that is not known`);
    return value;
  };
  return text
    .replace(/const (schema\d+) = (\{.*?\});(?=const |function |export )/g, (_, name, json) => {
      copies.set(name, JSON.parse(json));
      return '';
    })
    .replace(/const func\d+ = Object\.prototype\.hasOwnProperty;/g, '')
    .replace(/!\(func\d+\.call\((schema\d+)([^,]*), (\w+)\)\)/g, (_, name, path, key) => {
      return `!${JSON.stringify(Object.keys(valueAt(name, path)))}.includes(${key})`;
    })
    .replace(/\b(schema\d+)((?:\.[\w$]+|\[(?:"[^"]*"|\d+)\])*)/g, (_, name, path) =>
      JSON.stringify(valueAt(name, path)),
    );
}

/** Adds to the list itself: a copy for each item of a long list would need quadratic time. */
const JOIN =
  'function join(list,others){if(list===null)return others;for(const problem of others)list.push(problem);return list;}';

function withSharedErrors(text) {
  const expected = text.match(/const err\d+ = \{/g)?.length ?? 0;
  let found = 0;
  const joined = text.replace(
    /vErrors = vErrors === null \? (validate\d+)\.errors : vErrors\.concat\(\1\.errors\);/g,
    'vErrors=join(vErrors,$1.errors);',
  );
  if (joined.includes('.concat(')) throw new Error('lists of errors are joined in a way that is not known');
  const code = joined.replace(
    /const (err\d+) = \{(?:instancePath:?([^;]*?),schemaPath:".*?",keyword:"([^"]+)",params:(\{.*?\})(?:,propertyName: *\w+)?)?\};if\(vErrors === null\)\{vErrors = \[\1\];\}else \{vErrors\.push\(\1\);\}errors\+\+;/g,
    (_, _name, path, keyword, params) => {
      found += 1;
      // ajv counts what fails inside an `if`, and the failed `if` itself; the reader passes over these.
      if (keyword === undefined || keyword === 'if') return 'vErrors=add(vErrors);errors++;';
      const kept = /^\{(pattern:|comparison:|\})/.test(params) ? '' : `,${params}`;
      return `vErrors=add(vErrors,${path === '' ? 'instancePath' : path},"${keyword}"${kept});errors++;`;
    },
  );
  if (found !== expected) throw new Error(`${expected - found} errors are added in a way that is not known`);
  return `function add(list,path,keyword,params){const problem={path,keyword,params};if(list===null)return [problem];list.push(problem);return list;}\n${JOIN}\n${code}`;
}

function withPureExpressions(text) {
  return text.replaceAll('= new RegExp(', '= /* @__PURE__ */ new RegExp(').replace(/^"use strict";/m, '');
}
