"""Damage in the central directory, bytes that belong to nobody, and parts that are not there."""

import struct

from appx import BLOCK_MAP, CONTENT_TYPES, MANIFEST, Options, Part, build
from defect import CDH, EOCD, ZIP64, Defect, defect, good, plain
from payload import DEMO, WORDS, noise, payload, words


@defect("ZIP-DIRECTORY", "signature")
def _():
    package = good()
    offset = package.at(WORDS).cdh
    return Defect(package.put(offset, "I", 0x02014B51).data, offset=offset)


@defect("ZIP-DIRECTORY", "first-signature")
def _():
    package = good()
    return Defect(package.put(package.layout.cd, "I", 0).data, offset=package.layout.cd)


for name, by in {"one-more": 1, "many-more": 60_000}.items():

    def too_many(by=by):
        """More entries said than there are: the directory as a whole is short."""
        package = good()
        count = len(package.layout.order) + by
        package.put(package.layout.zip64 + ZIP64["count"], "QQ", count, count)
        return Defect(package.data, offset=package.layout.cd)

    defect("ZIP-DIRECTORY", f"count-{name}")(too_many)

for name, package in {"": good(), "plain-": plain()}.items():

    def too_few(package=package):
        """One header more than is counted: that header is the damage."""
        count = len(package.layout.order) - 1
        if package.layout.locator:
            package.put(package.layout.zip64 + ZIP64["count"], "QQ", count, count)
        else:
            package.put(package.layout.eocd + EOCD["count"], "HH", count, count)
        return Defect(package.data, offset=package.at(CONTENT_TYPES).cdh)

    defect("ZIP-DIRECTORY", f"{name}count-one-less")(too_few)


@defect("ZIP-DIRECTORY", "size-too-small")
def _():
    """The last central header is cut by the size that the end record gives."""
    package = good()
    package.put(package.layout.zip64 + ZIP64["size"], "Q", package.layout.cd_size - 10)
    return Defect(package.data, offset=package.at(CONTENT_TYPES).cdh, also=("ZIP-GAP", "ZIP-TAIL"))


@defect("ZIP-DIRECTORY", "name-runs-out")
def _():
    package = good()
    entry = package.at(CONTENT_TYPES)
    return Defect(package.put(entry.cdh + CDH["name"], "H", 60_000).data, offset=entry.cdh)


@defect("ZIP-DIRECTORY", "name-swallows-next")
def _():
    package = good()
    entry = package.at(DEMO)
    package.put(entry.cdh + CDH["name"], "H", len(entry.raw_name) + 10)
    also = ("OPC-NAME-CHARACTER", "OPC-NAME-ENCODING")  # of the bytes that became part of the name
    return Defect(package.data, offset=entry.cdh + 46 + len(entry.raw_name) + 10, also=also)


@defect("ZIP-ENTRY-LIMIT", "claimed")
def _():
    package = good()
    package.put(package.layout.zip64 + ZIP64["count"], "QQ", 2_000_001, 2_000_001)
    return Defect(package.data, offset=package.layout.zip64, also=("ZIP-DIRECTORY",))


@defect("ZIP-ENTRY-LIMIT", "real")
def _():
    """One more central header than the limit, all there: 94 MB of directory over one entry."""
    package = build([Part("a", words(10))], Options(footprint=()))
    entry, layout = package.at("a"), package.layout
    header = bytes(package.data[layout.cd : layout.cd + layout.cd_size])
    count = 2_000_001
    zip64 = layout.cd + len(header) * count
    tail = struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, count, count, len(header) * count, layout.cd)
    tail += struct.pack("<IIQI", 0x07064B50, 0, zip64, 1) + bytes(package.data[layout.eocd :])
    return Defect(bytes(package.data[: layout.cd]) + header * count + tail, offset=zip64)


@defect("ZIP-GAP", "between-directory-and-zip64-record")
def _():
    package = good(junk_after_directory=b"hidden bytes")
    return Defect(package.data, offset=package.layout.cd + package.layout.cd_size)


@defect("ZIP-GAP", "between-directory-and-end-record")
def _():
    package = good(junk_after_directory=b"hidden bytes", zip64_tail=False)
    return Defect(package.data, offset=package.layout.cd + package.layout.cd_size)


@defect("ZIP-TAIL", "bytes-between-zip64-record-and-locator")
def _():
    """The Zip64 record says its length, and its locator does not follow there."""
    package = good()
    locator = package.layout.locator
    return Defect(package.data[:locator] + b"hidden bytes" + package.data[locator:], offset=package.layout.zip64)


@defect("ZIP-GAP", "before-directory")
def _():
    package = good(junk_before_directory=b"hidden bytes")
    return Defect(package.data, offset=package.layout.cd - 12)


@defect("ZIP-GAP", "before-first-entry")
def _():
    """As a self-extracting archive: all offsets count the bytes in front."""
    return Defect(good(junk_before=b"MZ stub").data, offset=0)


@defect("ZIP-GAP", "between-entries")
def _():
    package = good(between={DEMO: b"hidden bytes"})
    return Defect(package.data, offset=package.at(DEMO).lfh - 12)


@defect("ZIP-GAP", "one-byte-before-block-map")
def _():
    package = good(between={BLOCK_MAP: b"\x00"})
    return Defect(package.data, offset=package.at(BLOCK_MAP).lfh - 1)


@defect("ZIP-GAP", "entry-without-central-header")
def _():
    """A local entry that the directory does not list: hidden from one reader, there for another."""
    hidden = Part("Root/hidden.txt", words(500), in_map=False)
    package = build(payload() + [hidden], Options(hide=(hidden.name,)))
    return Defect(package.data, offset=package.at(hidden.name).lfh)


def footprint_without(name: str) -> tuple:
    return tuple(each for each in (MANIFEST, BLOCK_MAP, CONTENT_TYPES) if each != name)


for name in (MANIFEST, BLOCK_MAP, CONTENT_TYPES):
    also = {MANIFEST: ("OPC-CONTENT-TYPE-WRONG",), BLOCK_MAP: ("OPC-NOT-IN-BLOCKMAP",), CONTENT_TYPES: ()}[name]
    defect("OPC-PART-MISSING", name.strip("[]").split(".")[0].replace("]", "").lower().replace("_", "-"))(
        lambda name=name, also=also: Defect(good(footprint=footprint_without(name)).data, name, also=also)
    )


@defect("OPC-PART-MISSING", "plain-zip")
def _():
    """An ordinary ZIP of two files: readable, but no package."""
    parts = [Part("Root/a.txt", words(100)), Part("Root/b.png", noise(100))]
    package = build(parts, Options(footprint=(), zip64_tail=False))
    return Defect(package.data, MANIFEST, also=("OPC-NOT-IN-BLOCKMAP",))


@defect("OPC-PART-MISSING", "empty-zip")
def _():
    return Defect(build([], Options(footprint=(), zip64_tail=False)).data, MANIFEST)

