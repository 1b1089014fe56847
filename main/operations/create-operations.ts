import type { OperationHandlers } from '../../shared/contract/operations.ts';
import { createAppOperations } from './app.ts';
import { createBuildOperations } from './build.ts';
import { createDocumentOperations } from './document.ts';
import { createEditOperations } from './edit-package.ts';
import { createPackageOperations } from './package.ts';
import type { OperationServices } from './services.ts';

/** Everything that the contract promises. */
export function createOperations(services: OperationServices): OperationHandlers {
  return {
    ...createAppOperations(services),
    ...createDocumentOperations(services),
    ...createPackageOperations(services),
    ...createEditOperations(services),
    ...createBuildOperations(services),
  };
}
