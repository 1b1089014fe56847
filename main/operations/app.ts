import { success } from '../../shared/base/result.ts';
import type { OperationHandlers } from '../../shared/contract/operations.ts';
import type { OperationServices } from './services.ts';

export function createAppOperations({
  version,
  electron,
  startup,
}: OperationServices): Pick<OperationHandlers, 'app.info'> {
  return { 'app.info': async () => success({ version, electron, startup }) };
}
