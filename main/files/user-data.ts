import { homedir } from 'node:os';
import path from 'node:path';

/** The variables of the environment that say where a person's data is. */
type Places = Readonly<Record<string, string | undefined>>;

/** The name that Electron gives its folder: `productName` of package.json. */
const product = 'Packwright';

/**
 * The folder for what Packwright keeps about a person's work: journals of unsaved edits, a list of temporary files. It is
 * the one that Electron uses for this application, so that all doors share it: `%APPDATA%\Packwright`,
 * `~/Library/Application Support/Packwright`, `$XDG_CONFIG_HOME/Packwright` or `~/.config/Packwright`
 * (Electron's documentation of `app.getPath('userData')`). `PACKWRIGHT_DATA` names another one.
 */
export function userDataFolder(places: Places = process.env, platform: string = process.platform): string {
  const own = places['PACKWRIGHT_DATA'];
  if (own !== undefined && own !== '') return path.resolve(own);
  return path.join(dataOfPerson(places, platform), product);
}

function dataOfPerson(places: Places, platform: string): string {
  if (platform === 'win32') return places['APPDATA'] || path.join(homedir(), 'AppData', 'Roaming');
  if (platform === 'darwin') return path.join(homedir(), 'Library', 'Application Support');
  return places['XDG_CONFIG_HOME'] || path.join(homedir(), '.config');
}
