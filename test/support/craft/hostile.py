"""Writes packages that are small on disk and want a lot of memory from a careless reader: `hostile.py <folder>`.

The large ones are sparse: a gigabyte of zeros that takes no room. Names are the issue that must be found.
"""

import os
import pathlib
import struct
import sys

from appx import (BLOCK, BLOCK_MAP, CONTENT_TYPES, MANIFEST, MANIFEST_TEXT, MapFile, Options, Part, Writer, block_map_text, build,
                  content_types_text)
from payload import words

GIBIBYTE = 1 << 30


def tail(count: int, size: int, offset: int, at: int) -> bytes:
    zip64 = struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, count, count, size, offset)
    locator = struct.pack("<IIQI", 0x07064B50, 0, at, 1)
    return zip64 + locator + bytes.fromhex("504b0506 0000 0000 ffff ffff ffffffff ffffffff 0000")


def directory_of_zeros(path: pathlib.Path) -> None:
    """The end records speak of a thousand entries in a central directory of one gigabyte."""
    size = 1_000_000_000
    with open(path, "wb") as file:
        file.truncate(size)
        file.seek(0, os.SEEK_END)
        file.write(tail(1000, size, 0, size))


def block_of_a_gibibyte(path: pathlib.Path) -> None:
    """All Block@Size together are right, but the first block claims nearly all the data."""
    name, usize = "Root/big.bin", 1_000_000_000
    count = (usize + BLOCK - 1) // BLOCK
    raw = name.encode()
    head = struct.pack("<IHHHHHIIIHH", 0x04034B50, 45, 8, 8, 0, 0x21, 0, 0, 0, len(raw), 0) + raw
    blocks = [("A" * 43 + "=", GIBIBYTE - 2 - (count - 1))] + [("A" * 43 + "=", 1)] * (count - 1)

    rest = Writer(Options())
    rest.add(Part(MANIFEST, MANIFEST_TEXT.encode()))
    files = [MapFile(name.replace("/", "\\"), usize, len(head), blocks)] + rest.map_files
    rest.add(Part(BLOCK_MAP, block_map_text(files).encode()))
    rest.add(Part(CONTENT_TYPES, content_types_text([name, MANIFEST, BLOCK_MAP]).encode()))

    descriptor = struct.pack("<IIQQ", 0x08074B50, 0, GIBIBYTE, usize)
    base = len(head) + GIBIBYTE + len(descriptor)
    directory = central(raw, 8, 0, GIBIBYTE, usize, 0)
    for entry in rest.layout.order:
        directory += central(entry.raw_name, entry.method, entry.crc, entry.csize, entry.usize, entry.lfh + base)
    start = base + len(rest.out)
    with open(path, "wb") as file:
        file.write(head)
        file.seek(len(head) + GIBIBYTE)
        file.write(descriptor + bytes(rest.out) + directory)
        file.write(tail(1 + len(rest.layout.order), len(directory), start, start + len(directory)))


def central(name: bytes, method: int, crc: int, csize: int, usize: int, lfh: int) -> bytes:
    fixed = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 45, 45, 8, method, 0, 0x21, crc, csize, usize, len(name), 0, 0, 0, 0, 0, lfh)
    return fixed + name


def block_map_of_a_million_files(path: pathlib.Path) -> None:
    """Half a megabyte that says a million times the same file."""
    more = '<File Name="a" Size="0" LfhSize="31"/>' * 1_000_000
    options = Options(edit_map_text=lambda text: text.replace("</BlockMap>", more + "</BlockMap>", 1))
    path.write_bytes(build([Part("Root/a.txt", words(100))], options).data)


def no_content_type_for_many(path: pathlib.Path) -> None:
    """As many findings as there are parts: more than a list can be handed over as arguments of one call."""
    default = '<Default ContentType="appv/vfs-file" Extension="odd"/>'
    options = Options(edit_types_text=lambda text: text.replace(default, "", 1))
    path.write_bytes(build([Part(f"Root/{number}.odd", b"") for number in range(150_000)], options).data)


HOSTILE = {
    "ZIP-DIRECTORY.gigabyte-of-zeros": directory_of_zeros,
    "OPC-BLOCK-SIZE.block-of-a-gibibyte": block_of_a_gibibyte,
    "OPC-BLOCKMAP-DUPLICATE.million-times": block_map_of_a_million_files,
    "OPC-CONTENT-TYPE-MISSING.of-150000-parts": no_content_type_for_many,
}


def main(folder: str) -> None:
    for name, make in HOSTILE.items():
        make(pathlib.Path(folder) / f"{name}.appv")


if __name__ == "__main__":
    main(sys.argv[1])
