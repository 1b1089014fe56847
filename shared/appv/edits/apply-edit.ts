import { assertNever } from '../../base/assert.ts';
import { type Issue, issue } from '../../base/issue.ts';
import { failure, type Result, success } from '../../base/result.ts';
import { scrubHistory } from '../history/edit-history.ts';
import { setManifestSetting } from '../manifest/edit-manifest.ts';
import { addFile, removeFile, renameFile, replaceFile, setFeatureBlock } from './edit-files.ts';
import { addFolder, removeFolder, renameFolder, setFolderMode } from './edit-folders.ts';
import type { PackageDocument } from './package-document.ts';
import type { PackageEdit } from './package-edit.ts';

/**
 * Applies one edit. The document that it is given is not changed, and is the answer when the edit changes nothing.
 *
 * Files and folders follow Windows: names that differ only in letter case are one, folders keep the spelling that they
 * have, and a folder that loses its last file stays as an empty one (in `Scripts`, and where the folder exists without
 * the application, it goes). `Root`, `Root/VFS` and `Scripts` can be neither removed nor renamed.
 *
 * Issues: EDT-VALUE, EDT-NOT-APPV, XML-* and MAN-INVALID of setManifestSetting; EDT-NOT-APPV for an edit of the files of an
 * AppX package; EDT-PART-MISSING, EDT-PART-EXISTS, EDT-PART-PLACE, OPC-NAME-* for names; EDT-VALUE for `merge` on a folder
 * that overrides only because one above it does; EDT-PART-MISSING for what only FilesystemMetadata.xml could say, without one;
 * those of scrubHistory for a history that cannot be read.
 */
export function applyEdit(document: PackageDocument, edit: PackageEdit): Result<PackageDocument> {
  switch (edit.kind) {
    case 'set': {
      const manifest = setManifestSetting(document.manifest, edit.path, edit.value);
      if (!manifest.ok) return manifest;
      return manifest.value === document.manifest
        ? success(document)
        : success({ ...document, manifest: manifest.value }, manifest.issues);
    }
    case 'scrubHistory':
      return withScrubbedHistory(document);
    default:
      return document.opened.manifest.kind === 'appv'
        ? applyFileEdit(document, edit)
        : failure(issue('EDT-NOT-APPV', editedPart(edit)));
  }
}

/**
 * Applies edits one after the other, all of them or none. Issues: those of applyEdit, which say in `path` which of the edits
 * they are about (`edits[3]`).
 */
export function applyEdits(
  document: PackageDocument,
  edits: readonly PackageEdit[],
): Result<PackageDocument> {
  let edited = document;
  const notes: Issue[] = [];
  for (const [index, edit] of edits.entries()) {
    const result = applyEdit(edited, edit);
    const issues = result.issues.map((each) => ({
      ...each,
      params: { ...each.params, path: `edits[${index}]` },
    }));
    if (!result.ok) return failure(...issues);
    notes.push(...issues);
    edited = result.value;
  }
  return success(edited, notes);
}

type FileEdit = Exclude<PackageEdit, { readonly kind: 'set' | 'scrubHistory' }>;

function applyFileEdit(document: PackageDocument, edit: FileEdit): Result<PackageDocument> {
  switch (edit.kind) {
    case 'addFile':
      return addFile(document, edit.part, edit.file);
    case 'replaceFile':
      return replaceFile(document, edit.part, edit.file);
    case 'removeFile':
      return removeFile(document, edit.part);
    case 'renameFile':
      return renameFile(document, edit.part, edit.to);
    case 'addFolder':
      return addFolder(document, edit.folder);
    case 'removeFolder':
      return removeFolder(document, edit.folder);
    case 'renameFolder':
      return renameFolder(document, edit.folder, edit.to);
    case 'setFolderMode':
      return setFolderMode(document, edit.folder, edit.mode);
    case 'setFeatureBlock':
      return setFeatureBlock(document, edit.part, edit.block);
    case 'setFullLoad': {
      // What it was is no change.
      const fullLoad = edit.value === document.opened.streamed.loadAll ? null : edit.value;
      return success(fullLoad === document.fullLoad ? document : { ...document, fullLoad });
    }
    default:
      return assertNever(edit);
  }
}

function editedPart(edit: FileEdit): Pick<Issue, 'part' | 'params'> {
  if (edit.kind === 'setFullLoad') return { params: { name: 'LoadAll' } };
  const name = 'part' in edit ? edit.part : edit.folder;
  return { part: name, params: { name } };
}

/** A history without such names, or none at all, stays as it is. */
function withScrubbedHistory(document: PackageDocument): Result<PackageDocument> {
  const { packageHistory } = document.base;
  if (document.scrubHistory || packageHistory === null) return success(document);
  const scrubbed = scrubHistory(packageHistory);
  if (!scrubbed.ok) return scrubbed;
  return success(scrubbed.value === packageHistory ? document : { ...document, scrubHistory: true });
}
