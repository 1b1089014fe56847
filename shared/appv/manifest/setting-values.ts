import { assertNever } from '../../base/assert.ts';
import { type Issue, issue } from '../../base/issue.ts';
import { failure, type Result, success } from '../../base/result.ts';
import type { SettingPath } from '../edits/package-edit.ts';

/** What a setting is given: text, a switch, or a list. */
export type SettingValue = string | boolean | readonly string[];

const part = '(?:0|[1-9][0-9]{0,4})';
const versionForm = new RegExp(`^${part}(?:\\.${part}){3}$`);
const windowsVersionForm = new RegExp(`^${part}(?:\\.${part}){1,3}$`);
const targetOSForm = /^Windows(?:Client|Server)_[0-9]{1,5}\.[0-9]{1,5}_(?:x86|x64)$/;

/**
 * A value in the form in which it is written, when its place can have it. Texts of elements lose the blanks around them,
 * as readers leave them out; the words `true` and `false` are taken for a switch, and one text with commas for a list, from
 * which repeated entries are dropped.
 *
 * The forms are those of AppX (Name 3 to 50 letters, digits, `.` and `-`; Publisher up to 8,192 characters; Version of
 * four numbers up to 65,535; versions of Windows of two to four, since 6.2.1 is one that AppX manifests carry) and, for target
 * systems, that of the tokens in Microsoft's list; a token that is not on the list may be newer than it.
 *
 * Issue: EDT-VALUE with `name` (the path), `actual` and `reason`.
 */
export function checkSetting(path: SettingPath, value: SettingValue): Result<string | readonly string[]> {
  switch (path) {
    case 'prerequisites.targetOSes':
      return checkTargetOSes(path, value);
    case 'properties.fullVFSWriteMode':
      return /^(?:true|false)$/i.test(String(value).trim()) && typeof value !== 'object'
        ? success(String(value).trim().toLowerCase())
        : failure(wrongValue(path, value, 'expected true or false'));
    default:
      return typeof value === 'string'
        ? checkText(path, value)
        : failure(wrongValue(path, value, 'expected text'));
  }
}

type TextPath = Exclude<SettingPath, 'prerequisites.targetOSes' | 'properties.fullVFSWriteMode'>;

function checkText(path: TextPath, value: string): Result<string> {
  const trimmed = value.trim();
  const accept = (text: string, isRight: boolean, expected: string): Result<string> =>
    isRight ? success(text) : failure(wrongValue(path, value, `expected ${expected}`));
  switch (path) {
    case 'identity.name':
      return accept(value, /^[A-Za-z0-9.-]{3,50}$/.test(value), '3 to 50 letters, digits, dots and hyphens');
    case 'identity.publisher':
      return accept(value, trimmed !== '' && value.length <= 8192, 'text of 1 to 8192 characters');
    case 'identity.version':
      return accept(value, isVersion(value, versionForm), 'four numbers of at most 65535: 1.0.0.0');
    case 'properties.displayName':
    case 'properties.publisherDisplayName':
      return accept(trimmed, trimmed !== '', 'text that is not empty');
    case 'properties.description':
      return success(trimmed);
    case 'prerequisites.osMinVersion':
    case 'prerequisites.osMaxVersionTested':
      return accept(trimmed, isVersion(trimmed, windowsVersionForm), 'a version of Windows such as 6.1');
    default:
      return assertNever(path);
  }
}

function isVersion(text: string, form: RegExp): boolean {
  return form.test(text) && text.split('.').every((number) => Number(number) <= 65_535);
}

function checkTargetOSes(path: SettingPath, value: SettingValue): Result<readonly string[]> {
  if (typeof value === 'boolean') return failure(wrongValue(path, value, 'expected a list'));
  const listed = typeof value === 'string' ? (value.trim() === '' ? [] : value.split(',')) : value;
  const tokens = listed.map((each) => each.trim());
  const wrong = tokens.find((token) => !targetOSForm.test(token));
  if (wrong !== undefined)
    return failure(wrongValue(path, wrong, 'expected tokens such as WindowsClient_10.0_x64'));
  return success([...new Set(tokens)]);
}

/** Longest value that a message repeats, in UTF-16 code units. */
const shown = 100;

/** EDT-VALUE for a setting or an id. */
export function wrongValue(name: string, value: SettingValue, reason: string): Issue {
  const text = typeof value === 'object' ? value.join(', ') : String(value);
  const actual = text.length > shown ? `${text.slice(0, shown).toWellFormed()}…` : text;
  return issue('EDT-VALUE', { params: { name, actual, reason } });
}
