"""The AppX container profile, rebuilt in Python from the written format alone.

It shares no code and no author with the product's writer: what this script believes about the format is what
the tests hold the product against. Everything is deterministic; sizes and offsets are in bytes.

A package is a list of `Part`; `build` turns it into a `Package`, whose `layout` says where each record and each
block ended up, so that a defect can be patched into the bytes and expected at exactly that place.
"""

import base64
import functools
import hashlib
import struct
import zlib
from dataclasses import dataclass, field
from typing import Callable, Optional
from xml.sax.saxutils import escape

BLOCK = 65536
MANIFEST = "AppxManifest.xml"
BLOCK_MAP = "AppxBlockMap.xml"
CONTENT_TYPES = "[Content_Types].xml"
SIGNATURE = "AppxSignature.p7x"
CATALOG = "AppxMetadata/CodeIntegrity.cat"
FOOTPRINT = (BLOCK_MAP, CONTENT_TYPES, SIGNATURE, CATALOG)
DOS_TIME, DOS_DATE = 0, 0x0021  # 1 January 1980
SATURATED = 0xFFFFFFFF

PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~/")
STORED_TYPES = frozenset(
    "appx cab docm docx dotm dotx gz potm potx ppam ppsm ppsx pptm pptx rar tar xap xlam xlsb xlsm xlsx xltm xltx"
    " zip m4a mp3 wma gif jpg jpeg png avi mpeg mpg mov wmv".split()
)


def encode_name(name: str) -> bytes:
    """Entry name of a part: percent-encoded UTF-8, upper-case hex; `[Content_Types].xml` stays literal."""
    if name == CONTENT_TYPES:
        return name.encode("ascii")
    encoded = name.encode("utf-8", "surrogatepass")
    return b"".join(bytes([byte]) if byte in PLAIN else b"%%%02X" % byte for byte in encoded)


@dataclass
class Style:
    """How one entry is written. The defaults are what a package is written like today."""

    version: int = 45
    flags: int = 0x0008
    descriptor: int = 24  # 24, 16, or 0 for none; without one the local header holds CRC and sizes
    wide_directory: bool = False  # old MakeAppx: 0xFFFFFFFF fields and a 28-byte Zip64 extra
    local_extra: bytes = b""
    central_extra: bytes = b""


SIGNED_STYLE = Style(version=20, flags=0, descriptor=0)
OLD_STYLE = Style(wide_directory=True)


@dataclass
class Part:
    name: str
    data: bytes
    method: Optional[int] = None  # None: by file type
    form: str = "flush"  # how the deflate stream is made: see `deflate_blocks`
    style: Style = field(default_factory=Style)
    raw_name: Optional[bytes] = None  # entry name to write instead of the encoded one
    in_map: bool = True


@dataclass
class MapFile:
    """A File element before it becomes text. A block is (hash, compressed size or None)."""

    name: str
    size: object
    lfh_size: object
    blocks: list


@dataclass
class EntryLayout:
    raw_name: bytes
    method: int
    crc: int
    csize: int
    usize: int
    lfh: int
    data: int
    descriptor: int
    end: int
    block_sizes: list
    cdh: int = 0

    def block(self, index: int) -> int:
        """File offset of a block's first (compressed) byte."""
        return self.data + sum(self.block_sizes[:index])


@dataclass
class Layout:
    entries: dict  # part name -> EntryLayout; of two parts of one name, the second
    order: list  # EntryLayout in file order
    cd: int = 0
    cd_size: int = 0
    zip64: int = 0
    locator: int = 0
    eocd: int = 0


@dataclass
class Package:
    data: bytearray
    layout: Layout

    def put(self, offset: int, form: str, *values) -> "Package":
        """Overwrites fields in place, little endian."""
        struct.pack_into("<" + form, self.data, offset, *values)
        return self

    def at(self, name: str) -> EntryLayout:
        return self.layout.entries[name]


@dataclass
class Options:
    zip64_tail: bool = True
    disk: int = 0  # value of the EOCD disk fields: 0 or 0xFFFF are both seen
    edit_map: Callable = lambda files: files
    edit_map_text: Callable = lambda text: text
    edit_types_text: Callable = lambda text: text
    footprint: tuple = (MANIFEST, BLOCK_MAP, CONTENT_TYPES)
    footprint_style: Style = field(default_factory=Style)
    footprint_method: Optional[int] = None
    trailing: tuple = ()  # parts written after [Content_Types].xml, as signing does
    between: dict = field(default_factory=dict)  # part name -> junk bytes written before its local header
    junk_before: bytes = b""
    junk_before_directory: bytes = b""
    junk_after_directory: bytes = b""
    hide: tuple = ()  # parts with a local header but no central one


def split_blocks(data: bytes) -> list:
    return [data[start : start + BLOCK] for start in range(0, len(data), BLOCK)]


def stored_sub_blocks(block: bytes) -> bytes:
    """A block inside a deflate stream without compression: byte aligned, so no flush is needed."""
    pieces = [block[start : start + 65535] for start in range(0, len(block), 65535)]
    return b"".join(b"\x00" + struct.pack("<HH", len(p), len(p) ^ 0xFFFF) + p for p in pieces)


@functools.cache
def deflate_blocks(data: bytes, form: str) -> tuple:
    """Compressed blocks and what follows the last one.

    flush:  each block ends in a full flush, then the empty final block 03 00 that no Block counts
    finish: the last block ends the stream, nothing follows
    stored: each block as stored sub-blocks, then 03 00
    sync:   boundaries are byte aligned but later blocks look back into earlier ones (not allowed)
    solid:  no flush at all, boundaries cut anywhere (not allowed)
    open:   full flushes but the stream never ends (not allowed)
    """
    blocks = split_blocks(data)
    if form == "stored":
        return [stored_sub_blocks(block) for block in blocks], b"\x03\x00"
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
    if form == "solid":
        whole = packer.compress(data) + packer.flush(zlib.Z_FINISH)
        step = len(whole) // len(blocks)
        cuts = [step * index for index in range(len(blocks))] + [len(whole)]
        return [whole[cuts[index] : cuts[index + 1]] for index in range(len(blocks))], b""
    flush = zlib.Z_SYNC_FLUSH if form == "sync" else zlib.Z_FULL_FLUSH
    packed = []
    for index, block in enumerate(blocks):
        last = form == "finish" and index == len(blocks) - 1
        packed.append(packer.compress(block) + packer.flush(zlib.Z_FINISH if last else flush))
    if form == "finish" and blocks or form == "open":
        return packed, b""
    return packed, packer.flush(zlib.Z_FINISH)


def extension(name: str) -> str:
    base = name.rsplit("/", 1)[-1]
    return base.rsplit(".", 1)[1] if "." in base else ""


def pick_method(part: Part) -> int:
    if part.method is not None:
        return part.method
    return 0 if not part.data or extension(part.name).lower() in STORED_TYPES else 8


class Writer:
    def __init__(self, options: Options):
        self.options = options
        self.out = bytearray(options.junk_before)
        self.layout = Layout({}, [])
        self.styles = []
        self.map_files = []

    def add(self, part: Part) -> EntryLayout:
        self.out += self.options.between.get(part.name, b"")
        method, style = pick_method(part), part.style
        raw_name = part.raw_name if part.raw_name is not None else encode_name(part.name)
        blocks, tail = deflate_blocks(part.data, part.form) if method == 8 else (split_blocks(part.data), b"")
        packed = b"".join(blocks) + tail
        crc, csize, usize = zlib.crc32(part.data), len(packed), len(part.data)
        lfh = len(self.out)
        local = (0, 0, 0) if style.flags & 8 else (crc, csize, usize)
        self.out += struct.pack("<IHHHHHIIIHH", 0x04034B50, style.version, style.flags, method, DOS_TIME, DOS_DATE, *local,
                                len(raw_name), len(style.local_extra))
        self.out += raw_name + style.local_extra
        start = len(self.out)
        self.out += packed
        descriptor = len(self.out)
        if style.descriptor:
            self.out += struct.pack("<IIQQ" if style.descriptor == 24 else "<IIII", 0x08074B50, crc, csize, usize)
        entry = EntryLayout(raw_name, method, crc, csize, usize, lfh, start, descriptor, len(self.out), [len(b) for b in blocks])
        self.layout.entries[part.name] = entry
        if part.name not in self.options.hide:
            self.layout.order.append(entry)
            self.styles.append(style)
        if part.in_map and part.name not in FOOTPRINT:
            hashes = [base64.b64encode(hashlib.sha256(b).digest()).decode() for b in split_blocks(part.data)]
            sizes = [len(b) for b in blocks] if method == 8 else [None] * len(blocks)
            self.map_files.append(MapFile(part.name.replace("/", "\\"), usize, start - lfh, list(zip(hashes, sizes))))
        return entry

    def directory(self) -> None:
        self.out += self.options.junk_before_directory
        self.layout.cd = len(self.out)
        for entry, style in zip(self.layout.order, self.styles):
            entry.cdh = len(self.out)
            extra, fields = style.central_extra, (entry.csize, entry.usize, entry.lfh)
            if style.wide_directory:
                extra += struct.pack("<HHQQQ", 1, 24, entry.usize, entry.csize, entry.lfh)
                fields = (SATURATED, SATURATED, SATURATED)
            self.out += struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 45, style.version, style.flags, entry.method, DOS_TIME,
                                    DOS_DATE, entry.crc, fields[0], fields[1], len(entry.raw_name), len(extra), 0, 0, 0, 0,
                                    fields[2])
            self.out += entry.raw_name + extra
        self.layout.cd_size = len(self.out) - self.layout.cd
        self.out += self.options.junk_after_directory

    def tail(self) -> None:
        layout, count, disk = self.layout, len(self.layout.order), self.options.disk
        layout.zip64 = len(self.out)
        if self.options.zip64_tail:
            self.out += struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, count, count, layout.cd_size, layout.cd)
            layout.locator = len(self.out)
            self.out += struct.pack("<IIQI", 0x07064B50, 0, layout.zip64, 1)
        layout.eocd = len(self.out)
        if self.options.zip64_tail:
            self.out += struct.pack("<IHHHHIIH", 0x06054B50, disk, disk, 0xFFFF, 0xFFFF, SATURATED, SATURATED, 0)
        else:
            self.out += struct.pack("<IHHHHIIH", 0x06054B50, disk, disk, count, count, layout.cd_size, layout.cd, 0)


def block_map_text(files: list) -> str:
    rows = []
    for each in files:
        blocks = "".join(
            f'<Block Hash="{digest}"' + (f' Size="{size}"' if size is not None else "") + "/>" for digest, size in each.blocks
        )
        name = escape(each.name, {'"': "&quot;"})
        rows.append(f'<File Name="{name}" Size="{each.size}" LfhSize="{each.lfh_size}">{blocks}</File>')
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\r\n'
        '<BlockMap xmlns="http://schemas.microsoft.com/appx/2010/blockmap"'
        ' HashMethod="http://www.w3.org/2001/04/xmlenc#sha256">' + "".join(rows) + "</BlockMap>"
    )


def content_types_text(names: list) -> str:
    """One Default for each extension, one Override for each name without one, and those of the footprint parts."""
    rows, seen = [], set()
    for name in names:
        kind = extension(name)
        if name in (MANIFEST, BLOCK_MAP, CONTENT_TYPES, SIGNATURE, CATALOG):
            continue
        if not kind:
            rows.append(f'<Override ContentType="appv/vfs-file" PartName="/{encode_name(name).decode()}"/>')
        elif kind.lower() not in seen:
            seen.add(kind.lower())
            rows.append(f'<Default ContentType="{"text/xml" if kind == "xml" else "appv/vfs-file"}" Extension="{escape(kind)}"/>')
    special = {MANIFEST: "vnd.ms-appx.manifest+xml", BLOCK_MAP: "vnd.ms-appx.blockmap+xml"}
    special |= {SIGNATURE: "vnd.ms-appx.signature", CATALOG: "vnd.ms-pkiseccat"}
    for name, kind in special.items():
        if name in names:
            rows.append(f'<Override ContentType="application/{kind}" PartName="/{name}"/>')
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' + "".join(rows) + "</Types>"
    )


def build(parts: list, options: Optional[Options] = None) -> Package:
    """Writes the payload, then the footprint parts, the trailing parts, the directory and the end records."""
    options = options or Options()
    writer = Writer(options)
    for part in parts:
        writer.add(part)
    names = [part.name for part in parts] + [MANIFEST, BLOCK_MAP] + [part.name for part in options.trailing]
    for name in options.footprint:
        if name == MANIFEST:
            text = MANIFEST_TEXT
        elif name == BLOCK_MAP:
            text = options.edit_map_text(block_map_text(options.edit_map(writer.map_files)))
        else:
            text = options.edit_types_text(content_types_text(names))
        data = text if isinstance(text, bytes) else text.encode("utf-8")
        signed = name == CONTENT_TYPES and options.trailing
        style = SIGNED_STYLE if signed else options.footprint_style
        writer.add(Part(name, data, options.footprint_method, style=style))
    for part in options.trailing:
        writer.add(part)
    writer.directory()
    writer.tail()
    return Package(writer.out, writer.layout)


MANIFEST_TEXT = (
    '<?xml version="1.0" encoding="utf-8"?>\r\n'
    '<Package xmlns="http://schemas.microsoft.com/appx/2010/manifest"'
    ' xmlns:appv="http://schemas.microsoft.com/appv/2010/manifest" IgnorableNamespaces="appv">\r\n'
    '  <Identity Name="Reserved" Publisher="CN=Reserved" Version="0.0.0.1"'
    ' appv:PackageId="0b4a2f6e-8c1d-4d3f-9a57-6f1e2d3c4b5a" appv:VersionId="7e6d5c4b-3a29-4817-8f6e-5d4c3b2a1908"/>\r\n'
    "  <Properties><DisplayName>Demo</DisplayName><PublisherDisplayName>Reserved</PublisherDisplayName>"
    "<Description>Reserved</Description><Logo>Reserved.jpeg</Logo></Properties>\r\n"
    "  <Resources><Resource Language=\"en-us\"/></Resources>\r\n"
    "  <Prerequisites><OSMinVersion>6.1</OSMinVersion><OSMaxVersionTested>6.1</OSMaxVersionTested></Prerequisites>\r\n"
    "</Package>"
)
