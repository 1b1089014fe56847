import { type ExitCode, exitCodes } from '../exit-code.ts';
import { present } from '../run-verb.ts';
import type { VerbContext } from '../verb-context.ts';
import { packageArgument, serveWindow } from './serve.ts';

/** Opens the application's window, or where there is none a browser tab that lives as long as this command. */
export async function runOpen(context: VerbContext): Promise<ExitCode> {
  const packagePath = await packageArgument(context);
  if (!packagePath.ok) return present(context, packagePath, { show: () => [] });
  if (await context.services.openWindow(packagePath.value)) {
    return context.json
      ? present(context, { ok: true, value: {}, issues: [] }, { show: () => [] })
      : exitCodes.done;
  }
  return serveWindow(context, { packagePath: packagePath.value }, true);
}
