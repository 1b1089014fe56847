import { ownMark } from '../../../main/files/process-mark.ts';

/** Says by what it is known, and ends soon. */
process.send?.(await ownMark());
setTimeout(() => process.exit(), 200);
