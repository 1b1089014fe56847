"""Damage in local headers, central headers and data descriptors."""

from appx import BLOCK_MAP, CONTENT_TYPES, OLD_STYLE, SIGNED_STYLE, Style, build
from defect import CDH, DESCRIPTOR, LFH, Defect, both, defect, good, plain, replaced
from payload import DEMO, EMPTY, STREAM_MAP, WORDS

BREAKS_DATA = ("ZIP-CRC", "ZIP-SIZE", "ZIP-DEFLATE", "OPC-BLOCK-HASH")


@defect("ZIP-ENTRY-COMMENT", "payload")
def _():
    package = plain()
    entry, layout = package.at(WORDS), package.layout
    package.put(entry.cdh + CDH["comment"], "H", 5).put(layout.eocd + 12, "I", layout.cd_size + 5)
    end = entry.cdh + 46 + len(entry.raw_name)
    return Defect(package.data[:end] + b"hello" + package.data[end:], WORDS, entry.cdh)


for bit, name in {0: "encrypted", 6: "strong-encryption", 13: "masked-header", 14: "reserved-14", 15: "reserved-15"}.items():

    def flag(bit=bit):
        package = both(good(), DEMO, "flags", 8 | 1 << bit)
        return Defect(package.data, DEMO, package.at(DEMO).cdh)

    defect("ZIP-FLAGS", name)(flag)


@defect("ZIP-FLAGS", "reserved-12-of-block-map")
def _():
    package = both(good(), BLOCK_MAP, "flags", 8 | 1 << 12)
    return Defect(package.data, BLOCK_MAP, package.at(BLOCK_MAP).cdh)


for method, name in {1: "shrunk", 9: "deflate64", 12: "bzip2", 14: "lzma", 93: "zstandard", 0xFFFF: "none-known"}.items():

    def compress(method=method):
        package = both(good(), DEMO, "method", method)
        return Defect(package.data, DEMO, package.at(DEMO).cdh)

    defect("ZIP-METHOD", name)(compress)

for version in (0, 10, 46, 63, 0x032D):

    def needs(version=version):
        package = good()
        entry = package.at(DEMO)
        return Defect(package.put(entry.lfh + LFH["version"], "H", version).data, DEMO, entry.lfh)

    defect("ZIP-VERSION", f"needed-{version}")(needs)


# --- Zip64 extra fields

# Without its sizes and its place nothing else of an entry can be right.
LOST = ("ZIP-TRUNCATED", "ZIP-OVERLAP", "ZIP-GAP", "ZIP-LOCAL-HEADER", "OPC-BLOCK-SUM", "OPC-FILE-SIZE", "OPC-BLOCKMAP-ORDER")


@defect("ZIP-ZIP64", "extra-missing")
def _():
    package = good()
    entry = package.at(DEMO)
    package.put(entry.cdh + CDH["csize"], "I", 0xFFFFFFFF)
    return Defect(package.data, DEMO, entry.cdh, also=LOST)


@defect("ZIP-ZIP64", "extra-missing-offset")
def _():
    package = good()
    entry = package.at(DEMO)
    package.put(entry.cdh + CDH["offset"], "I", 0xFFFFFFFF)
    return Defect(package.data, DEMO, entry.cdh, also=LOST)


def wide() -> tuple:
    """An old MakeAppx package; its Zip64 extra of one entry begins at the second value."""
    parts = replaced(DEMO, style=OLD_STYLE)
    package = build(parts)
    return package, package.at(DEMO), package.at(DEMO).cdh + 46 + len(package.at(DEMO).raw_name)


@defect("ZIP-ZIP64", "extra-of-other-kind")
def _():
    package, entry, extra = wide()
    return Defect(package.put(extra, "H", 0x7075).data, DEMO, entry.cdh, also=LOST)


@defect("ZIP-ZIP64", "extra-too-short")
def _():
    """Says 8 bytes where three values are due; the remaining 16 read as an unknown field."""
    package, entry, extra = wide()
    package.put(extra, "HHQHH", 1, 8, entry.usize, 0x7075, 12)
    return Defect(package.data, DEMO, entry.cdh, also=LOST)


@defect("ZIP-ZIP64", "extra-runs-out")
def _():
    package, entry, extra = wide()
    return Defect(package.put(extra + 2, "H", 400).data, DEMO, entry.cdh, also=LOST)


# --- local headers


LOCAL = {
    "signature": (0, "I", 0x04034B51),
    "method": (LFH["method"], "H", 0),
    "no-descriptor-bit": (LFH["flags"], "H", 0),
    "crc-not-zero": (LFH["crc"], "I", 0x12345678),
    "compressed-size-not-zero": (LFH["csize"], "I", 1),
    "size-not-zero": (LFH["usize"], "I", 1),
    "name-length": (LFH["name"], "H", 20),
    "name": (30 + 5, "B", ord("X")),
    "name-length-beyond-end": (LFH["name"], "H", 0xFFFF),
}
LOCAL_ALSO = {
    "signature": (),
    "name-length": BREAKS_DATA + ("ZIP-DESCRIPTOR", "ZIP-GAP", "OPC-LFH-SIZE"),
    "name-length-beyond-end": BREAKS_DATA + ("ZIP-DESCRIPTOR", "ZIP-OVERLAP", "ZIP-TRUNCATED", "OPC-LFH-SIZE"),
}
for name, (field, form, value) in LOCAL.items():

    def local(name=name, field=field, form=form, value=value):
        package = good()
        entry = package.at(DEMO)
        return Defect(package.put(entry.lfh + field, form, value).data, DEMO, entry.lfh, also=LOCAL_ALSO.get(name, ()))

    defect("ZIP-LOCAL-HEADER", name)(local)

@defect("OPC-LFH-SIZE", "local-extra-length")
def _():
    """A local extra field said that is not there: allowed in itself, but the block map knows a shorter header."""
    package = good()
    entry = package.at(DEMO)
    package.put(entry.lfh + LFH["extra"], "H", 7)
    return Defect(package.data, DEMO, also=BREAKS_DATA + ("ZIP-DESCRIPTOR", "ZIP-OVERLAP", "ZIP-LOCAL-HEADER"))


for field in ("crc", "csize", "usize"):

    def plain_local(field=field):
        """Without descriptor the local header says CRC and sizes: here another than the directory."""
        package = build(replaced(DEMO, style=SIGNED_STYLE))
        entry = package.at(DEMO)
        return Defect(package.put(entry.lfh + LFH[field], "I", getattr(entry, field) ^ 1).data, DEMO, entry.lfh)

    defect("ZIP-LOCAL-HEADER", f"own-{field}")(plain_local)


@defect("ZIP-LOCAL-HEADER", "descriptor-bit-only-local")
def _():
    package = build(replaced(DEMO, style=SIGNED_STYLE))
    entry = package.at(DEMO)
    return Defect(package.put(entry.lfh + LFH["flags"], "H", 8).data, DEMO, entry.lfh, also=("ZIP-DESCRIPTOR",))


@defect("ZIP-LOCAL-HEADER", "offset-into-data")
def _():
    package = good()
    entry = package.at(STREAM_MAP)
    package.put(entry.cdh + CDH["offset"], "I", entry.lfh + 3)
    return Defect(package.data, STREAM_MAP, entry.lfh + 3, also=("ZIP-GAP", "ZIP-OVERLAP"))


# --- data descriptors


DESCRIPTORS = {
    "signature": (0, "I", 0x08074B51),
    "garbage": (0, "QQQ", 0x1122334455667788, 0x99AABBCCDDEEFF00, 0x1122334455667788),
    "zeros": (0, "QQQ", 0, 0, 0),
    "crc": (DESCRIPTOR["crc"], "I", 0xDEADBEEF),
    "compressed-size": (DESCRIPTOR["csize"], "Q", 7),
    "size": (DESCRIPTOR["usize"], "Q", 7),
    "size-high-half": (DESCRIPTOR["usize"] + 4, "I", 1),
}
for name, patch in DESCRIPTORS.items():

    def described(patch=patch):
        package = good()
        entry = package.at(DEMO)
        return Defect(package.put(entry.descriptor + patch[0], *patch[1:]).data, DEMO, entry.descriptor)

    defect("ZIP-DESCRIPTOR", name)(described)


@defect("ZIP-DESCRIPTOR", "of-empty-file")
def _():
    package = good()
    entry = package.at(EMPTY)
    return Defect(package.put(entry.descriptor + DESCRIPTOR["crc"], "I", 1).data, EMPTY, entry.descriptor)


@defect("ZIP-DESCRIPTOR", "of-content-types")
def _():
    package = good()
    entry = package.at(CONTENT_TYPES)
    return Defect(package.put(entry.descriptor, "I", 0).data, CONTENT_TYPES, entry.descriptor)


@defect("ZIP-DESCRIPTOR", "missing")
def _():
    """Bit 3 promises a descriptor, the next local header follows at once."""
    package = build(replaced(DEMO, style=Style(descriptor=0)))
    entry = package.at(DEMO)
    return Defect(package.data, DEMO, entry.end, also=("ZIP-OVERLAP",))
