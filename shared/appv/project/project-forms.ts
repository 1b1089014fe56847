import { z } from 'zod';

/*
 * Forms of the single values of a package project. The words (`error`) name the form that is expected; they complete the
 * sentence "expected ...".
 */

/** A class of characters, without its brackets: what no XML document can carry, besides U+007F, which nobody can read. */
const unwanted = '\\u0000-\\u001f\\u007f\\ud800-\\udfff\\ufffe\\uffff';
const anyText = new RegExp(`^[^${unwanted}]*$`, 'u');
/** Windows and the schema of configuration files refuse blanks at either end of a name. */
const trimmedText = new RegExp(`^[^\\s${unwanted}](?:[^${unwanted}]*[^\\s${unwanted}])?$`, 'u');
export const freeText = (most: number) =>
  z.string().max(most).regex(anyText, { error: 'text without control characters' });
export const name = (most: number) =>
  z.string().max(most).regex(trimmedText, { error: 'text without blanks at its ends' });

const versionPart =
  '(?:0|[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])';
export const version = z.string().regex(new RegExp(`^${versionPart}(?:\\.${versionPart}){3}$`), {
  error: 'four numbers of at most 65535: 1.0.0.0',
});
const guidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const guid = z.string().regex(guidForm, { error: 'a GUID in lower case without braces' });
export const time = z
  .string()
  .regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/, {
    error: 'a time such as 2026-01-31T12:00:00Z',
  })
  .refine(isRealDate, { error: 'a time such as 2026-01-31T12:00:00Z' });
/** Characters of one file or folder name. */
const nameCharacters = '[^\\u0000-\\u001f"*:<>?|\\\\/]+';
export const windowsFolder = new RegExp(`^[A-Za-z]:(?:\\\\${nameCharacters})+$`);
const segment = `(?!\\.{1,2}(?:/|$))${nameCharacters}`;
/** `.`, or segments with `/` between them, of which only the first ones may be `..`. */
export const relativeForm = `(?:\\.|(?:\\.\\./)*(?:\\.\\.|${segment}(?:/${segment})*))`;
export const relativePath = z
  .string()
  .max(4096)
  .regex(new RegExp(`^${relativeForm}$`), {
    error: 'a path relative to the project file, with / between folders',
  });
/** The same below a folder: no way up. */
export const innerPath = relativePath.regex(/^(?!\.)|^\.[^./]|^\.\.[^/]/, {
  error: 'a folder below the source folder',
});
export const tokenPath = name(32_767).describe(
  'A path that begins with an App-V token: [{ProgramFilesX64}]\\Contoso',
);
export const globs = z.array(name(4096));

function isRealDate(date: string): boolean {
  const moment = new Date(date);
  return !Number.isNaN(moment.getTime()) && moment.toISOString() === date.replace('Z', '.000Z');
}
