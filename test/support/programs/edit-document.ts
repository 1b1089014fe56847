import { createDocumentSessions } from '../../../main/documents/document-sessions.ts';
import { issuesFromError } from '../../../main/files/io-issue.ts';
import type { PackageEdit } from '../../../shared/appv/edits/package-edit.ts';

/**
 * Opens the package that its parameter names and says which state it has; then makes the edits that it is sent, one
 * message a list, and says what came of each.
 */
const opened = await createDocumentSessions(() => Date.now()).open(process.argv[2] ?? '');
process.send?.(opened.ok ? opened.value.state() : opened.issues);
process.on('message', (edits: readonly PackageEdit[]) => {
  if (!opened.ok) return;
  opened.value.edit(edits).then(
    (result) => process.send?.(result),
    (error: unknown) => process.send?.({ ok: false, issues: issuesFromError(error) }),
  );
});
