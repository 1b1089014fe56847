import { runOperation } from '../operations/run-operation.ts';
import type { Workbench } from '../operations/workbench.ts';
import type { CommandLineOperations } from './verb-context.ts';

/** The command line's door to the operations: paths become handles, as for every other door. */
export function connectOperations({ handles, handlers }: Workbench): CommandLineOperations {
  return {
    file: (path) => handles.add(path),
    run: (name, input, context) => runOperation(handlers, name, input, context),
  };
}
