/*
 * Reads what every code file of a tree imports and exports. We read the syntax tree ourselves and not through a
 * dependency cruiser, because types count as much as values here and those see no `import('./x.ts').Type`; imports
 * carry their file name extension, so finding the file needs no resolver. A test compares us with one of them.
 */
import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix } from 'node:path';
import { parseSync } from '@swc/core';
import { listFiles } from './lib.mjs';

/**
 * One import, re-export, import type, dynamic import, or `new URL('./x', import.meta.url)`.
 * `names` are the exported names that it takes; `*` stands for any of them.
 *
 * @typedef {{ specifier: string, line: number, names: readonly string[], typeOnly: boolean, reExport: boolean,
 *   to: Target }} Import
 * @typedef {{ kind: 'file', file: string, exists: boolean } | { kind: 'package', name: string } | { kind: 'node' }
 *   | { kind: 'computed' }} Target
 * @typedef {{ name: string, isType: boolean }} Export
 * @typedef {{ file: string, text: string, imports: readonly Import[], exports: readonly Export[],
 *   hasDefault: boolean, isBarrel: boolean, identifiers: ReadonlyMap<string, number> }} Module
 */

const codeFile = /\.(?:ts|tsx|mts|cts|js|jsx|mjs|cjs)$/;

/**
 * @param {string} root
 * @param {readonly string[]} ignoredFolders relative to the root
 * @returns {readonly Module[]} in the order of their names
 */
export function readModules(root, ignoredFolders) {
  const ignored = new Set(ignoredFolders);
  const files = listFiles(root, (folder) => !ignored.has(folder) && !folder.endsWith('/node_modules'));
  return files.filter((file) => codeFile.test(file)).map((file) => readModule(root, file));
}

/**
 * @param {string} root
 * @param {string} file
 * @returns {Module}
 */
function readModule(root, file) {
  const text = readFileSync(join(root, file), 'utf8');
  const program = parse(file, text);
  /** @type {Omit<Import, 'line' | 'to'>[]} */
  const found = [];
  /** @type {Map<string, number>} */
  const identifiers = new Map();
  visit(program, (node) => {
    if (node['type'] === 'Identifier') {
      identifiers.set(node['value'], (identifiers.get(node['value']) ?? 0) + 1);
    }
    const reference = referenceOf(node);
    if (reference !== undefined) found.push(reference);
  });
  const body = /** @type {readonly Node[]} */ (program['body']);
  const exports = body.flatMap(exportsOf);
  return {
    file,
    text,
    imports: found.map((each) => ({
      ...each,
      line: lineOf(text, each.specifier),
      to: targetOf(root, file, each.specifier),
    })),
    exports: exports.filter((each) => each.name !== 'default'),
    hasDefault: exports.some((each) => each.name === 'default'),
    isBarrel: body.length > 0 && body.every(isReExport),
    identifiers,
  };
}

/**
 * Nodes of the syntax tree are read by the names of their fields.
 * @typedef {Record<string, any>} Node
 */

/**
 * @param {string} file
 * @param {string} text
 * @returns {Node}
 */
function parse(file, text) {
  const isTypeScript = /\.[mc]?tsx?$/.test(file);
  const isJsx = file.endsWith('x');
  try {
    return parseSync(text, {
      target: 'es2022',
      ...(isTypeScript ? { syntax: 'typescript', tsx: isJsx } : { syntax: 'ecmascript', jsx: isJsx }),
    });
  } catch (error) {
    throw new Error(`${file} cannot be parsed`, { cause: error });
  }
}

/**
 * @param {unknown} node
 * @param {(node: Node) => void} each
 */
function visit(node, each) {
  if (Array.isArray(node)) for (const child of node) visit(child, each);
  else if (typeof node === 'object' && node !== null) {
    if ('type' in node) each(node);
    for (const child of Object.values(node)) if (typeof child === 'object') visit(child, each);
  }
}

/**
 * @param {Node} node
 * @returns {Omit<Import, 'line' | 'to'> | undefined}
 */
function referenceOf(node) {
  const plain = { names: ['*'], typeOnly: false, reExport: false };
  switch (node['type']) {
    case 'ImportDeclaration':
      return { ...plain, specifier: node['source'].value, ...importedNames(node) };
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      if (!node['source']) return undefined;
      return {
        ...plain,
        specifier: node['source'].value,
        typeOnly: node['typeOnly'] === true,
        reExport: true,
      };
    case 'TsImportType':
      return { ...plain, specifier: node['argument'].value, typeOnly: true };
    case 'TsImportEqualsDeclaration':
      return node['moduleRef'].type === 'TsExternalModuleReference'
        ? { ...plain, specifier: node['moduleRef'].expression.value }
        : undefined;
    case 'CallExpression':
      if (node['callee'].type === 'Import' || node['callee'].value === 'require') {
        return { ...plain, specifier: literal(node['arguments'][0]) };
      }
      return undefined;
    case 'NewExpression':
      return node['callee'].value === 'URL' && isModuleUrl(node['arguments'])
        ? { ...plain, specifier: literal(node['arguments'][0]) }
        : undefined;
    default:
      return undefined;
  }
}

/** @param {Node} node */
function importedNames(node) {
  const specifiers = /** @type {readonly Node[]} */ (node['specifiers']);
  return {
    names: specifiers.map((each) => {
      if (each['type'] === 'ImportNamespaceSpecifier') return '*';
      if (each['type'] === 'ImportDefaultSpecifier') return 'default';
      return (each['imported'] ?? each['local']).value;
    }),
    typeOnly:
      node['typeOnly'] === true || (specifiers.length > 0 && specifiers.every((each) => each['isTypeOnly'])),
  };
}

/**
 * @param {Node | undefined} argument
 * @returns {string} empty when it is computed
 */
function literal(argument) {
  const expression = argument?.['expression'];
  if (expression?.type === 'StringLiteral') return expression.value;
  const plainTemplate = expression?.type === 'TemplateLiteral' && expression.expressions.length === 0;
  return plainTemplate ? expression.quasis[0].cooked : '';
}

/** `new URL('./x', import.meta.url)`: how a module names a file beside it. @param {readonly Node[]} arguments_ */
function isModuleUrl(arguments_) {
  const base = arguments_?.[1]?.['expression'];
  const isUrlOfModule = base?.type === 'MemberExpression' && base.object.type === 'MetaProperty';
  return isUrlOfModule && /^\.\.?\/.*[^/.]$/.test(literal(arguments_[0]));
}

/**
 * @param {Node} statement
 * @returns {readonly Export[]}
 */
function exportsOf(statement) {
  switch (statement['type']) {
    case 'ExportDefaultDeclaration':
    case 'ExportDefaultExpression':
    case 'TsExportAssignment':
      return [{ name: 'default', isType: false }];
    case 'ExportNamedDeclaration':
      return statement['specifiers'].map((/** @type {Node} */ each) => ({
        name: (each['exported'] ?? each['orig'] ?? each['name']).value,
        isType: statement['typeOnly'] === true || each['isTypeOnly'] === true,
      }));
    case 'ExportDeclaration':
      return declaredNames(statement['declaration']);
    default:
      return [];
  }
}

/**
 * @param {Node} declaration
 * @returns {readonly Export[]}
 */
function declaredNames(declaration) {
  if (declaration['type'] === 'VariableDeclaration') {
    return declaration['declarations'].flatMap((/** @type {Node} */ each) => patternNames(each['id']));
  }
  const isType = ['TsInterfaceDeclaration', 'TsTypeAliasDeclaration'].includes(declaration['type']);
  return [{ name: (declaration['identifier'] ?? declaration['id']).value, isType }];
}

/**
 * @param {Node} pattern
 * @returns {readonly Export[]}
 */
function patternNames(pattern) {
  if (pattern['type'] === 'Identifier') return [{ name: pattern['value'], isType: false }];
  /** @type {Export[]} */
  const names = [];
  visit(pattern['properties'] ?? pattern['elements'], (node) => {
    if (node['type'] === 'Identifier') names.push({ name: node['value'], isType: false });
    if (node['type'] === 'AssignmentPatternProperty') names.push({ name: node['key'].value, isType: false });
  });
  return names;
}

/** @param {Node} statement */
function isReExport(statement) {
  const isExport =
    statement['type'] === 'ExportAllDeclaration' || statement['type'] === 'ExportNamedDeclaration';
  return isExport && Boolean(statement['source']);
}

/**
 * @param {string} root
 * @param {string} from
 * @param {string} specifier
 * @returns {Target}
 */
function targetOf(root, from, specifier) {
  if (specifier === '') return { kind: 'computed' };
  if (specifier.startsWith('.')) {
    const file = posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ''));
    return { kind: 'file', file, exists: existsSync(join(root, file)) };
  }
  if (specifier.startsWith('node:') || builtinModules.includes(specifier)) return { kind: 'node' };
  const [scope = '', name = ''] = specifier.split('/');
  return { kind: 'package', name: scope.startsWith('@') ? `${scope}/${name}` : scope };
}

/**
 * @param {string} text
 * @param {string} specifier
 */
function lineOf(text, specifier) {
  const quoted = [`'${specifier}'`, `"${specifier}"`, `\`${specifier}\``].map((each) => text.indexOf(each));
  const offset = quoted.find((each) => each >= 0) ?? 0;
  return text.slice(0, offset).split('\n').length;
}
