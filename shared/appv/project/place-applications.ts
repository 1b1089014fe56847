import { type Issue, issue } from '../../base/issue.ts';
import { type Result, failure, success } from '../../base/result.ts';
import type { PartName } from '../../opc/part-name.ts';
import { addFile, findFile, folderAt, type TreeFolder } from '../filesystem/package-tree.ts';
import type { ManifestApplication, ManifestShortcut } from '../manifest/manifest-content.ts';
import {
  formatTokenPath,
  isPackagePlace,
  packageSegments,
  parseTokenPath,
  partNameFromTokenPath,
  type TokenPath,
} from '../tokens/token-path.ts';
import type { PackageApplication, PackageProject, PackageShortcut } from './package-project.ts';
import type { SourceFile } from './scanned-source.ts';

export type PlacedApplications = {
  readonly applications: readonly ManifestApplication[];
  /** Parts that publishing needs: the icons of the shortcuts, then what the project adds; each once. */
  readonly publishing: readonly PartName[];
};

/** The icon files that a build has to find, relative to the project file, each once. */
export function projectIcons(project: PackageProject): readonly string[] {
  const shortcuts = (project.applications ?? []).flatMap((application) => application.shortcuts ?? []);
  const icons = shortcuts.flatMap(({ icon }) => (icon === undefined || icon.startsWith('[') ? [] : [icon]));
  return [...new Set(icons)];
}

/**
 * Checks the applications of a project against the files of the package and adds the icon files to it. An icon goes
 * beside the target under the name that the Sequencer gives it, `<target>.<n>.ico`; so it also does for a program of Windows,
 * whose folder then exists in the package for the icon alone [inferred].
 *
 * Issues: PRJ-APPLICATION, PRJ-SOURCE-MISSING (an icon that was not found), PRJ-FEATURE-BLOCK (a file of the publishing feature
 * block that is not in the package).
 */
export function placeApplications(
  project: PackageProject,
  tree: TreeFolder<SourceFile>,
  icons: readonly SourceFile[],
): Result<PlacedApplications> {
  const placing = new Placing(tree, icons);
  const applications = (project.applications ?? []).map((application) => placing.place(application));
  (project.publishingFeatureBlock ?? []).forEach((text, index) => placing.publish(text, index));
  if (placing.issues.length > 0) return failure(...placing.issues);
  return success({ applications, publishing: [...placing.publishing] });
}

class Placing {
  readonly issues: Issue[] = [];
  readonly publishing = new Set<PartName>();
  readonly #tree: TreeFolder<SourceFile>;
  readonly #icons: ReadonlyMap<string, SourceFile>;
  readonly #targets = new Set<string>();
  readonly #shortcuts = new Set<string>();

  constructor(tree: TreeFolder<SourceFile>, icons: readonly SourceFile[]) {
    this.#tree = tree;
    this.#icons = new Map(icons.map((icon) => [icon.relative, icon]));
  }

  place(application: PackageApplication): ManifestApplication {
    const target = this.#target(application.target);
    const targetInPackage = application.targetInPackage ?? true;
    const text = target === undefined ? application.target : formatTokenPath(target);
    if (target !== undefined) this.#checkTarget(target, text, targetInPackage);
    this.#once(this.#targets, text, 'two applications have this target');
    const placedIcons = new Map<string, string>();
    return {
      target: text,
      name: application.name,
      version: application.version,
      targetInPackage,
      shortcuts: (application.shortcuts ?? []).map((each) => this.#placeShortcut(each, target, placedIcons)),
    };
  }

  publish(text: string, index: number): void {
    const path = parseTokenPath(text);
    const file =
      path !== undefined && isPackagePlace(path) ? findFile(this.#tree, packageSegments(path)) : undefined;
    if (file !== undefined) this.publishing.add(file.path as PartName);
    else {
      const place = `$.publishingFeatureBlock[${index}]`;
      this.issues.push(issue('PRJ-FEATURE-BLOCK', { params: { path: place, name: text } }));
    }
  }

  #target(text: string): TokenPath | undefined {
    const path = this.#path(text);
    if (path?.segments.length !== 0) return path;
    this.#report(text, 'a token alone is no program');
    return undefined;
  }

  #checkTarget(target: TokenPath, text: string, targetInPackage: boolean): void {
    const isThere = findFile(this.#tree, packageSegments(target)) !== undefined;
    if (targetInPackage && !isThere) this.#report(text, 'no such file in the package');
    if (!targetInPackage && isThere)
      this.#report(text, 'the target is in the package, although the project says it is not');
  }

  #placeShortcut(
    shortcut: PackageShortcut,
    target: TokenPath | undefined,
    placedIcons: Map<string, string>,
  ): ManifestShortcut {
    const path = this.#path(shortcut.path);
    const file = path === undefined ? shortcut.path : formatTokenPath(path);
    if (!/[^\\]\.lnk$/i.test(file)) this.#report(file, 'a shortcut must end in .lnk');
    this.#once(this.#shortcuts, file, 'two shortcuts have this path');
    const directory =
      shortcut.workingDirectory === undefined ? undefined : this.#path(shortcut.workingDirectory);
    return {
      file,
      icon: shortcut.icon === undefined ? undefined : this.#icon(shortcut.icon, target, placedIcons),
      arguments: shortcut.arguments,
      workingDirectory: directory === undefined ? undefined : formatTokenPath(directory),
      description: shortcut.description,
      showCommand: shortcut.showCommand ?? 'normal',
    };
  }

  /** Token path of the icon; the same file is placed once for an application. */
  #icon(icon: string, target: TokenPath | undefined, placed: Map<string, string>): string {
    if (!/\.ico$/i.test(icon)) this.#report(icon, 'an icon must be an .ico file');
    if (icon.startsWith('[')) return this.#iconInPackage(icon);
    const known = placed.get(icon);
    if (known !== undefined || target === undefined) return known ?? icon;
    const file = this.#icons.get(icon);
    if (file === undefined) {
      this.issues.push(issue('PRJ-SOURCE-MISSING', { part: icon, params: { path: icon } }));
      return icon;
    }
    const text = this.#addIcon(file, target);
    placed.set(icon, text);
    return text;
  }

  #iconInPackage(icon: string): string {
    const path = this.#path(icon);
    if (path === undefined) return icon;
    const file = findFile(this.#tree, packageSegments(path));
    if (file === undefined) this.#report(icon, 'no such file in the package');
    else this.publishing.add(file.path as PartName);
    return formatTokenPath(path);
  }

  /** The first free `<target>.<n>.ico`. */
  #addIcon(file: SourceFile, target: TokenPath): string {
    const name = target.segments.at(-1) ?? '';
    const folders = target.segments.slice(0, -1);
    const folder = folderAt(this.#tree, packageSegments({ ...target, segments: folders }).slice(1));
    if (folder === undefined) return file.relative; // the target has been reported: its folder is a file
    for (let number = 0; ; number++) {
      const iconName = `${name}.${number}.ico`;
      if (addFile(folder, iconName, file) !== undefined) continue;
      this.publishing.add(`${folder.path}/${iconName}` as PartName);
      return formatTokenPath({ ...target, segments: [...folders, iconName] });
    }
  }

  #path(text: string): TokenPath | undefined {
    const path = parseTokenPath(text);
    if (path === undefined || !isPackagePlace(path)) {
      this.#report(text, 'no path that begins with a token');
      return undefined;
    }
    const isName = partNameFromTokenPath(path).ok;
    if (!isName) this.#report(text, 'Windows does not allow this name');
    return isName ? path : undefined;
  }

  #once(seen: Set<string>, text: string, reason: string): void {
    const key = text.toUpperCase();
    if (seen.has(key)) this.#report(text, reason);
    seen.add(key);
  }

  #report(name: string, reason: string): void {
    this.issues.push(issue('PRJ-APPLICATION', { params: { name, reason } }));
  }
}
