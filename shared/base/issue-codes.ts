/**
 * Every issue code and its severity. A code starts with the stage that finds it, is printed by every door of the
 * product, and never changes or goes away once released. Words are in shared/i18n under the same code.
 *
 * Stages: ZIP container bytes, OPC parts, block map and content types, XML text, MAN AppxManifest.xml,
 * FSM FilesystemMetadata.xml, STR StreamMap.xml, HIS PackageHistory.xml, REG Registry.dat, PRJ project files,
 * EDT editing and saving, IO reading and writing, USE wrong usage, BUG a defect of Packwright.
 */
export const issueSeverities = {
  // Container bytes
  'ZIP-EMPTY': 'error', // the file has no bytes
  'ZIP-NOT-ZIP': 'error', // no end of central directory record
  'ZIP-TRUNCATED': 'error', // a record or an entry's data lies beyond the end of the file
  'ZIP-TAIL': 'error', // end records damaged or contradicting each other
  'ZIP-MULTI-DISK': 'error', // split archive
  'ZIP-COMMENT': 'error', // archive comment or bytes after the end record
  'ZIP-ENTRY-COMMENT': 'error', // comment on an entry
  'ZIP-DIRECTORY': 'error', // central directory damaged: signature, sizes, count
  'ZIP-FLAGS': 'error', // general purpose flag bits that an AppX reader refuses
  'ZIP-METHOD': 'error', // compression method other than stored or deflate
  'ZIP-VERSION': 'error', // local header's version needed is neither 20 nor 45
  'ZIP-ZIP64': 'error', // Zip64 extra field missing, damaged or contradicting the header
  'ZIP-LOCAL-HEADER': 'error', // local header missing or contradicting the central directory
  'ZIP-DESCRIPTOR': 'error', // data descriptor missing or wrong
  'ZIP-OVERLAP': 'error', // two entries share bytes
  'ZIP-GAP': 'error', // bytes that belong to no entry
  'ZIP-CRC': 'error', // CRC-32 does not match the data
  'ZIP-SIZE': 'error', // the data is longer or shorter than the directory says
  'ZIP-DEFLATE': 'error', // the deflate stream is damaged
  'ZIP-BOMB-RATIO': 'error', // claims more than deflate can hold
  'ZIP-BOMB-TOTAL': 'error', // claims more bytes in all than the limit
  'ZIP-ENTRY-LIMIT': 'error', // more entries than the limit
  'ZIP-DUPLICATE': 'error', // two entries of exactly the same name
  'ZIP-DIRECTORY-ENTRY': 'error', // an entry that is a directory
  // Parts, block map, content types
  'OPC-NAME-SLIP': 'error', // absolute name, drive letter or a `..` segment
  'OPC-NAME-ENCODING': 'error', // not percent-encoded exactly as AppX wants
  'OPC-NAME-CHARACTER': 'error', // a character that Windows forbids
  'OPC-NAME-RESERVED': 'error', // device name, trailing dot or space, xn-- prefix, .rels below _rels
  'OPC-NAME-LENGTH': 'error', // a segment or the name is too long, or a segment is empty
  'OPC-NAME-CASE': 'error', // two names that differ only in letter case
  'OPC-NAME-FOLDER': 'error', // one part's name is a folder of another
  'OPC-PART-MISSING': 'error', // a footprint part is not there
  'OPC-PART-UNEXPECTED': 'warning', // a part that App-V packages do not have
  'OPC-BLOCKMAP-INVALID': 'error', // AppxBlockMap.xml does not follow its schema
  'OPC-BLOCKMAP-HASH-METHOD': 'error', // a hash method other than SHA-256
  'OPC-BLOCKMAP-EMPTY': 'error', // a block map without a file
  'OPC-BLOCKMAP-DUPLICATE': 'error', // two File elements of one name
  'OPC-BLOCKMAP-FOOTPRINT': 'error', // lists a part that a block map may not list
  'OPC-BLOCKMAP-ORDER': 'warning', // File elements are not in the order of the entries
  'OPC-NOT-IN-BLOCKMAP': 'error', // an entry without a File element
  'OPC-NOT-IN-ZIP': 'error', // a File element without an entry
  'OPC-FILE-SIZE': 'error', // File@Size does not match the entry
  'OPC-LFH-SIZE': 'error', // File@LfhSize does not match the local header
  'OPC-BLOCK-COUNT': 'error', // number of Block elements does not match File@Size
  'OPC-BLOCK-HASH': 'error', // the block's bytes do not have the hash of the block map
  'OPC-BLOCK-SIZE': 'error', // Block@Size is not where that block ends
  'OPC-BLOCK-SIZE-ON-STORED': 'error', // Block@Size on a stored file
  'OPC-BLOCK-SIZE-MISSING': 'error', // no Block@Size on a deflated file
  'OPC-BLOCK-SUM': 'error', // the sum of Block@Size does not match the compressed size
  'OPC-BLOCK-NOT-ISOLATED': 'error', // the block cannot be inflated without the blocks before it
  'OPC-CONTENT-TYPES-INVALID': 'error', // [Content_Types].xml does not follow its schema
  'OPC-CONTENT-TYPE-MISSING': 'error', // a part without a content type
  'OPC-CONTENT-TYPE-WRONG': 'error', // a footprint part with another content type than its own
  // XML text
  'XML-ENCODING': 'error', // bytes that are not text in the document's encoding, or an encoding we do not read
  'XML-DOCTYPE': 'error', // a document type declaration
  'XML-MALFORMED': 'error', // not well-formed
  'XML-LIMIT': 'error', // larger or deeper than the limits
  'XML-CONTENT': 'error', // a name or text to write that XML cannot hold
  'XML-EDIT': 'error', // an edit that does not fit the document or another edit
  // Parts of App-V
  'MAN-NOT-APPV': 'info', // an AppX or MSIX package, not an App-V package
  'MAN-INVALID': 'error', // root, identity or ids missing or of wrong form
  'FSM-INVALID': 'error', // FilesystemMetadata.xml of another form
  'STR-INVALID': 'error', // StreamMap.xml of another form
  'HIS-INVALID': 'error', // PackageHistory.xml of another form
  'REG-INVALID': 'error', // Registry.dat is not a registry hive
  'REG-NAME': 'error', // a key name that is empty, has a backslash or is there twice
  'REG-LIMIT': 'error', // a name, depth or size beyond what Windows takes
  // Package project and folder builds
  'PRJ-NOT-JSON': 'error', // the project file is not JSON
  'PRJ-INVALID': 'error', // the project file does not follow its schema
  'PRJ-SOURCE-MISSING': 'error', // a source folder or icon is not there
  'PRJ-SOURCE-EMPTY': 'error', // nothing to put into the package
  'PRJ-SOURCE-LIMIT': 'error', // more files than the limit
  'PRJ-SOURCE-ROOT': 'error', // the token path of a source is not one
  'PRJ-FILE-TWICE': 'error', // two sources give the same file
  'PRJ-NAME': 'error', // a file name that Windows forbids
  'PRJ-LINK': 'error', // a symbolic link or a special file in a source
  'PRJ-TARGET-IN-SOURCE': 'error', // the package would be written into its own source
  'PRJ-APPLICATION': 'error', // an application points to a file that is not in the package
  'PRJ-FEATURE-BLOCK': 'error', // the publishing feature block names a file that is not in the package
  // Editing and saving a package
  'EDT-INVALID': 'error', // an edit that does not follow the schema of edits
  'EDT-VALUE': 'error', // a value that its place cannot have
  'EDT-NOT-APPV': 'error', // an edit of something that only App-V packages have
  'EDT-PART-MISSING': 'error', // an edit names a file or folder that is not in the package
  'EDT-PART-EXISTS': 'error', // a file or folder of that name, letter case aside, is there already
  'EDT-PART-PLACE': 'error', // a part that edits of files do not reach: outside Root and Scripts
  'EDT-BRANCH-NAME': 'error', // a branch without a display name of its own
  'EDT-TARGET': 'error', // the target is the package itself, or a file that goes into it
  'EDT-DAMAGED': 'error', // the package has defects that a save would carry on
  'EDT-NOT-REPAIRABLE': 'error', // a defect that no repair can undo
  'EDT-STALE': 'error', // the edit was made on an older revision of the document
  'EDT-CHANGED-ON-DISK': 'error', // the package on the disk is not the one that was opened
  'EDT-JOURNAL': 'error', // a recovery journal that cannot be read, or is of another version of the package
  'EDT-SIGNATURE': 'warning', // a signature that does not fit what was saved
  'EDT-NETWORK': 'info', // the target is on a network, where clients may be streaming from it
  'EDT-STREAMING-RANGES': 'info', // ranges of a replaced file left the stream map: it is streamed whole
  // Reading and writing
  'IO-NOT-FOUND': 'error', // no such file or folder
  'IO-NOT-A-FILE': 'error', // a folder or device where a file is wanted
  'IO-NOT-A-FOLDER': 'error', // a file where a folder is wanted
  'IO-DENIED': 'error', // no permission
  'IO-FULL': 'error', // no space on the target
  'IO-EXISTS': 'error', // the target exists and is not replaced
  'IO-CHANGED': 'error', // a file changed or vanished while it was read
  'IO-READ': 'error', // another failure while reading
  'IO-WRITE': 'error', // another failure while writing
  'IO-READ-BACK': 'error', // what was written did not read back as it should
  'IO-CANCELLED': 'error', // stopped by the person or the caller
  'IO-DISCONNECTED': 'error', // the window lost the program behind it
  // Usage and defects
  'USE-COMMAND': 'error', // no such verb
  'USE-OPTION': 'error', // unknown option, or an option without its value
  'USE-ARGUMENT': 'error', // an argument is missing, too many, or of wrong form
  'USE-PART': 'error', // no such part in the package
  'USE-REQUEST': 'error', // an operation was asked for in a form that the contract does not know
  'USE-MORE': 'info', // further issues of one code that were counted, not listed
  'BUG-INTERNAL': 'error', // a defect of Packwright
} as const satisfies Record<`${Stage}-${string}`, 'error' | 'warning' | 'info'>;

type Stage =
  | 'ZIP'
  | 'OPC'
  | 'XML'
  | 'MAN'
  | 'FSM'
  | 'STR'
  | 'HIS'
  | 'REG'
  | 'PRJ'
  | 'EDT'
  | 'IO'
  | 'USE'
  | 'BUG';

export type IssueCode = keyof typeof issueSeverities;
