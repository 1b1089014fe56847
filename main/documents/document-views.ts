import { documentOverview } from '../../shared/appv/edits/document-overview.ts';
import type { PackageDocument } from '../../shared/appv/edits/package-document.ts';
import type { PackageOverview } from '../../shared/appv/overview/package-overview.ts';
import { editedFiles } from './edited-files.ts';
import type { FileTree } from './file-tree.ts';
import type { OpenedPackage } from './open-for-editing.ts';
import { packageFiles } from './package-files.ts';

/**
 * What windows ask about a document, made when it is asked for and kept until it is old. The document is `undefined` when
 * there is only something to look at.
 */
export type DocumentViews = {
  overview(opened: OpenedPackage, document: PackageDocument | undefined): PackageOverview;
  files(opened: OpenedPackage, document: PackageDocument | undefined): FileTree;
};

export function createDocumentViews(): DocumentViews {
  return {
    overview: remember(
      (before, after) => before === after,
      (opened, document) => (document === undefined ? opened.overview : documentOverview(document, opened)),
    ),
    files: remember(hasSameFiles, (opened, document) =>
      document === undefined ? packageFiles(opened) : editedFiles(document, opened),
    ),
  };
}

/** Whether two documents of one package look the same in a list of files. */
export function hasSameFiles(before: PackageDocument, after: PackageDocument): boolean {
  return before.tree === after.tree && before.fullLoad === after.fullLoad;
}

type Make<View> = (opened: OpenedPackage, document: PackageDocument | undefined) => View;

/** What is not edited looks as the package does, also where the parts of the package contradict each other. */
function remember<View>(
  isSame: (before: PackageDocument, after: PackageDocument) => boolean,
  make: Make<View>,
): Make<View> {
  let last:
    | { readonly opened: OpenedPackage; readonly document?: PackageDocument; readonly view: View }
    | undefined;
  return (opened, document) => {
    const unedited = opened.document.ok ? opened.document.value : undefined;
    const shown = document ?? unedited;
    const known = last?.opened === opened ? last : undefined;
    if (
      known !== undefined &&
      (shown === undefined || (known.document !== undefined && isSame(known.document, shown)))
    )
      return known.view;
    const isEdited = shown !== undefined && unedited !== undefined && !isSame(unedited, shown);
    const view = make(opened, isEdited ? shown : undefined);
    last = { opened, view, ...(shown === undefined ? {} : { document: shown }) };
    return view;
  };
}
