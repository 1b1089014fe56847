"""Entry names that must not be: they leave the folder, hide behind an encoding, or mean two files to Windows."""

import urllib.parse

from appx import Part, build
from defect import Defect, defect
from payload import payload, words

# Entry name as written -> variant. The block map says the decoded name, so only the name itself is wrong.
NAMES = {
    "OPC-NAME-SLIP": {
        "parent": b"../evil.txt",
        "parent-inside": b"Root/../../evil.txt",
        "parent-at-end": b"Root/..",
        "absolute": b"/etc/passwd",
        "server": b"//server/share/evil.txt",
        "drive": b"C:/Windows/evil.dll",
        "drive-relative": b"C:evil.dll",
        "drive-encoded": b"C%3A/Windows/evil.dll",
        "parent-encoded": b"Root/%2E%2E/%2E%2E/evil.txt",
        "parent-with-backslash": b"..\\evil.txt",
        "parent-with-encoded-backslash": b"Root/..%5C..%5Cevil.txt",
        "parent-with-encoded-slash": b"Root/..%2F..%2Fevil.txt",
    },
    "OPC-NAME-ENCODING": {
        "raw-space": b"Root/a b.txt",
        "raw-bracket": b"Root/a(1).txt",
        "over-encoded": b"Root/%61.txt",
        "over-encoded-dash": b"Root/a%2Db.txt",
        "lower-hex": b"Root/%c3%a9.txt",
        "raw-utf-8": "Root/é.txt".encode(),
        "latin-1": b"Root/\xe9.txt",
        "percent-alone": b"Root/100%.txt",
        "percent-not-hex": b"Root/%zz.txt",
        "utf-8-cut": b"Root/%C3.txt",
        "utf-8-over-long": b"Root/%C0%AF.txt",
        "surrogate": b"Root/%ED%A0%80.txt",
        "encoded-slash": b"Root%2Fa.txt",
    },
    "OPC-NAME-CHARACTER": {
        "colon": b"Root/a.txt:stream",
        "star": b"Root/a*.txt",
        "question-mark": b"Root/a?.txt",
        "quote": b'Root/"a".txt',
        "less": b"Root/a<b.txt",
        "bar": b"Root/a|b.txt",
        "control": b"Root/a%01.txt",
        "nul": b"Root/a%00.txt",
        "line-end": b"Root/a%0A.txt",
        "backslash": b"Root\\VFS\\a.txt",
        "noncharacter": b"Root/%EF%BF%BF.txt",
    },
    "OPC-NAME-RESERVED": {
        "con": b"Root/con",
        "prn-with-extension": b"Root/PRN.txt",
        "aux-folder": b"Root/aux/a.txt",
        "nul-two-extensions": b"Root/nul.tar.gz",
        "com1": b"Root/Com1.log",
        "lpt9": b"Root/lpt9",
        "trailing-dot": b"Root/a.",
        "trailing-space": b"Root/a%20",
        "folder-trailing-dot": b"Root/a./b.txt",
        "single-dot": b"Root/./a.txt",
        "idn-prefix": b"Root/xn--a.txt",
        "relationships": b"Root/_rels/a.rels",
    },
    "OPC-NAME-LENGTH": {
        "segment-256": b"Root/" + b"s" * 252 + b".txt",
        "whole-32768": b"/".join([b"s" * 200] * 164)[:32_764] + b".txt",
        "empty-segment": b"Root//a.txt",
        "empty": b"",
    },
}
CONSEQUENCES = ("OPC-NOT-IN-BLOCKMAP", "OPC-NOT-IN-ZIP", "OPC-CONTENT-TYPE-MISSING", "OPC-BLOCKMAP-INVALID")
# A name can be wrong in several ways at once; the first one above is the one that must be said.
MORE = {
    ("OPC-NAME-SLIP", "drive"): ("OPC-NAME-CHARACTER", "OPC-NAME-ENCODING"),
    ("OPC-NAME-SLIP", "drive-relative"): ("OPC-NAME-CHARACTER", "OPC-NAME-ENCODING"),
    ("OPC-NAME-SLIP", "drive-encoded"): ("OPC-NAME-CHARACTER", "OPC-NAME-ENCODING"),
    ("OPC-NAME-SLIP", "server"): ("OPC-NAME-LENGTH",),
    ("OPC-NAME-SLIP", "parent-encoded"): ("OPC-NAME-ENCODING",),
    ("OPC-NAME-SLIP", "parent-with-backslash"): ("OPC-NAME-ENCODING", "OPC-NAME-CHARACTER"),
    ("OPC-NAME-SLIP", "parent-with-encoded-backslash"): ("OPC-NAME-ENCODING", "OPC-NAME-CHARACTER"),
    ("OPC-NAME-SLIP", "parent-with-encoded-slash"): ("OPC-NAME-ENCODING",),
    # Characters that are forbidden anyway have no right spelling.
    **{("OPC-NAME-CHARACTER", variant): ("OPC-NAME-ENCODING",) for variant in NAMES["OPC-NAME-CHARACTER"]},
}


def decoded(raw: bytes) -> str:
    """What the entry name says, without the characters that the text of the block map could not hold."""
    text = urllib.parse.unquote_to_bytes(raw).decode("utf-8", "replace")
    return "".join(character for character in text if character >= " " and character != "\uffff")


def named(raw: bytes, more: tuple) -> Defect:
    part = Part(decoded(raw) or "Root/nameless", words(100), method=8, raw_name=raw)
    package = build(payload() + [part])
    return Defect(package.data, None, package.at(part.name).cdh, also=CONSEQUENCES + more)


for code, rows in NAMES.items():
    for variant, raw in rows.items():
        defect(code, variant)(lambda raw=raw, more=MORE.get((code, variant), ()): named(raw, more))


def pair(first: str, second: str, guilty: str) -> Defect:
    parts = [Part(first, words(100, "1")), Part(second, words(100, "2"))]
    package = build(payload() + parts)
    return Defect(package.data, guilty, package.at(guilty).cdh)


CASES = {
    "ascii": ("Root/Read Me.txt", "Root/read me.txt"),
    "folder": ("Root/Docs/a.txt", "Root/docs/a.txt"),
    "accent": ("Root/É.txt", "Root/é.txt"),
    "cyrillic": ("Root/Имя.txt", "Root/имя.txt"),
}
for variant, (first, second) in CASES.items():
    defect("OPC-NAME-CASE", variant)(lambda first=first, second=second: pair(first, second, second))


@defect("OPC-NAME-CASE", "manifest")
def _():
    part = Part("APPXMANIFEST.XML", words(100))
    package = build(payload() + [part])
    # The manifest itself comes later in the directory, so it is the second of the two.
    return Defect(package.data, None, package.at("AppxManifest.xml").cdh)


# The part that lies below another part's name is the one that cannot be.
FOLDERS = {
    "file-then-below-it": ("Root/Docs", "Root/Docs/a.txt", "Root/Docs/a.txt"),
    "below-it-then-file": ("Root/Docs/a.txt", "Root/Docs", "Root/Docs/a.txt"),
    "other-case": ("Root/DOCS", "Root/docs/a/b.txt", "Root/docs/a/b.txt"),
}
for variant, row in FOLDERS.items():
    defect("OPC-NAME-FOLDER", variant)(lambda row=row: pair(*row))


@defect("ZIP-DIRECTORY-ENTRY", "folder")
def _():
    part = Part("Root/VFS/", b"", in_map=False)
    package = build(payload() + [part])
    return Defect(package.data, None, package.at(part.name).cdh, also=("OPC-NOT-IN-BLOCKMAP", "OPC-CONTENT-TYPE-MISSING"))


@defect("ZIP-DIRECTORY-ENTRY", "folder-with-data")
def _():
    part = Part("Root/VFS/", words(100), in_map=False)
    package = build(payload() + [part])
    return Defect(package.data, None, package.at(part.name).cdh, also=("OPC-NOT-IN-BLOCKMAP", "OPC-CONTENT-TYPE-MISSING"))


def twice(name: str, also: tuple) -> Defect:
    """Two whole entries of one name: which one is read depends on the reader."""
    parts = [Part(name, words(300, "first")), Part(name, words(300, "second"))]
    package = build(payload() + parts)
    return Defect(package.data, None, package.at(name).cdh, also=also)


defect("ZIP-DUPLICATE", "payload")(lambda: twice("Root/a.txt", ("OPC-BLOCKMAP-DUPLICATE", "OPC-BLOCK-SUM", "OPC-BLOCK-HASH", "OPC-FILE-SIZE")))


@defect("ZIP-DUPLICATE", "not-in-block-map")
def _():
    name = "Root/a.txt"
    package = build(payload() + [Part(name, words(300)), Part(name, words(300), in_map=False)])
    return Defect(package.data, None, package.at(name).cdh)


for name in ("AppxManifest.xml", "AppxBlockMap.xml", "[Content_Types].xml"):

    def footprint_twice(name=name):
        package = build(payload() + [Part(name, words(300), in_map=False)])
        also = ("XML-MALFORMED", "OPC-BLOCKMAP-INVALID", "OPC-CONTENT-TYPES-INVALID", "OPC-NOT-IN-BLOCKMAP", "OPC-BLOCKMAP-ORDER", "OPC-BLOCK-HASH", "OPC-FILE-SIZE", "OPC-BLOCK-SUM")
        return Defect(package.data, None, package.at(name).cdh, also=also)

    defect("ZIP-DUPLICATE", name.strip("[").split(".")[0].rstrip("]").replace("_", "-").lower())(footprint_twice)
