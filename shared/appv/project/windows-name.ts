/**
 * A folder or file name that Windows takes, as close to `name` as possible: forbidden characters become `-`, dots and
 * blanks at the end go, a device name gets a `_` before it. Never empty.
 */
export function windowsName(name: string): string {
  const allowed = name
    .replaceAll(/[\u0000-\u001f"*/:<>?|\\\ufffe\uffff]/g, '-')
    .slice(0, 120)
    .toWellFormed()
    .replace(/[. ]+$/, '')
    .trimStart();
  if (allowed === '') return '_';
  return /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9]|xn--)(?:$|\.)|^xn--/i.test(allowed) ? `_${allowed}` : allowed;
}
