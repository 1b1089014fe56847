"""Damage in the block map, the content types and their text, and data that does not match them."""

import base64
import zlib

from appx import BLOCK_MAP, CONTENT_TYPES, MANIFEST, SIGNATURE, CATALOG, Options, Package, Style, build
from defect import Defect, defect, good, lie, replaced
from payload import DEMO, EMPTY, NOISE, PHOTO, WORDS

OTHER_HASH = base64.b64encode(bytes(range(32))).decode()


def in_map(name: str, edit) -> Package:
    """The good package with one File element changed before it is written."""

    def change(files):
        edit(next(each for each in files if each.name == name.replace("/", "\\")))
        return files

    return good(edit_map=change)


def resize(row, block: int, by: int) -> None:
    digest, size = row.blocks[block]
    row.blocks[block] = (digest, size + by)


# --- hashes


for name, part, block in (("deflated-first", DEMO, 0), ("deflated-last", DEMO, 3), ("stored", PHOTO, 1), ("manifest", MANIFEST, 0)):

    def other_hash(part=part, block=block):
        def edit(row):
            row.blocks[block] = (OTHER_HASH, row.blocks[block][1])

        package = in_map(part, edit)
        return Defect(package.data, part, package.at(part).block(block), block)

    defect("OPC-BLOCK-HASH", f"in-map-{name}")(other_hash)


@defect("OPC-BLOCK-HASH", "stored-data-changed")
def _():
    """One byte of the data changed and its CRC made right again everywhere: only the hash can tell."""
    package = good()
    entry = package.at(PHOTO)
    package.data[entry.block(1) + 100] ^= 0x20
    crc = zlib.crc32(package.data[entry.data : entry.data + entry.csize])
    return Defect(lie(package, PHOTO, crc=crc).data, PHOTO, entry.block(1), 1)


@defect("OPC-BLOCK-HASH", "stored-data-flipped")
def _():
    package = good()
    offset = package.at(PHOTO).block(0)
    package.data[offset + 65_535] ^= 1
    return Defect(package.data, PHOTO, offset, 0, also=("ZIP-CRC",))


@defect("OPC-BLOCK-HASH", "deflated-data-changed")
def _():
    """A changed byte inside a stored sub-block: the stream stays whole, CRC made right."""
    package = build(replaced(NOISE, form="stored"))
    entry = package.at(NOISE)
    package.data[entry.block(1) + 5 + 1000] ^= 0x20
    crc = zlib.crc32(zlib.decompress(bytes(package.data[entry.data : entry.data + entry.csize]), -15))
    return Defect(lie(package, NOISE, crc=crc).data, NOISE, entry.block(1), 1)


@defect("OPC-BLOCK-HASH", "two-blocks-exchanged")
def _():
    def edit(row):
        row.blocks[0], row.blocks[1] = (row.blocks[1][0], row.blocks[0][1]), (row.blocks[0][0], row.blocks[1][1])

    package = in_map(DEMO, edit)
    return Defect(package.data, DEMO, package.at(DEMO).block(0), 0)


# --- block sizes


def shift(row, block: int) -> None:
    resize(row, block, 1)
    resize(row, block + 1, -1)


for name, part, block in (("first", DEMO, 0), ("last", DEMO, 2), ("incompressible", NOISE, 0)):

    def shifted(part=part, block=block):
        """One byte moved from a block to the one before it; the sum stays right."""
        package = in_map(part, lambda row: shift(row, block))
        also = ("ZIP-DEFLATE", "OPC-BLOCK-NOT-ISOLATED", "OPC-BLOCK-HASH")
        return Defect(package.data, part, package.at(part).block(block), block, also)

    defect("OPC-BLOCK-SIZE", f"shifted-by-one-{name}")(shifted)


@defect("OPC-BLOCK-SIZE", "shifted-back-by-one")
def _():
    def edit(row):
        resize(row, 0, -1)
        resize(row, 1, 1)

    package = in_map(DEMO, edit)
    also = ("ZIP-DEFLATE", "OPC-BLOCK-NOT-ISOLATED", "OPC-BLOCK-HASH")
    return Defect(package.data, DEMO, package.at(DEMO).block(0), 0, also)


for name, by in {"one-more": 1, "one-less": -1, "final-block-counted-wrongly": 3, "far-too-big": 1 << 40}.items():

    def total(by=by):
        package = in_map(DEMO, lambda row: resize(row, 3, by))
        return Defect(package.data, DEMO, also=("OPC-BLOCK-SIZE", "ZIP-DEFLATE", "OPC-BLOCK-HASH"))

    defect("OPC-BLOCK-SUM", name)(total)


@defect("OPC-BLOCK-SIZE-ON-STORED", "payload")
def _():
    def edit(row):
        row.blocks = [(row.blocks[0][0], 65_536), (row.blocks[1][0], 4_464)]

    return Defect(in_map(PHOTO, edit).data, PHOTO, also=("OPC-BLOCK-SUM",))


@defect("OPC-BLOCK-SIZE-MISSING", "all")
def _():
    def edit(row):
        row.blocks = [(digest, None) for digest, _ in row.blocks]

    return Defect(in_map(DEMO, edit).data, DEMO, also=("OPC-BLOCK-SUM",))


@defect("OPC-BLOCK-SIZE-MISSING", "one-of-four")
def _():
    def edit(row):
        row.blocks[2] = (row.blocks[2][0], None)

    return Defect(in_map(DEMO, edit).data, DEMO, also=("OPC-BLOCK-SUM",))


# --- one stream that is not reset between blocks


@defect("OPC-BLOCK-NOT-ISOLATED", "byte-aligned")
def _():
    """Blocks begin at byte boundaries but refer to bytes of the block before."""
    package = build(replaced(DEMO, form="sync"))
    return Defect(package.data, DEMO, package.at(DEMO).block(1), 1)


@defect("OPC-BLOCK-NOT-ISOLATED", "one-solid-stream")
def _():
    """No flush at all: no block boundary exists in the stream."""
    package = build(replaced(DEMO, form="solid"))
    also = ("OPC-BLOCK-SIZE", "OPC-BLOCK-HASH", "ZIP-DEFLATE")
    return Defect(package.data, DEMO, also=also)


# --- File attributes


def set_size(value):
    def edit(row):
        row.size = value(row.size)

    return edit


SIZES = {"deflated-more": (DEMO, 1), "deflated-less": (DEMO, -1), "stored-more": (PHOTO, 1), "stored-less": (PHOTO, -1), "manifest": (MANIFEST, 1)}
for name, (part, by) in SIZES.items():

    def sized(part=part, by=by):
        package = in_map(part, set_size(lambda size: size + by))
        return Defect(package.data, part, also=())

    defect("OPC-FILE-SIZE", name)(sized)


@defect("OPC-FILE-SIZE", "empty-file")
def _():
    return Defect(in_map(EMPTY, set_size(lambda size: 1)).data, EMPTY, also=("OPC-BLOCK-COUNT",))


@defect("OPC-FILE-SIZE", "not-a-safe-number")
def _():
    package = in_map(DEMO, set_size(lambda size: 9_999_999_999_999_999))
    return Defect(package.data, DEMO, also=("OPC-BLOCK-COUNT",))


for name, part, value in (("ninety-nine", WORDS, 99), ("one-more", DEMO, None), ("manifest", MANIFEST, 30), ("content-of-other", PHOTO, 65_536), ("below-schema", DEMO, 29), ("beyond-schema", DEMO, 65_537)):

    def header(part=part, value=value):
        def edit(row):
            row.lfh_size = row.lfh_size + 1 if value is None else value

        return Defect(in_map(part, edit).data, part, also=("OPC-BLOCKMAP-INVALID",) if value in (29, 65_537) else ())

    defect("OPC-LFH-SIZE", name)(header)


@defect("OPC-LFH-SIZE", "extra-not-counted")
def _():
    stamp = b"UT\x05\x00\x01\x00\x00\x00\x00"
    def change(files):
        row = next(each for each in files if each.name.endswith("demo.exe"))
        row.lfh_size -= len(stamp)
        return files

    return Defect(build(replaced(DEMO, style=Style(local_extra=stamp)), Options(edit_map=change)).data, DEMO)


COUNTS = {
    "last-missing": (DEMO, lambda row: row.blocks.pop()),
    "all-missing": (DEMO, lambda row: row.blocks.clear()),
    "one-too-many": (DEMO, lambda row: row.blocks.append(row.blocks[-1])),
    "stored-missing": (PHOTO, lambda row: row.blocks.pop()),
    "stored-too-many": (PHOTO, lambda row: row.blocks.append(row.blocks[-1])),
    "empty-file": (EMPTY, lambda row: row.blocks.append((OTHER_HASH, None))),
    "exact-multiple": (NOISE, lambda row: row.blocks.append(("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", 5))),
}
for name, (part, edit) in COUNTS.items():
    defect("OPC-BLOCK-COUNT", name)(lambda part=part, edit=edit: Defect(in_map(part, edit).data, part, also=("OPC-BLOCK-SUM", "OPC-BLOCK-HASH")))


# --- which files are listed


def reorder(files):
    files[1], files[2] = files[2], files[1]
    return files


@defect("OPC-BLOCKMAP-ORDER", "two-exchanged")
def _():
    return Defect(good(edit_map=reorder).data, BLOCK_MAP)


@defect("OPC-BLOCKMAP-ORDER", "manifest-first")
def _():
    return Defect(good(edit_map=lambda files: files[-1:] + files[:-1]).data, BLOCK_MAP)


@defect("OPC-BLOCKMAP-EMPTY", "no-file")
def _():
    return Defect(good(edit_map=lambda files: []).data, BLOCK_MAP, also=("OPC-NOT-IN-BLOCKMAP",))


@defect("OPC-BLOCKMAP-DUPLICATE", "same-text")
def _():
    return Defect(good(edit_map=lambda files: files[:2] + files[1:]).data, BLOCK_MAP)


@defect("OPC-BLOCKMAP-DUPLICATE", "other-case")
def _():
    def edit(files):
        twin = type(files[1])(files[1].name.upper(), files[1].size, files[1].lfh_size, files[1].blocks)
        return files + [twin]

    return Defect(good(edit_map=edit).data, BLOCK_MAP, also=("OPC-NOT-IN-ZIP", "OPC-BLOCKMAP-ORDER"))


for name in (CONTENT_TYPES, BLOCK_MAP, SIGNATURE, CATALOG):

    def listed(name=name):
        def edit(files):
            row = files[0]
            return files + [type(row)(name.replace("/", "\\"), 1, 50, [(OTHER_HASH, 10)])]

        return Defect(good(edit_map=edit).data, BLOCK_MAP, also=("OPC-NOT-IN-ZIP",))

    defect("OPC-BLOCKMAP-FOOTPRINT", name.strip("[").split("/")[-1].split(".")[0].rstrip("]").replace("_", "-").lower())(listed)


def without(name: str):
    return lambda files: [each for each in files if each.name != name.replace("/", "\\")]


for variant, name in {"payload": DEMO, "empty-file": EMPTY, "manifest": MANIFEST}.items():
    defect("OPC-NOT-IN-BLOCKMAP", variant)(lambda name=name: Defect(good(edit_map=without(name)).data, name))


@defect("OPC-NOT-IN-ZIP", "extra-file")
def _():
    def edit(files):
        return files[:3] + [type(files[0])("Root\\gone.txt", 0, 43, [])] + files[3:]

    return Defect(good(edit_map=edit).data, "Root/gone.txt")


def rename(change):
    def edit(row):
        row.name = change(row.name)

    return edit


for variant, change in {
    "other-case": lambda name: name.replace("demo.exe", "Demo.exe"),
    "encoded": lambda name: name.replace(" ", "%20"),
}.items():

    def renamed(change=change):
        name = change(DEMO.replace("/", "\\")).replace("\\", "/")
        return Defect(in_map(DEMO, rename(change)).data, name, also=("OPC-NOT-IN-BLOCKMAP",))

    defect("OPC-NOT-IN-ZIP", variant)(renamed)
