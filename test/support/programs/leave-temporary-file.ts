import { setTimeout as wait } from 'node:timers/promises';
import { writeAtomically } from '../../../main/files/atomic-write.ts';

/** Writes the file that its parameter names, and says so when half of it is written. It never gets further. */
await writeAtomically(process.argv[2] ?? '', {
  write: async (handle, temporaryPath) => {
    await handle.write('half');
    process.send?.(temporaryPath);
    await wait(600_000);
  },
  signal: { aborted: false },
});
