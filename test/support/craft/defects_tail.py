"""Files that are no package, cut files, and damage in the end records."""

import struct

from defect import CDH, EOCD, LOCATOR, ZIP64, Defect, defect, good, plain
from payload import DEMO, NOISE, WORDS, noise


@defect("ZIP-EMPTY", "zero-bytes")
def _():
    return Defect(b"")


def compound_file() -> bytes:
    """The header of a Windows Installer database and a few sectors."""
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(10)
    return head.ljust(512, b"\xff") + bytes(4096)


FOREIGN = {
    "one-byte": b"P",
    "text-file": b"This is a text, not a package.\r\n" * 40,
    "compound-file": compound_file(),
    "random": noise(200_000, "random"),
    "twenty-one-zeros": bytes(21),
    "cabinet": b"MSCF" + bytes(60) + noise(3000, "cabinet"),
    "xml": b'<?xml version="1.0" encoding="utf-8"?><Package/>',
    "gzip": bytes.fromhex("1f8b0800000000000003") + noise(500, "gzip"),
}
for name, content in FOREIGN.items():
    defect("ZIP-NOT-ZIP", name)(lambda content=content: Defect(content))


def cuts() -> dict:
    package = good()
    layout, demo = package.layout, package.at(DEMO)
    return {
        "four-bytes": 4,
        "in-first-header": 20,
        "in-name": demo.lfh + 33,
        "in-data": demo.data + 7000,
        "in-descriptor": demo.descriptor + 11,
        "between-entries": demo.end,
        "before-directory": layout.cd,
        "in-directory": layout.cd + 100,
        "before-zip64-record": layout.zip64,
        "in-zip64-record": layout.zip64 + 30,
        "before-locator": layout.locator,
        "before-end-record": layout.eocd,
        "one-byte-short": len(package.data) - 1,
    }


for name, length in cuts().items():
    defect("ZIP-TRUNCATED", f"cut-{name}")(lambda length=length: Defect(good().data[:length], offset=length))


@defect("ZIP-TAIL", "directory-beyond-end")
def _():
    package = plain()
    offset = package.layout.eocd
    return Defect(package.put(offset + EOCD["offset"], "I", len(package.data) + 1000).data, offset=offset)


@defect("ZIP-TAIL", "directory-beyond-end-zip64")
def _():
    package = good()
    offset = package.layout.zip64
    return Defect(package.put(offset + ZIP64["offset"], "Q", 1 << 40).data, offset=offset)


@defect("ZIP-TAIL", "directory-offset-overflows")
def _():
    package = good()
    offset = package.layout.zip64
    return Defect(package.put(offset + ZIP64["offset"], "Q", (1 << 64) - 40).data, offset=offset)


@defect("ZIP-TAIL", "zip64-record-beyond-end")
def _():
    package = good()
    offset = package.layout.locator
    return Defect(package.put(offset + LOCATOR["offset"], "Q", len(package.data) + 1).data, offset=offset)


@defect("ZIP-TRUNCATED", "entry-beyond-end")
def _():
    package = good()
    entry = package.at(WORDS)
    package.put(entry.cdh + CDH["offset"], "I", len(package.data) + 10)
    return Defect(package.data, WORDS, entry.cdh, also=("ZIP-GAP", "ZIP-LOCAL-HEADER", "OPC-BLOCKMAP-ORDER"))


@defect("ZIP-TRUNCATED", "data-beyond-end")
def _():
    package = good()
    entry = package.at(WORDS)
    package.put(entry.cdh + CDH["csize"], "I", len(package.data))
    return Defect(package.data, WORDS, entry.cdh, also=("ZIP-OVERLAP", "OPC-BLOCK-SUM", "ZIP-DESCRIPTOR", "ZIP-SIZE"))


@defect("ZIP-TAIL", "middle-lost")
def _():
    """A hundred bytes of a file's data gone, as a faulty transfer leaves it: every later place is wrong."""
    package = good()
    at = package.at(NOISE).data + 500
    locator = package.layout.locator - 100
    return Defect(package.data[:at] + package.data[at + 100 :], offset=locator)


@defect("ZIP-TAIL", "middle-lost-plain")
def _():
    package = plain()
    at = package.at(NOISE).data + 500
    return Defect(package.data[:at] + package.data[at + 100 :], offset=package.layout.eocd - 100)


@defect("ZIP-GAP", "junk-before-archive")
def _():
    """Four bytes in front, offsets as before: all of them are four too small."""
    return Defect(b"JUNK" + good().data, offset=0)


@defect("ZIP-GAP", "junk-before-archive-plain")
def _():
    return Defect(b"JUNK" + plain().data, offset=0)


@defect("ZIP-TAIL", "locator-signature")
def _():
    package = good()
    offset = package.layout.locator
    return Defect(package.put(offset, "I", 0x07064B51).data, offset=package.layout.eocd)


@defect("ZIP-TAIL", "locator-into-nothing")
def _():
    package = good()
    offset = package.layout.locator
    return Defect(package.put(offset + LOCATOR["offset"], "Q", package.layout.zip64 - 3).data, offset=offset)


@defect("ZIP-TAIL", "zip64-signature")
def _():
    package = good()
    return Defect(package.put(package.layout.zip64, "I", 0x06064B51).data, offset=package.layout.locator)


@defect("ZIP-TAIL", "zip64-length")
def _():
    package = good()
    offset = package.layout.zip64
    return Defect(package.put(offset + ZIP64["length"], "Q", 12).data, offset=offset)


@defect("ZIP-TAIL", "zip64-length-huge")
def _():
    package = good()
    offset = package.layout.zip64
    return Defect(package.put(offset + ZIP64["length"], "Q", 1 << 62).data, offset=offset)


@defect("ZIP-TAIL", "end-record-contradicts-count")
def _():
    package = good()
    offset = package.layout.eocd
    return Defect(package.put(offset + EOCD["count"], "HH", 3, 3).data, offset=offset)


@defect("ZIP-TAIL", "end-record-contradicts-offset")
def _():
    package = good()
    offset = package.layout.eocd
    return Defect(package.put(offset + EOCD["offset"], "I", package.layout.cd - 46).data, offset=offset)


@defect("ZIP-TAIL", "directory-over-end-record")
def _():
    """The directory said to reach into the records behind it."""
    package = good()
    offset = package.layout.zip64
    return Defect(package.put(offset + ZIP64["size"], "Q", package.layout.cd_size + 20).data, offset=offset)


DISKS = {
    "zip64-disk": lambda p: (p.layout.zip64, ZIP64["disk"], "I", 1),
    "zip64-directory-disk": lambda p: (p.layout.zip64, ZIP64["cd_disk"], "I", 2),
    "zip64-count-on-disk": lambda p: (p.layout.zip64, ZIP64["count"], "Q", 4),
    "locator-disk": lambda p: (p.layout.locator, LOCATOR["disk"], "I", 1),
    "locator-disks": lambda p: (p.layout.locator, LOCATOR["disks"], "I", 2),
    "central-header": lambda p: (p.at(WORDS).cdh, CDH["disk"], "H", 1),
}
for name, place in DISKS.items():

    def split(place=place, name=name):
        package = good()
        record, field, form, value = place(package)
        part = WORDS if name == "central-header" else None
        return Defect(package.put(record + field, form, value).data, part, record)

    defect("ZIP-MULTI-DISK", name)(split)

PLAIN_DISKS = {"disk": (EOCD["disk"], 1), "directory-disk": (EOCD["cd_disk"], 1), "count-on-disk": (EOCD["count"], 2)}
for name, (field, value) in PLAIN_DISKS.items():

    def split_plain(field=field, value=value):
        package = plain()
        offset = package.layout.eocd
        return Defect(package.put(offset + field, "H", value).data, offset=offset)

    defect("ZIP-MULTI-DISK", f"plain-{name}")(split_plain)


@defect("ZIP-TAIL", "end-record-contradicts-disk")
def _():
    """The end record speaks of a second disk, the Zip64 record of one."""
    package = good()
    offset = package.layout.eocd
    return Defect(package.put(offset + EOCD["disk"], "H", 1).data, offset=offset)


@defect("ZIP-COMMENT", "comment")
def _():
    package = good()
    package.put(package.layout.eocd + EOCD["comment"], "H", 5)
    return Defect(package.data + b"hello", offset=package.layout.eocd)


@defect("ZIP-COMMENT", "bytes-after-end-record")
def _():
    package = good()
    return Defect(package.data + b"hello", offset=package.layout.eocd)


@defect("ZIP-GAP", "comment-as-second-end-record")
def _():
    """The comment is itself an end record, of an empty archive: to a reader from the end all the rest is hidden."""
    package = plain()
    package.put(package.layout.eocd + EOCD["comment"], "H", 22)
    second = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 0, 0, 0, len(package.data), 0)
    return Defect(package.data + second, offset=0, also=("OPC-PART-MISSING",))
