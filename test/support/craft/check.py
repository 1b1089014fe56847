"""Re-checks a package from its bytes: `check.py <package>...` prints what is wrong and ends with 1 if anything is.

A second opinion on what the product writes. It walks the file forwards from its first local header (so nothing
can hide between entries), then compares with the central directory, the end records, the block map and the
content types. It demands the exact byte profile that a package is written with, nothing looser.
"""

import base64
import hashlib
import struct
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree
import zlib

from appx import BLOCK, BLOCK_MAP, CONTENT_TYPES, MANIFEST, encode_name, extension

MAP = "{http://schemas.microsoft.com/appx/2010/blockmap}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


class Wrong(Exception):
    pass


def demand(truth: bool, text: str) -> None:
    if not truth:
        raise Wrong(text)


def read_tail(data: bytes) -> tuple:
    """Count, offset and size of the central directory by the Zip64 end record, every field checked."""
    eocd = len(data) - 22
    demand(data[eocd:] == bytes.fromhex("504b0506 0000 0000 ffff ffff ffffffff ffffffff 0000"), "end record")
    signature, disk, zip64, disks = struct.unpack_from("<IIQI", data, eocd - 20)
    demand((signature, disk, disks) == (0x07064B50, 0, 1), "Zip64 locator")
    demand(zip64 == eocd - 20 - 56, "Zip64 end record is not right before its locator")
    head = struct.unpack_from("<IQHHIIQQQQ", data, zip64)
    demand(head[:6] == (0x06064B50, 44, 45, 45, 0, 0), f"Zip64 end record {head[:6]}")
    demand(head[6] == head[7], "entry counts differ")
    demand(head[9] + head[8] == zip64, "the directory does not end at the Zip64 end record")
    return head[6], head[9], head[8]


def read_directory(data: bytes) -> list:
    count, offset, size = read_tail(data)
    end, entries = offset + size, []
    while offset < end:
        head = struct.unpack_from("<IHHHHHHIIIHHHHHII", data, offset)
        signature, made, needed, flags, method, _, _, crc, csize, usize, names, extras, comment, disk, internal, external, lfh = head
        demand((signature, made, needed, flags) == (0x02014B50, 45, 45, 8), f"central header at {offset}")
        demand((comment, disk, internal, external) == (0, 0, 0, 0), f"central header at {offset}")
        name = data[offset + 46 : offset + 46 + names]
        extra = data[offset + 46 + names : offset + 46 + names + extras]
        wide = [usize == 0xFFFFFFFF, csize == 0xFFFFFFFF, lfh == 0xFFFFFFFF]
        if any(wide):
            demand(struct.unpack_from("<HH", extra) == (1, 8 * sum(wide)), f"Zip64 extra of {name}")
            values = iter(struct.unpack_from(f"<{sum(wide)}Q", extra, 4))
            usize, csize, lfh = (next(values) if w else v for w, v in zip(wide, (usize, csize, lfh)))
        else:
            demand(not extra, f"extra of {name}")
        entries.append((name, method, crc, csize, usize, lfh))
        offset += 46 + names + extras
    demand(offset == end and len(entries) == count, "number of central headers")
    return entries


def check_local(data: bytes, at: int, entry: tuple) -> tuple:
    """Local header, data and descriptor of one entry; answers (start of data, end of descriptor)."""
    name, method, crc, csize, usize, lfh = entry
    demand(at == lfh, f"{name}: local header at {lfh}, the entry before it ends at {at}")
    head = struct.unpack_from("<IHHHHHIIIHH", data, at)
    demand(head[:4] == (0x04034B50, 45, 8, method), f"{name}: local header {head[:4]}")
    demand(head[6:] == (0, 0, 0, len(name), 0), f"{name}: local header {head[6:]}")
    demand(data[at + 30 : at + 30 + len(name)] == name, f"{name}: local name")
    start = at + 30 + len(name)
    descriptor = struct.unpack_from("<IIQQ", data, start + csize)
    demand(descriptor == (0x08074B50, crc, csize, usize), f"{name}: descriptor {descriptor}")
    return start, start + csize + 24


def inflate_alone(piece: bytes) -> bytes:
    stream = zlib.decompressobj(-15)
    return stream.decompress(piece) + stream.flush()


def check_content(packed: bytes, entry: tuple) -> bytes:
    name, method, crc, csize, usize, _ = entry
    if method == 0:
        content = packed
    else:
        stream = zlib.decompressobj(-15)
        content = stream.decompress(packed)
        demand(stream.eof and not stream.unused_data, f"{name}: the stream does not end with its data")
    demand(len(content) == usize, f"{name}: {len(content)} bytes, {usize} said")
    demand(zlib.crc32(content) == crc, f"{name}: CRC-32")
    return content


def check_blocks(row: ElementTree.Element, packed: bytes, entry: tuple, start: int) -> None:
    name, method, _, csize, usize, lfh = entry
    demand(int(row.get("Size")) == usize, f"{name}: File@Size")
    demand(int(row.get("LfhSize")) == start - lfh, f"{name}: LfhSize")
    blocks = row.findall(MAP + "Block")
    demand(len(blocks) == (usize + BLOCK - 1) // BLOCK, f"{name}: number of blocks")
    at = 0
    for index, block in enumerate(blocks):
        want = min(BLOCK, usize - index * BLOCK)
        if method == 0:
            demand(block.get("Size") is None, f"{name}: Block@Size on a stored file")
            content = packed[index * BLOCK : index * BLOCK + want]
        else:
            size = int(block.get("Size"))
            content = inflate_alone(packed[at : at + size])
            at += size
        demand(len(content) == want, f"{name}: block {index} alone gives {len(content)} bytes, not {want}")
        demand(base64.b64decode(block.get("Hash")) == hashlib.sha256(content).digest(), f"{name}: hash of block {index}")
    if method == 8:
        demand(csize - at == 2 and packed[at:] == b"\x03\x00", f"{name}: after the last block: {packed[at:].hex()}")


def check_types(text: bytes, names: list) -> None:
    root = ElementTree.fromstring(text)
    demand(root.tag == TYPES + "Types", "root of the content types")
    defaults = {row.get("Extension").lower(): row.get("ContentType") for row in root.findall(TYPES + "Default")}
    overrides = {row.get("PartName"): row.get("ContentType") for row in root.findall(TYPES + "Override")}
    demand(len(defaults) + len(overrides) == len(root), "content types said twice")

    def kind(name: str):
        return overrides.get("/" + encode_name(name).decode(), defaults.get(extension(name).lower()))

    for name in names:
        demand(name == CONTENT_TYPES or kind(name) is not None, f"{name}: no content type")
    demand(kind(MANIFEST) == "application/vnd.ms-appx.manifest+xml", "type of the manifest")
    demand(overrides.get("/" + BLOCK_MAP) == "application/vnd.ms-appx.blockmap+xml", "type of the block map")


def check(path: str) -> None:
    with open(path, "rb") as file:
        data = file.read()
    at, names, contents, rows = 0, [], {}, []
    for entry in read_directory(data):
        start, end = check_local(data, at, entry)
        packed = data[start : start + entry[3]]
        name = urllib.parse.unquote(entry[0].decode("ascii"), errors="strict")
        demand(encode_name(name) == entry[0], f"{entry[0]}: encoding")
        names.append(name)
        content = check_content(packed, entry)
        if name in (BLOCK_MAP, CONTENT_TYPES):
            contents[name] = content
        else:
            rows.append((name, packed, entry, start))
        at = end
    demand(at == read_tail(data)[1], "bytes between the last entry and the directory")
    demand(names[-3:] == [MANIFEST, BLOCK_MAP, CONTENT_TYPES], f"order of the last parts: {names[-3:]}")
    demand(len({name.lower() for name in names}) == len(names), "a name twice")
    root = ElementTree.fromstring(contents[BLOCK_MAP])
    demand(root.get("HashMethod") == "http://www.w3.org/2001/04/xmlenc#sha256", "hash method")
    files = root.findall(MAP + "File")
    demand([row.get("Name") for row in files] == [row[0].replace("/", "\\") for row in rows], "block map order")
    for file_row, (_, packed, entry, start) in zip(files, rows):
        check_blocks(file_row, packed, entry, start)
    check_types(contents[CONTENT_TYPES], names)


def main(paths: list) -> int:
    failed = 0
    for path in paths:
        try:
            check(path)
        except Wrong as wrong:
            failed = 1
            print(f"{path}: {wrong}")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
