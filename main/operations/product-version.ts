import { readFile } from 'node:fs/promises';

/** The version that the application's package.json gives. */
export async function readProductVersion(packageJson: URL): Promise<string> {
  const content: unknown = JSON.parse(await readFile(packageJson, 'utf8'));
  const version: unknown =
    typeof content === 'object' && content !== null && 'version' in content ? content.version : undefined;
  if (typeof version !== 'string') throw new Error('package.json has no version');
  return version;
}
