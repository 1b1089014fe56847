/**
 * A token of App-V: the name between `[{` and `}]`, which is also the name of its folder below `Root\VFS`. `path` is
 * where Windows usually has that folder on a 64-bit computer, for people to recognise and for tokenising; `%USERPROFILE%`
 * stands for the profile of the user. It is `null` where the folder is no single place or nobody documents it.
 */
export type KnownToken = { readonly name: string; readonly path: string | null };

/** The token for the package's own `Root`, which has no folder below `VFS`. */
export const packageRootToken = 'AppVPackageRoot';

/** Stand for text in registry data and user names, never for a folder of the package. */
export const textTokens: readonly string[] = ['AppVCurrentUserSID', 'AppVComputerName'];

const windows = 'C:\\Windows';
const programData = 'C:\\ProgramData';
const allUsers = `${programData}\\Microsoft\\Windows`;
const publicUser = 'C:\\Users\\Public';
const profile = '%USERPROFILE%';
const roaming = `${profile}\\AppData\\Roaming`;
const roamingWindows = `${roaming}\\Microsoft\\Windows`;
const quickLaunch = `${roaming}\\Microsoft\\Internet Explorer\\Quick Launch`;
const local = `${profile}\\AppData\\Local`;
const localWindows = `${local}\\Microsoft\\Windows`;

/**
 * Names from real packages and from tools that read and write them; paths from Microsoft's list of known folders.
 * Where two tokens have the same path the first one is what tokenising writes.
 */
const paths: Readonly<Record<string, string | null>> = {
  AppVPackageDrive: 'C:',
  'Common AppData': programData,
  AppVAllUsersDir: 'C:\\Users\\All Users',
  ProgramFilesX64: 'C:\\Program Files',
  ProgramFilesX86: 'C:\\Program Files (x86)',
  ProgramFiles: 'C:\\Program Files',
  ProgramFilesCommonX64: 'C:\\Program Files\\Common Files',
  ProgramFilesCommonX86: 'C:\\Program Files (x86)\\Common Files',
  ProgramFilesCommon: 'C:\\Program Files\\Common Files',
  'Default Gadgets': 'C:\\Program Files\\Windows Sidebar\\Gadgets',
  Windows: windows,
  System: `${windows}\\System32`,
  SystemX86: `${windows}\\SysWOW64`,
  Fonts: `${windows}\\Fonts`,
  ResourceDir: `${windows}\\resources`,
  AppVSystem32Catroot: `${windows}\\System32\\catroot`,
  AppVSystem32Catroot2: `${windows}\\System32\\catroot2`,
  AppVSystem32DriversEtc: `${windows}\\System32\\drivers\\etc`,
  AppVSystem32Driverstore: `${windows}\\System32\\driverstore`,
  AppVSystem32Logfiles: `${windows}\\System32\\logfiles`,
  AppVSystem32Spool: `${windows}\\System32\\spool`,
  'Common Start Menu': `${allUsers}\\Start Menu`,
  'Common Programs': `${allUsers}\\Start Menu\\Programs`,
  'Common Startup': `${allUsers}\\Start Menu\\Programs\\StartUp`,
  'Common Administrative Tools': `${allUsers}\\Start Menu\\Programs\\Administrative Tools`,
  'Common Templates': `${allUsers}\\Templates`,
  CommonRingtones: `${allUsers}\\Ringtones`,
  PublicGameTasks: `${allUsers}\\GameExplorer`,
  'Device Metadata Store': `${allUsers}\\DeviceMetadataStore`,
  Public: publicUser,
  'Common Desktop': `${publicUser}\\Desktop`,
  'Common Documents': `${publicUser}\\Documents`,
  CommonDownloads: `${publicUser}\\Downloads`,
  CommonMusic: `${publicUser}\\Music`,
  CommonPictures: `${publicUser}\\Pictures`,
  CommonVideo: `${publicUser}\\Videos`,
  PublicLibraries: `${publicUser}\\Libraries`,
  RecordedTVLibrary: `${publicUser}\\Libraries\\RecordedTV.library-ms`,
  SampleMusic: `${publicUser}\\Music\\Sample Music`,
  SamplePictures: `${publicUser}\\Pictures\\Sample Pictures`,
  SampleVideos: `${publicUser}\\Videos\\Sample Videos`,
  PublicAccountPictures: `${publicUser}\\AccountPictures`,
  UserProfiles: 'C:\\Users',
  Profile: profile,
  AppData: roaming,
  'Local AppData': local,
  LocalAppDataLow: `${profile}\\AppData\\LocalLow`,
  Desktop: `${profile}\\Desktop`,
  Personal: `${profile}\\Documents`,
  Downloads: `${profile}\\Downloads`,
  Favorites: `${profile}\\Favorites`,
  Links: `${profile}\\Links`,
  'My Music': `${profile}\\Music`,
  'My Pictures': `${profile}\\Pictures`,
  'My Video': `${profile}\\Videos`,
  SavedGames: `${profile}\\Saved Games`,
  Searches: `${profile}\\Searches`,
  Contacts: `${profile}\\Contacts`,
  'Start Menu': `${roamingWindows}\\Start Menu`,
  Programs: `${roamingWindows}\\Start Menu\\Programs`,
  Startup: `${roamingWindows}\\Start Menu\\Programs\\Startup`,
  'Administrative Tools': `${roamingWindows}\\Start Menu\\Programs\\Administrative Tools`,
  Templates: `${roamingWindows}\\Templates`,
  Recent: `${roamingWindows}\\Recent`,
  SendTo: `${roamingWindows}\\SendTo`,
  NetHood: `${roamingWindows}\\Network Shortcuts`,
  PrintHood: `${roamingWindows}\\Printer Shortcuts`,
  AccountPictures: `${roamingWindows}\\AccountPictures`,
  Cookies: `${roamingWindows}\\Cookies`,
  Libraries: `${roamingWindows}\\Libraries`,
  DocumentsLibrary: `${roamingWindows}\\Libraries\\Documents.library-ms`,
  MusicLibrary: `${roamingWindows}\\Libraries\\Music.library-ms`,
  PicturesLibrary: `${roamingWindows}\\Libraries\\Pictures.library-ms`,
  VideosLibrary: `${roamingWindows}\\Libraries\\Videos.library-ms`,
  'Quick Launch': quickLaunch,
  'User Pinned': `${quickLaunch}\\User Pinned`,
  ImplicitAppShortcuts: `${quickLaunch}\\User Pinned\\ImplicitAppShortcuts`,
  Cache: `${localWindows}\\Temporary Internet Files`,
  History: `${localWindows}\\History`,
  'CD Burning': `${localWindows}\\Burn\\Burn`,
  GameTasks: `${localWindows}\\GameExplorer`,
  Ringtones: `${localWindows}\\Ringtones`,
  'Roamed Tile Images': `${localWindows}\\RoamedTileImages`,
  'Roaming Tiles': `${localWindows}\\RoamingTiles`,
  'Application Shortcuts': `${localWindows}\\Application Shortcuts`,
  CredentialManager: `${roaming}\\Microsoft\\Credentials`,
  CryptoKeys: `${roaming}\\Microsoft\\Crypto`,
  DpapiKeys: `${roaming}\\Microsoft\\Protect`,
  SystemCertificates: `${roaming}\\Microsoft\\SystemCertificates`,
  'Podcast Library': null,
  Podcasts: null,
};

/** Every token that stands for a folder outside the package's own root. */
export const knownTokens: readonly KnownToken[] = Object.entries(paths).map(([name, path]) => ({
  name,
  path,
}));

/** Spellings that occur in Microsoft's documentation only. They are read as the token they mean and never written. */
const aliases: Readonly<Record<string, string>> = {
  PACKAGEROOT: packageRootToken,
  FOLDERID_ROAMINGAPPDATA: 'AppData',
  FOLDERID_LOCALAPPDATA: 'Local AppData',
  FOLDERID_PROGRAMDATA: 'Common AppData',
  FOLDERID_DOCUMENTS: 'Personal',
  FOLDERID_SYSTEM: 'System',
};

const canonical = new Map(
  [packageRootToken, ...knownTokens.map((token) => token.name), ...textTokens].map((name) => [
    name.toUpperCase(),
    name,
  ]),
);

/** The token's own spelling, whatever letter case or alias was used; `undefined` when nobody knows such a token. */
export function canonicalToken(name: string): string | undefined {
  const key = name.toUpperCase();
  return canonical.get(key) ?? aliases[key] ?? canonical.get(key.replace(/^FOLDERID_/, ''));
}
