"""Damage in a file of more than a mebibyte, which a verifier may well read in pieces."""

from appx import BLOCK, SIGNED_STYLE, Options, Part, build
from defect import CDH, DESCRIPTOR, LFH, Defect, defect, lie
from payload import noise, words

LARGE = "Root/large.bin"
BLOCKS = 48
HALFWAY = 30  # a block far from either end


def content() -> bytes:
    """Text and noise in turn, so that neither all blocks compress nor none, and a last block of one byte."""
    blocks = [noise(BLOCK, str(index)) if index % 3 else words(BLOCK, str(index)) for index in range(BLOCKS - 1)]
    return b"".join(blocks) + b"!"


def large(edit=None, **fields):
    """A package around the large file, stored or deflated, with one File element changed."""

    def change(files):
        if edit is not None:
            edit(files[1])
        return files

    parts = [Part("Root/a.txt", words(500)), Part(LARGE, content(), **fields), Part("Root/z.txt", words(700))]
    return build(parts, Options(edit_map=change))


@defect("OPC-BLOCK-HASH", "large")
def _():
    def edit(row):
        row.blocks[HALFWAY] = (row.blocks[HALFWAY + 1][0], row.blocks[HALFWAY][1])

    package = large(edit)
    return Defect(package.data, LARGE, package.at(LARGE).block(HALFWAY), HALFWAY)


@defect("OPC-BLOCK-HASH", "large-stored")
def _():
    package = large(method=0)
    offset = package.at(LARGE).block(HALFWAY)
    package.data[offset + 5] ^= 1
    return Defect(package.data, LARGE, offset, HALFWAY, also=("ZIP-CRC",))


@defect("OPC-BLOCK-SIZE", "large-shifted-by-one")
def _():
    def edit(row):
        for block, by in ((HALFWAY, 1), (HALFWAY + 1, -1)):
            row.blocks[block] = (row.blocks[block][0], row.blocks[block][1] + by)

    package = large(edit)
    also = ("ZIP-DEFLATE", "OPC-BLOCK-NOT-ISOLATED", "OPC-BLOCK-HASH")
    return Defect(package.data, LARGE, package.at(LARGE).block(HALFWAY), HALFWAY, also)


@defect("OPC-BLOCK-SIZE", "large-first-claims-nearly-all")
def _():
    """The sum is right, but the first block is said to be as long as the others together."""

    def edit(row):
        sizes = [size for _, size in row.blocks]
        moved = sum(sizes[1:]) - len(sizes[1:])
        row.blocks = [(digest, size + moved if index == 0 else 1) for index, (digest, size) in enumerate(row.blocks)]

    package = large(edit)
    also = ("ZIP-DEFLATE", "OPC-BLOCK-NOT-ISOLATED", "OPC-BLOCK-HASH")
    return Defect(package.data, LARGE, package.at(LARGE).block(0), 0, also)


@defect("OPC-BLOCK-NOT-ISOLATED", "large")
def _():
    package = build([Part(LARGE, words(300 * BLOCK), form="sync")])
    return Defect(package.data, LARGE, package.at(LARGE).block(1), 1)


@defect("OPC-BLOCK-SUM", "large")
def _():
    def edit(row):
        row.blocks[HALFWAY] = (row.blocks[HALFWAY][0], row.blocks[HALFWAY][1] + 7)

    return Defect(large(edit).data, LARGE, also=("OPC-BLOCK-SIZE",))


@defect("ZIP-DEFLATE", "large")
def _():
    package = large()
    offset = package.at(LARGE).block(HALFWAY)
    package.data[offset] |= 0x06
    return Defect(package.data, LARGE, offset, HALFWAY, also=("ZIP-CRC", "ZIP-SIZE"))


@defect("ZIP-CRC", "large")
def _():
    package = large()
    return Defect(lie(package, LARGE, crc=package.at(LARGE).crc ^ 1).data, LARGE, package.at(LARGE).cdh)


@defect("ZIP-CRC", "large-stored")
def _():
    package = large(method=0, style=SIGNED_STYLE)
    entry = package.at(LARGE)
    package.put(entry.cdh + CDH["crc"], "I", 0).put(entry.lfh + LFH["crc"], "I", 0)
    return Defect(package.data, LARGE, entry.cdh)


@defect("ZIP-SIZE", "large-one-byte-more")
def _():
    package = large()
    package = lie(package, LARGE, usize=package.at(LARGE).usize + 1)
    return Defect(package.data, LARGE, package.at(LARGE).cdh, also=("OPC-FILE-SIZE",))


@defect("ZIP-DESCRIPTOR", "large")
def _():
    package = large()
    entry = package.at(LARGE)
    return Defect(package.put(entry.descriptor + DESCRIPTOR["usize"], "Q", 5).data, LARGE, entry.descriptor)


@defect("ZIP-LOCAL-HEADER", "large")
def _():
    package = large()
    entry = package.at(LARGE)
    return Defect(package.put(entry.lfh + 30, "B", ord("S")).data, LARGE, entry.lfh)


@defect("OPC-LFH-SIZE", "large")
def _():
    def edit(row):
        row.lfh_size = 99

    return Defect(large(edit).data, LARGE)


@defect("OPC-FILE-SIZE", "large")
def _():
    def edit(row):
        row.size += 1

    return Defect(large(edit).data, LARGE, also=("OPC-BLOCK-COUNT",))


@defect("ZIP-GAP", "after-large")
def _():
    parts = [Part(LARGE, content()), Part("Root/z.txt", words(700))]
    package = build(parts, Options(between={"Root/z.txt": b"hidden bytes"}))
    return Defect(package.data, offset=package.at("Root/z.txt").lfh - 12)
