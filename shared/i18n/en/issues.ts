import type { IssueCode } from '../../base/issue-codes.ts';
import type { IssueText } from '../issue-text.ts';

const notAPackage =
  'Nothing can be read from it. Check that this is the file you meant, and copy or download it again.';
const damaged =
  'The package was damaged after it was written, or its writer was faulty. Take a good copy, or build it again.';
const refused =
  'By the documented rules a client refuses the package. Build it again with a tool that follows them, such as Packwright.';
const dangerous = 'Such a package was made by hand or to do harm. Do not publish it.';
const hive = 'Without it the package has no virtual registry. Sequence or build the package again.';

/** The words of every issue in English. They are also the `message` of `--json`, so scripts may show them. */
export const issueTexts = {
  'ZIP-EMPTY': { message: 'The file has no bytes.', meaning: notAPackage },
  'ZIP-NOT-ZIP': {
    message: 'The file is not a package: it has no ZIP directory at its end[[ ({{reason}})]].',
    meaning: notAPackage,
  },
  'ZIP-TRUNCATED': {
    message:
      '[[{{name}} lies beyond the end of the file. ]]The file is cut off[[: {{expected}} bytes are needed, {{actual}} are there]].',
    meaning: 'The copy or download did not finish. Copy the package again.',
  },
  'ZIP-TAIL': {
    message: 'The records at the end of the file are damaged or contradict each other[[: {{reason}}]].',
    meaning: damaged,
  },
  'ZIP-MULTI-DISK': {
    message: 'The archive says that it is split over several files.',
    meaning: 'A package is always one file. Build it again.',
  },
  'ZIP-COMMENT': {
    message:
      'There are bytes after the end record of the archive, or it has a comment[[ ({{actual}} bytes)]].',
    meaning: refused,
  },
  'ZIP-ENTRY-COMMENT': { message: 'An entry of the archive has a comment.', meaning: refused },
  'ZIP-DIRECTORY': {
    message:
      'The central directory of the archive is damaged[[: {{reason}}]][[ (expected {{expected}}, found {{actual}})]].',
    meaning: damaged,
  },
  'ZIP-FLAGS': {
    message: 'The entry has general purpose flags that a package may not have[[ ({{actual}})]].',
    meaning: `Encrypted entries and some special forms of ZIP are not allowed in a package. ${refused}`,
  },
  'ZIP-METHOD': {
    message: 'The entry is compressed by a method other than stored and deflate[[ (method {{actual}})]].',
    meaning: refused,
  },
  'ZIP-VERSION': {
    message: 'The local header asks for a version of ZIP other than 2.0 and 4.5[[ ({{actual}})]].',
    meaning: refused,
  },
  'ZIP-ZIP64': {
    message: 'The Zip64 fields of the entry are missing, damaged or contradict its header[[: {{reason}}]].',
    meaning: damaged,
  },
  'ZIP-LOCAL-HEADER': {
    message:
      'The local header of the entry is missing or does not agree with the central directory[[: {{reason}}]][[ (expected {{expected}}, found {{actual}})]].',
    meaning: damaged,
  },
  'ZIP-DESCRIPTOR': {
    message:
      'The data descriptor after the entry is missing or wrong[[: {{reason}}]][[ (expected {{expected}}, found {{actual}})]].',
    meaning: damaged,
  },
  'ZIP-OVERLAP': { message: 'The entry shares bytes with another entry[[, {{other}}]].', meaning: dangerous },
  'ZIP-GAP': {
    message: 'There are bytes in the file that belong to no entry[[ ({{actual}} bytes)]].',
    meaning: `They are not covered by any hash. ${refused}`,
  },
  'ZIP-CRC': {
    message:
      'The data does not have the CRC-32 that the archive gives[[ (expected {{expected}}, found {{actual}})]].',
    meaning: damaged,
  },
  'ZIP-SIZE': {
    message:
      'The data is not as long as the archive says[[ (expected {{expected}} bytes, found {{actual}})]].',
    meaning: damaged,
  },
  'ZIP-DEFLATE': { message: 'The compressed data is damaged and cannot be inflated.', meaning: damaged },
  'ZIP-BOMB-RATIO': {
    message:
      'The entry claims to hold more than its compressed bytes can[[ ({{actual}} bytes out of {{expected}})]][[; the limit is {{limit}} to 1]].',
    meaning: dangerous,
  },
  'ZIP-BOMB-TOTAL': {
    message:
      'The package claims to hold more bytes than Packwright accepts[[ ({{actual}})]][[; the limit is {{limit}} bytes]].',
    meaning: dangerous,
  },
  'ZIP-ENTRY-LIMIT': {
    message:
      'The package has more entries than Packwright accepts[[ ({{actual}})]][[; the limit is {{limit}}]].',
  },
  'ZIP-DUPLICATE': {
    message: 'Two entries have this name.',
    meaning: `Which of the two a reader takes is a matter of chance. ${refused}`,
  },
  'ZIP-DIRECTORY-ENTRY': {
    message: 'The entry is a directory.',
    meaning: `A package keeps its empty folders in FilesystemMetadata.xml, never as entries. ${refused}`,
  },

  'OPC-NAME-SLIP': {
    message:
      'The name leads out of the package: it is absolute, has a drive letter or goes up with “..”[[ ({{name}})]].',
    meaning: dangerous,
  },
  'OPC-NAME-ENCODING': {
    message:
      'The name of the entry is not percent-encoded as a package wants it[[: {{actual}}]][[ should be {{expected}}]].',
    meaning: 'A reader that follows the rules does not find this file. Build the package again.',
  },
  'OPC-NAME-CHARACTER': {
    message: 'The name has a character that Windows does not allow[[: {{name}}]].',
    meaning: 'The file cannot exist on a client. Rename it and build again.',
  },
  'OPC-NAME-RESERVED': {
    message: 'The name is reserved in Windows or in packages[[: {{name}}]][[ ({{reason}})]].',
    meaning:
      'Device names such as CON, names that end in a dot or a space, and names that start with xn-- cannot be packaged. Rename the file.',
  },
  'OPC-NAME-LENGTH': {
    message:
      'A name is too long, or a part of it is empty[[: {{name}}]][[; the limit is {{limit}} characters]].',
    meaning: 'Shorten the names of the folders or of the file.',
  },
  'OPC-NAME-CASE': {
    message: 'Two names differ only in upper and lower case[[: {{other}}]].',
    meaning: 'Windows takes both for one file, so one of them is lost on a client.',
  },
  'OPC-NAME-FOLDER': {
    message: 'One file has the name of a folder of another[[: {{other}}]].',
    meaning: 'They cannot both exist on a client.',
  },
  'OPC-PART-MISSING': {
    message: 'A part that every package has is missing[[: {{name}}]].',
    meaning: 'A client cannot add the package without it. Build or sequence the package again.',
  },
  'OPC-PART-UNEXPECTED': {
    message: 'App-V packages do not have this part[[: {{name}}]].',
    meaning: 'Clients are expected to ignore it; another tool may have left it there.',
  },
  'OPC-BLOCKMAP-INVALID': {
    message: 'AppxBlockMap.xml does not follow its schema[[ at {{name}}]][[: {{reason}}]].',
    meaning: refused,
  },
  'OPC-BLOCKMAP-HASH-METHOD': {
    message: 'The block map uses a hash method other than SHA-256[[ ({{actual}})]].',
    meaning: 'Packwright cannot check its blocks, and no App-V package with another method is known.',
  },
  'OPC-BLOCKMAP-EMPTY': { message: 'The block map lists no file.', meaning: refused },
  'OPC-BLOCKMAP-DUPLICATE': {
    message: 'The block map lists this file twice[[: {{name}}]].',
    meaning: refused,
  },
  'OPC-BLOCKMAP-FOOTPRINT': {
    message: 'The block map lists a part that it may not list[[: {{name}}]].',
    meaning: refused,
  },
  'OPC-BLOCKMAP-ORDER': {
    message:
      'The block map does not list the files in the order in which they are stored[[ (expected {{expected}}, found {{name}})]].',
    meaning:
      'Every package seen so far keeps one order. A client may still accept it; build again to be sure.',
  },
  'OPC-NOT-IN-BLOCKMAP': {
    message: 'The file is in the package but not in its block map.',
    meaning: `No hash protects it. ${refused}`,
  },
  'OPC-NOT-IN-ZIP': {
    message: 'The block map lists a file that the package does not have[[: {{name}}]].',
    meaning: refused,
  },
  'OPC-FILE-SIZE': {
    message:
      'File@Size of the block map is not the size of the file[[ (block map {{actual}}, file {{expected}})]].',
    meaning: refused,
  },
  'OPC-LFH-SIZE': {
    message:
      'File@LfhSize of the block map is not the size of the local header[[ (block map {{actual}}, header {{expected}})]].',
    meaning: 'A client that streams the package looks for its blocks in the wrong place.',
  },
  'OPC-BLOCK-COUNT': {
    message:
      'The number of blocks does not fit the size of the file[[ (expected {{expected}}, found {{actual}})]].',
    meaning: refused,
  },
  'OPC-BLOCK-HASH': {
    message:
      'The bytes of this block do not have the hash that the block map gives[[ (expected {{expected}}, found {{actual}})]].',
    meaning: `A client refuses the block when it reads it, so the application fails there. ${damaged}`,
  },
  'OPC-BLOCK-SIZE': {
    message: 'Block@Size is not where this block ends[[ (block map {{actual}}, data {{expected}})]].',
    meaning: 'A client that streams the package reads the wrong bytes for this block and the ones after it.',
  },
  'OPC-BLOCK-SIZE-ON-STORED': {
    message: 'The file is stored, yet its blocks have a Block@Size.',
    meaning: refused,
  },
  'OPC-BLOCK-SIZE-MISSING': {
    message: 'The file is compressed, yet a block has no Block@Size.',
    meaning: 'A client that streams the package cannot find its blocks.',
  },
  'OPC-BLOCK-SUM': {
    message:
      'The sizes of the blocks do not add up to the compressed size of the file[[ (blocks {{actual}}, file {{expected}})]].',
    meaning: refused,
  },
  'OPC-BLOCK-NOT-ISOLATED': {
    message: 'The block cannot be inflated without the blocks before it.',
    meaning:
      'A client that streams the package cannot use the block by itself. The package was made with an ordinary ZIP tool; build it again.',
  },
  'OPC-CONTENT-TYPES-INVALID': {
    message: '[Content_Types].xml does not follow its schema[[ at {{name}}]][[: {{reason}}]].',
    meaning: refused,
  },
  'OPC-CONTENT-TYPE-MISSING': {
    message: '[Content_Types].xml gives no content type for this part.',
    meaning: 'By the packaging rules such a part does not belong to the package. Build it again.',
  },
  'OPC-CONTENT-TYPE-WRONG': {
    message:
      '[Content_Types].xml gives this part a wrong content type[[ (expected {{expected}}, found {{actual}})]].',
    meaning: refused,
  },

  'XML-ENCODING': {
    message:
      'The text is not in the encoding that it says, or in one that Packwright does not read[[ ({{actual}})]][[: {{reason}}]].',
    meaning: 'Save the file as UTF-8 or UTF-16.',
  },
  'XML-DOCTYPE': {
    message: 'The document has a document type declaration (DOCTYPE).',
    meaning: 'Packwright refuses them because they can pull in other files. No package needs one; remove it.',
  },
  'XML-MALFORMED': {
    message: 'The document is not well-formed XML[[: {{reason}}]][[ ({{name}})]].',
    meaning: damaged,
  },
  'XML-LIMIT': {
    message:
      'The document is larger or deeper than Packwright accepts[[: {{reason}}]][[ (limit {{limit}})]].',
  },
  'XML-CONTENT': {
    message: 'XML cannot hold this name or text[[: {{reason}}]][[ ({{name}})]].',
  },
  'XML-EDIT': {
    message: 'This change does not fit the document or another change[[: {{reason}}]][[ ({{name}})]].',
  },

  'MAN-NOT-APPV': {
    message: 'This is an AppX or MSIX package, not an App-V package.',
    meaning:
      'Its container is checked all the same. It has no App-V identity, so an App-V client cannot add it.',
  },
  'MAN-INVALID': {
    message: 'AppxManifest.xml does not have what a manifest must have[[: {{reason}}]][[ ({{name}})]].',
    meaning: 'A client cannot add the package. Correct the manifest or sequence the package again.',
  },
  'FSM-INVALID': {
    message: 'FilesystemMetadata.xml does not have its documented form[[: {{reason}}]].',
    meaning: 'A client may not show folders and short names as they were sequenced.',
  },
  'STR-INVALID': {
    message: 'StreamMap.xml does not have its documented form[[: {{reason}}]].',
    meaning: 'A client may stream the package in another order than was meant.',
  },
  'HIS-INVALID': {
    message: 'PackageHistory.xml does not have its documented form[[: {{reason}}]].',
    meaning: 'The record of who made the package when is lost; the package itself is not affected.',
  },
  'REG-INVALID': {
    message: 'Registry.dat is not a registry hive[[: {{reason}}]].',
    meaning: hive,
  },
  'REG-NAME': {
    message: 'A key of the registry has a name that it cannot have[[: {{name}}]][[ ({{reason}})]].',
  },
  'REG-LIMIT': {
    message:
      'What is to be written to Registry.dat is beyond what Windows takes[[: {{name}}]][[ ({{reason}})]][[; the limit is {{limit}}]].',
  },

  'PRJ-NOT-JSON': {
    message: 'The project file is not JSON[[: {{reason}}]].',
    meaning: 'Correct the file at the place given; an editor that knows JSON shows it.',
  },
  'PRJ-INVALID': {
    message: 'The project file does not follow its schema[[ at {{path}}]][[: {{reason}}]].',
    meaning: 'The schema is assets/schemas/package.schema.json.',
  },
  'PRJ-SOURCE-MISSING': {
    message: 'A folder or file that the project names is not there[[: {{path}}]].',
    meaning: 'Paths in a project file are relative to the project file.',
  },
  'PRJ-SOURCE-EMPTY': {
    message: 'There is nothing to put into the package[[: {{path}} is empty or all of it is excluded]].',
  },
  'PRJ-SOURCE-LIMIT': {
    message: 'The source has more files than Packwright accepts[[; the limit is {{limit}}]].',
  },
  'PRJ-SOURCE-ROOT': {
    message: 'This is not a path that starts with an App-V token[[: {{name}}]][[ ({{reason}})]].',
    meaning: 'Write it like [{ProgramFilesX64}]\\Contoso\\Notes.',
  },
  'PRJ-FILE-TWICE': {
    message: 'Two sources give the same file[[: {{name}}]][[ and {{other}}]].',
    meaning: 'Windows takes names that differ only in upper and lower case for one. Exclude one of the two.',
  },
  'PRJ-NAME': {
    message: 'Windows does not allow this file name[[: {{name}}]][[ ({{reason}})]].',
    meaning: 'Rename the file or exclude it.',
  },
  'PRJ-LINK': {
    message: 'The source holds a symbolic link, a junction or a special file[[: {{path}}]].',
    meaning:
      'It could lead out of the source, so it is neither followed nor packaged. Exclude it, or put the file itself there.',
  },
  'PRJ-TARGET-IN-SOURCE': {
    message: 'The package would be written into the folder that it is made from[[: {{path}}]].',
    meaning: 'The next build would package the package. Choose another place with -o.',
  },
  'PRJ-FEATURE-BLOCK': {
    message:
      'The publishing feature block names a file that is not in the package[[: {{name}}]][[ (at {{path}})]].',
    meaning: 'A client could not fetch it when it publishes the package. Correct the path, or add the file.',
  },
  'PRJ-APPLICATION': {
    message: 'An application points to a file that is not in the package[[: {{name}}]][[ ({{reason}})]].',
    meaning: 'Its shortcut would start nothing. Correct the target, or add the file.',
  },

  'EDT-INVALID': {
    message: 'The edit does not follow the schema of edits[[ at {{path}}]][[: {{reason}}]].',
    meaning: 'Nothing was changed. packwright edit --schema prints the schema.',
  },
  'EDT-VALUE': {
    message: 'This value is not possible[[ for {{name}}]][[: {{actual}}]][[ ({{reason}})]].',
    meaning: 'Nothing was changed.',
  },
  'EDT-NOT-APPV': {
    message: 'Only an App-V package has this[[: {{name}}]].',
    meaning:
      'The package is an AppX or MSIX package. Its properties can be edited and saved as the same version, its files and ids cannot.',
  },
  'EDT-PART-MISSING': {
    message: 'The package has no such file or folder[[: {{name}}]][[ ({{reason}})]].',
    meaning: 'Nothing was changed. Names start with Root/ or Scripts/.',
  },
  'EDT-PART-EXISTS': {
    message: 'The package has a file or folder of this name already[[: {{name}}]][[ ({{other}})]].',
    meaning: 'Windows does not tell names apart that differ only in letter case. Nothing was changed.',
  },
  'EDT-PART-PLACE': {
    message: 'This place cannot be edited[[: {{name}}]][[ ({{reason}})]].',
    meaning:
      'Edits reach files and folders below Root and Scripts. The other parts describe the package and follow by themselves.',
  },
  'EDT-BRANCH-NAME': {
    message: 'A branch needs a display name of its own.',
    meaning: 'Two packages of one name cannot be told apart on a client. Set properties.displayName.',
  },
  'EDT-TARGET': {
    message: 'The target is a file that the package is made from[[: {{path}}]].',
    meaning:
      'A package is never overwritten by its own edits, so that it is still there if they are wrong. Name another file.',
  },
  'EDT-DAMAGED': {
    message: 'The package is damaged and saving would carry the damage on[[: {{reason}}]].',
    meaning:
      'Nothing was written. packwright verify tells the damage, packwright repair undoes what can be undone.',
  },
  'EDT-NOT-REPAIRABLE': {
    message: 'This cannot be repaired[[: {{reason}}]].',
    meaning:
      'The bytes themselves are lost or in doubt. Take the package from where it is intact, or build it again.',
  },
  'EDT-STALE': {
    message: 'The document has been changed meanwhile.',
    meaning: 'Nothing was changed. Look at it as it is now and edit again.',
  },
  'EDT-CHANGED-ON-DISK': {
    message: 'The package has been changed by another program since it was opened[[: {{path}}]].',
    meaning: 'Nothing was written. Open it again; edits that were not saved are kept for this version only.',
  },
  'EDT-JOURNAL': {
    message: 'Edits that were not saved cannot be brought back[[: {{reason}}]].',
    meaning:
      'They were made on another version of the package, or their record is damaged. The package is as it was.',
  },
  'EDT-SIGNATURE': {
    message: 'The signature of the package does not fit what was saved.',
    meaning: 'It is kept as it was. Sign the package again, or computers that check signatures refuse it.',
  },
  'EDT-NETWORK': {
    message: 'The package is on a network[[: {{path}}]].',
    meaning: 'Clients may be streaming from a file there. Give each version a file name of its own.',
  },
  'EDT-STREAMING-RANGES': {
    message: 'The stream map named ranges of the file that was replaced; it names the whole file now.',
    meaning:
      'The ranges were those of the old bytes. Clients download all of the file with its feature block.',
  },
  'IO-NOT-FOUND': { message: 'No such file or folder[[: {{path}}]].' },
  'IO-NOT-A-FILE': { message: 'This is a folder or a device, and a file is wanted[[: {{path}}]].' },
  'IO-NOT-A-FOLDER': { message: 'This is a file, and a folder is wanted[[: {{path}}]].' },
  'IO-DENIED': {
    message: 'No permission[[: {{path}}]].',
    meaning: 'Check the rights of the file and of its folder.',
  },
  'IO-FULL': {
    message: 'There is no space left on the target[[: {{path}}]].',
    meaning: 'What was there before is untouched. Free some space and try again.',
  },
  'IO-EXISTS': {
    message: 'This already exists and is not replaced[[: {{path}}]][[ ({{reason}})]].',
    meaning:
      'Choose another name or move it away first; on the command line, edit and repair replace it with --overwrite. A project file holds the PackageId: keep it.',
  },
  'IO-CHANGED': {
    message: 'The file changed or vanished while it was read[[: {{path}}]].',
    meaning: 'Nothing was written. Try again when nobody works on it.',
  },
  'IO-READ': { message: 'Reading failed[[: {{path}}]][[ ({{reason}})]].' },
  'IO-WRITE': {
    message: 'Writing failed[[: {{path}}]][[ ({{reason}})]].',
    meaning: 'What was there before is untouched.',
  },
  'IO-READ-BACK': {
    message: 'What was written did not read back as it should[[: {{path}}]][[ ({{reason}})]].',
    meaning:
      'The new file was thrown away and what was there before is untouched. Check the disk or the share.',
  },
  'IO-CANCELLED': { message: 'Cancelled. What was there before is untouched.' },
  'IO-DISCONNECTED': {
    message: 'The window has lost its connection to Packwright.',
    meaning: 'Packwright was stopped, or the computer slept. The window tries again by itself.',
  },

  // Each finder of a usage issue fills the params of one of the sentences; the others are left out.
  'USE-COMMAND': {
    message:
      '[[There is no command {{name}}.]][[ Did you mean {{other}}?]][[A command is missing: {{expected}}.]]',
  },
  'USE-OPTION': {
    message:
      '[[There is no option {{name}}.]][[ Did you mean {{other}}?]][[Option {{missing}} needs a value.]][[Option {{flag}} takes no value.]][[Option {{twice}} is given twice.]][[Option {{foreign}} does not belong to {{verb}}.]]',
  },
  'USE-ARGUMENT': {
    message:
      '[[{{missing}} is missing.]][[Port {{port}} is taken or not allowed.]][[{{extra}} is one argument too many.]][[{{actual}} is not possible for {{name}}; possible is: {{expected}}.]][[{{name}}: {{reason}}.]]',
  },
  'USE-PART': {
    message: 'The package has no such part[[: {{name}}]].',
    meaning: 'Part names are written with / and in the letter case of the package, such as Root/VFS/….',
  },
  'USE-REQUEST': {
    message: 'The request is not one that Packwright knows[[: {{operation}}]][[ ({{reason}})]].',
  },
  'USE-MORE': { message: '[[{{count}} ]]more issues of the same kind[[ ({{name}})]] are not listed.' },
  'BUG-INTERNAL': {
    message: 'Packwright met a defect of its own[[: {{reason}}]].',
    meaning: 'Nothing that existed was changed. Please report it with the command that you gave.',
  },
} as const satisfies Record<IssueCode, IssueText>;
