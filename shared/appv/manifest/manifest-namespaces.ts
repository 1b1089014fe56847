/** Namespace of everything that AppX has too. */
export const appxNamespace = 'http://schemas.microsoft.com/appx/2010/manifest';
/** App-V 5.0. */
export const appvNamespace = 'http://schemas.microsoft.com/appv/2010/manifest';
/** App-V 5.0 SP2. */
export const appv11Namespace = 'http://schemas.microsoft.com/appv/2013/manifest';
/** App-V 5.0 SP3 and later. */
export const appv12Namespace = 'http://schemas.microsoft.com/appv/2014/manifest';

/** Extension elements were seen to move to newer namespaces with the same local names, so readers take all three alike. */
export function isAppvNamespace(uri: string): boolean {
  return uri === appvNamespace || uri === appv11Namespace || uri === appv12Namespace;
}
