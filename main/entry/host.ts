import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createFolderPicker } from '../host/folder-picker.ts';
import { type Host, startHost } from '../host/start-host.ts';
import { success } from '../../shared/base/result.ts';
import { listWindowFiles } from '../files/window-files.ts';
import { withDoor } from '../operations/call-table.ts';
import { readProductVersion } from '../operations/product-version.ts';
import { createWorkbench } from '../operations/workbench.ts';

export type WorkbenchHostOptions = {
  /** Path of the package to show first. */
  readonly package?: string;
  /** A free one when absent. */
  readonly port?: number;
};

/** The whole workbench behind an address for a browser on this computer. Rejects when the port is taken. */
export async function startWorkbenchHost(options: WorkbenchHostOptions): Promise<Host> {
  const version = await readProductVersion(new URL('../../package.json', import.meta.url));
  const workbench = createWorkbench({
    version,
    workerUrl: new URL('./worker.js', import.meta.url),
    electron: false,
    startup: options.package,
  });
  const firstFolder =
    options.package === undefined ? process.cwd() : path.dirname(path.resolve(options.package));
  const door = {
    'door.folder': createFolderPicker(workbench.handles, firstFolder),
    // A browser keeps its own language and colours.
    'door.preferences': async () => success({}),
  };
  const host = await startHost({
    run: withDoor(door, workbench.run),
    windowFiles: await listWindowFiles(fileURLToPath(new URL('../renderer/', import.meta.url))),
    onDocument: workbench.onDocument,
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  return {
    url: host.url,
    async close() {
      await host.close();
      await workbench.close();
    },
  };
}
