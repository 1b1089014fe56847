"""Entries that share bytes, claim too much, or hold data that is not what the headers say."""

import struct
import zlib

from appx import BLOCK_MAP, CONTENT_TYPES, MANIFEST, OLD_STYLE, SIGNED_STYLE, Options, Part, build
from defect import CDH, DESCRIPTOR, LFH, Defect, both, defect, good, lie, replaced, with_parts
from payload import DEMO, EMPTY, NOISE, PHOTO, WORDS, words


# --- overlaps and bombs


@defect("ZIP-OVERLAP", "two-headers-one-entry")
def _():
    """The directory gives two names to the same local entry."""
    package = with_parts(Part("Root/copy.txt", words(900, "more")))
    entry, twin = package.at(WORDS), package.at("Root/copy.txt")
    package.put(twin.cdh + CDH["offset"], "I", entry.lfh)
    return Defect(package.data, "Root/copy.txt", twin.cdh, also=("ZIP-LOCAL-HEADER", "ZIP-GAP", "OPC-LFH-SIZE", "OPC-BLOCKMAP-ORDER"))


@defect("ZIP-OVERLAP", "compressed-size-over-next")
def _():
    package = good()
    entry = package.at(PHOTO)
    lie(package, PHOTO, csize=entry.csize + 60, usize=entry.usize + 60)
    also = ("ZIP-DESCRIPTOR", "ZIP-CRC", "OPC-FILE-SIZE", "OPC-BLOCK-HASH")
    return Defect(package.data, EMPTY, package.at(EMPTY).cdh, also=also)


@defect("ZIP-OVERLAP", "last-entry-over-directory")
def _():
    package = good()
    entry = package.at(CONTENT_TYPES)
    package.put(entry.cdh + CDH["csize"], "I", entry.csize + 200)
    return Defect(package.data, CONTENT_TYPES, entry.cdh, also=("ZIP-DESCRIPTOR", "ZIP-DEFLATE", "ZIP-SIZE", "ZIP-CRC"))


@defect("ZIP-OVERLAP", "quoted-bomb")
def _():
    """Entries nested like quotations: a stored sub-block of each quotes the local header of the next.

    All share one kernel of compressed zeros, so twenty entries of ten million bytes cost one.
    """
    size, names = 10_000_000, [b"Root/%03d.bin" % index for index in range(20)]
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body, quoted, entries = packer.compress(bytes(size)) + packer.flush(), b"", []
    for name in reversed(names):
        crc = zlib.crc32(bytes(size), zlib.crc32(quoted))
        sizes = (crc, len(body), len(quoted) + size)
        local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0x21, *sizes, len(name), 0) + name
        entries.insert(0, (name, sizes, len(local)))
        body = b"\x00" + struct.pack("<HH", len(local), len(local) ^ 0xFFFF) + local + body
        quoted = local + quoted
    file, directory, at, headers = body[5:], b"", 0, []  # nothing quotes the first header
    for name, sizes, length in entries:
        headers.append(len(file) + len(directory))
        directory += struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 45, 20, 0, 8, 0, 0x21, *sizes, len(name), 0, 0, 0, 0, 0, at) + name
        at += length + 5
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, len(names), len(names), len(directory), len(file), 0)
    return Defect(file + directory + end, "Root/001.bin", headers[1], also=("OPC-PART-MISSING", "OPC-NOT-IN-BLOCKMAP"))


@defect("ZIP-OVERLAP", "flat-bomb")
def _():
    """Four thousand central headers over one local entry of 20 MB: 80 GB for whoever reads them all."""
    package = build([Part("Root/zeros.bin", bytes(20_000_000))], Options(footprint=(), zip64_tail=False))
    layout, entry, count = package.layout, package.at("Root/zeros.bin"), 4000
    header = bytes(package.data[layout.cd : entry.cdh + 46])
    directory = b"".join(header + b"Root/%05d.bin" % index for index in range(count))
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, len(directory), layout.cd, 0)
    also = ("ZIP-LOCAL-HEADER", "OPC-PART-MISSING", "OPC-NOT-IN-BLOCKMAP", "ZIP-GAP")
    return Defect(bytes(package.data[: layout.cd]) + directory + end, "Root/00001.bin", layout.cd + len(header) + 14, also=also)


@defect("ZIP-BOMB-RATIO", "claimed")
def _():
    package = good()
    lie(package, WORDS, usize=1_000_000_000)
    return Defect(package.data, WORDS, package.at(WORDS).cdh, also=("ZIP-SIZE", "OPC-FILE-SIZE"))


@defect("ZIP-BOMB-RATIO", "block-map-claims-4-gib")
def _():
    package = good()
    lie(package, BLOCK_MAP, usize=0xFFFFFFFE)
    return Defect(package.data, BLOCK_MAP, package.at(BLOCK_MAP).cdh, also=("ZIP-SIZE", "XML-LIMIT"))


@defect("ZIP-BOMB-TOTAL", "claimed")
def _():
    """One entry that says two tebibytes."""
    parts = replaced(DEMO, style=OLD_STYLE)
    package = build(parts)
    entry = package.at(DEMO)
    package.put(entry.cdh + 46 + len(entry.raw_name) + 4, "Q", 2 << 40).put(entry.descriptor + DESCRIPTOR["usize"], "Q", 2 << 40)
    return Defect(package.data, None, None, also=("ZIP-BOMB-RATIO", "ZIP-SIZE", "OPC-FILE-SIZE"))


# --- CRC and sizes


for name, part in {"deflated": DEMO, "stored": PHOTO, "manifest": MANIFEST, "block-map": BLOCK_MAP, "content-types": CONTENT_TYPES, "empty": EMPTY}.items():

    def checksum(part=part):
        """Directory and descriptor agree on a checksum that the data does not have."""
        package = good()
        return Defect(lie(package, part, crc=package.at(part).crc ^ 0x80000000).data, part, package.at(part).cdh)

    defect("ZIP-CRC", name)(checksum)


@defect("ZIP-CRC", "without-descriptor")
def _():
    package = build(replaced(DEMO, style=SIGNED_STYLE))
    entry = package.at(DEMO)
    package.put(entry.cdh + CDH["crc"], "I", entry.crc ^ 1).put(entry.lfh + LFH["crc"], "I", entry.crc ^ 1)
    return Defect(package.data, DEMO, entry.cdh)


@defect("ZIP-SIZE", "one-byte-more")
def _():
    package = good()
    return Defect(lie(package, DEMO, usize=package.at(DEMO).usize + 1).data, DEMO, package.at(DEMO).cdh, also=("OPC-FILE-SIZE",))


@defect("ZIP-SIZE", "one-byte-less")
def _():
    package = good()
    package = lie(package, DEMO, usize=package.at(DEMO).usize - 1)
    return Defect(package.data, DEMO, package.at(DEMO).cdh, also=("OPC-FILE-SIZE",))


@defect("ZIP-SIZE", "block-map-part")
def _():
    package = good()
    package = lie(package, BLOCK_MAP, usize=package.at(BLOCK_MAP).usize - 1)
    return Defect(package.data, BLOCK_MAP, package.at(BLOCK_MAP).cdh)


@defect("ZIP-SIZE", "stored-sizes-differ")
def _():
    package = good()
    package = lie(package, PHOTO, usize=package.at(PHOTO).usize - 1)
    return Defect(package.data, PHOTO, package.at(PHOTO).cdh, also=("OPC-FILE-SIZE", "ZIP-CRC"))


@defect("ZIP-SIZE", "block-map-lies-along")
def _():
    """Directory, descriptor and block map agree on one byte more than the stream holds."""

    def longer(files):
        for each in files:
            each.size += each.name.endswith("demo.exe")
        return files

    package = good(edit_map=longer)
    return Defect(lie(package, DEMO, usize=package.at(DEMO).usize + 1).data, DEMO, package.at(DEMO).cdh, also=("OPC-FILE-SIZE", "OPC-BLOCK-HASH"))


# --- the deflate stream


def broken_block(name: str, block: int) -> Defect:
    """A block type that deflate does not have, in the first bits of one block."""
    package = good()
    entry = package.at(name)
    offset = entry.block(block)
    package.data[offset] |= 0x06
    return Defect(package.data, name, offset, block, also=("ZIP-CRC", "ZIP-SIZE"))


for block in range(4):
    defect("ZIP-DEFLATE", f"block-type-{block}")(lambda block=block: broken_block(DEMO, block))
defect("ZIP-DEFLATE", "block-type-of-manifest")(lambda: broken_block(MANIFEST, 0))


@defect("ZIP-DEFLATE", "block-type-of-block-map")
def _():
    package = good()
    entry = package.at(BLOCK_MAP)
    package.data[entry.data] |= 0x06
    return Defect(package.data, BLOCK_MAP, entry.data, also=("ZIP-CRC", "ZIP-SIZE"))


@defect("ZIP-DEFLATE", "block-type-of-content-types")
def _():
    package = good()
    entry = package.at(CONTENT_TYPES)
    package.data[entry.data] |= 0x06
    return Defect(package.data, CONTENT_TYPES, entry.data, also=("ZIP-CRC", "ZIP-SIZE"))


@defect("ZIP-DEFLATE", "stored-length-complement")
def _():
    package = build(replaced(NOISE, form="stored"))
    offset = package.at(NOISE).block(1)
    package.data[offset + 3] ^= 1
    return Defect(package.data, NOISE, offset, 1, also=("ZIP-CRC", "ZIP-SIZE"))


@defect("ZIP-DEFLATE", "never-ends")
def _():
    """Flushed blocks and no final one, although the sizes add up."""
    package = build(replaced(DEMO, form="open"))
    return Defect(package.data, DEMO)


@defect("ZIP-DEFLATE", "ends-in-garbage")
def _():
    """Two other bytes in place of the empty final block 03 00."""
    package = good()
    entry = package.at(DEMO)
    package.put(entry.descriptor - 2, "H", 0xFFFF)
    return Defect(package.data, DEMO)


@defect("ZIP-DEFLATE", "ends-early")
def _():
    """A final empty block in place of the flush marks of the second block: nothing after it is part of the stream."""
    package = good()
    entry = package.at(DEMO)
    package.data[entry.block(2)] = 0x03
    package.data[entry.block(2) + 1] = 0x00
    return Defect(package.data, DEMO, entry.block(2), 2, also=("ZIP-CRC", "ZIP-SIZE", "OPC-BLOCK-HASH"))


@defect("ZIP-DEFLATE", "no-data")
def _():
    """Method 8 needs at least the empty final block."""
    package = both(good(), EMPTY, "method", 8)
    return Defect(package.data, EMPTY)
