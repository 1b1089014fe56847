"""Writes packages whose XML parts are written as nobody would write them: `formatted.py <folder>`.

Fifty packages, the same in every run. They are right, only their text is not the product's: other encodings, line
ends, prefixes, quotes, orders, comments, entities, CDATA, unknown elements; in several forms of container. The history
may come first, as the Sequencer has it, or be missing.
"""

import pathlib
import random
import sys
from xml.sax.saxutils import escape

from appx import BLOCK_MAP, CATALOG, CONTENT_TYPES, MANIFEST, OLD_STYLE, SIGNATURE, SIGNED_STYLE, Options, Part, Style, build
from payload import noise, words

COUNT = 50
APPX = "http://schemas.microsoft.com/appx/2010/manifest"
APPV = "http://schemas.microsoft.com/appv/2010/manifest"
APPV12 = "http://schemas.microsoft.com/appv/2014/manifest"


class Hand:
    """The handwriting of one package."""

    def __init__(self, seed: int):
        self.pick = random.Random(seed)
        self.line = self.pick.choice(["\r\n", "\n", "\r", ""])
        self.indent = self.pick.choice(["  ", "\t", "   \t", ""])
        self.encoding = self.pick.choice(["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-8"])
        self.comments = self.pick.random() < 0.6

    def quote(self, value: str) -> str:
        mark = self.pick.choice("\"'")
        text = escape(value, {'"': "&quot;", "'": "&apos;", "\n": "&#10;"})
        if self.pick.random() < 0.1 and value:
            text = f"&#x{ord(value[0]):X};" + escape(value[1:], {'"': "&quot;", "'": "&apos;"})
        return f"{mark}{text}{mark}"

    def attributes(self, values: dict, shuffle: bool = True) -> str:
        items = list(values.items())
        if shuffle:
            self.pick.shuffle(items)
        blank = lambda: self.pick.choice([" ", "  ", "\t", " " + self.line])
        equals = lambda: self.pick.choice(["=", " = ", "= "])
        return "".join(blank() + name + equals() + self.quote(value) for name, value in items)

    def text(self, value: str) -> str:
        form = self.pick.random()
        if form < 0.15 and "]]>" not in value:
            return f"<![CDATA[{value}]]>"
        if form < 0.25:
            return "".join(f"&#{ord(letter)};" for letter in value)
        if form < 0.35:
            return self.line + escape(value) + self.line
        return escape(value)

    def element(self, name: str, values: dict, children: list = (), depth: int = 0) -> str:
        if isinstance(children, str):
            return f"<{name}{self.attributes(values)}>{self.text(children)}</{name}>"
        if not children:
            return f"<{name}{self.attributes(values)}" + self.pick.choice(["/>", " />", f"></{name}>"])
        inner = ""
        for child in children:
            if self.comments and self.pick.random() < 0.2:
                inner += self.line + self.indent * (depth + 1) + self.pick.choice(["<!-- note -->", "<?tool keep?>", "<!---->"])
            inner += self.line + self.indent * (depth + 1) + child
        return f"<{name}{self.attributes(values)}>{inner}{self.line}{self.indent * depth}</{name}>"

    def document(self, root: str, declaration: bool = True) -> bytes:
        wide = self.encoding.startswith("utf-16")
        head = f"<?xml version='1.0' encoding=\"{'utf-16' if wide else 'UTF-8'}\"?>" if declaration or wide else ""
        text = head + self.line + root + self.pick.choice(["", self.line, self.line + "<!-- end -->"])
        mark = "\ufeff" if wide else ""
        return (mark + text).encode(self.encoding)


def manifest(hand: Hand) -> bytes:
    base = hand.pick.choice(["", "x:"])
    v = hand.pick.choice(["appv", "a", "v5"])
    spaces = {f"xmlns:{v}": APPV, "xmlns:v12": APPV12, ("xmlns" if base == "" else "xmlns:x"): APPX}
    identity = {"Name": "Reserved", "Publisher": "CN=Réservé & Co", "Version": "1.2.3.4", f"{v}:PackageId": "0b4a2f6e-8c1d-4d3f-9a57-6f1e2d3c4b5a",
                f"{v}:VersionId": "7e6d5c4b-3a29-4817-8f6e-5d4c3b2a1908"}
    properties = [
        hand.element(base + "DisplayName", {}, "Démo <1> & \u65e5\u672c"),
        hand.element(base + "PublisherDisplayName", {}, "Reserved"),
        hand.element(base + "Description", {}, "Reserved"),
        hand.element(base + "Logo", {}, "Reserved.jpeg"),
        hand.element(f"{v}:AppVPackageDescription", {"future": "kept"}, "What it does"),
        hand.element("v12:FullVFSWriteMode", {}, "false"),
    ]
    systems = [hand.element(f"{v}:TargetOS", {}, "WindowsClient_10.0_x64")] if hand.pick.random() < 0.7 else []
    prerequisites = [
        hand.element(base + "OSMinVersion", {}, "6.1"),
        hand.element(f"{v}:TargetOSes", {"SequencingStationProcessorArchitecture": "x64"}, systems, 2),
    ]
    parts = [
        hand.element(base + "Identity", identity),
        hand.element(base + "Properties", {}, properties, 1),
        hand.element(base + "Resources", {}, [hand.element(base + "Resource", {"Language": "en-us"})], 1),
        hand.element(base + "Prerequisites", {}, prerequisites, 1),
        hand.element(f"{v}:Future", {"unknown": "\u00e9"}, [hand.element(f"{v}:Inside", {}, "kept")], 1),
    ]
    return hand.document(hand.element(base + "Package", spaces | {"IgnorableNamespaces": f"{v} v12"}, parts))


def history(hand: Hand) -> bytes:
    items = [
        hand.element("PackageHistoryItem", {"Time": f"2016-02-16T16:59:29.58056{index}Z", "PackageVersion": "569dd581-753c-44c6-bd4d-7810511e77f8",
                                            "SequencerUser": "STATION\\Arian", "InUpgrade": "false"})
        for index in range(hand.pick.randrange(4))
    ]
    return hand.document(hand.element("PackageHistory", {"xmlns": "http://schemas.microsoft.com/appv/2010/PackageHistory"}, items))


def stream_map(hand: Hand, names: list) -> bytes:
    def block(which: str, some: list) -> str:
        files = [hand.element("s:File", {"Name": name.replace("/", "\\")}, hand.pick.choice([[], [hand.element("s:Blocks", {"Index": "0", "Count": "1"})]]), 2) for name in some]
        return hand.element("s:FeatureBlock", {"Id": which}, files, 1)

    blocks = [block("PublishingFeatureBlock", names[:2]), block("PrimaryFeatureBlock", names[2:4])]
    return hand.document(hand.element("s:StreamMap", {"xmlns:s": "http://schemas.microsoft.com/appv/2010/streammap"}, blocks))


def metadata(hand: Hand, names: list) -> bytes:
    tree = {}
    for name in names:
        at = tree
        for segment in name.split("/")[1:]:
            at = at.setdefault(segment, {})

    def entry(name: str, below: dict, depth: int) -> str:
        values = {"Long": name} | ({"Short": "SHORT~1"} if hand.pick.random() < 0.3 else {}) | ({"future": "x"} if hand.pick.random() < 0.1 else {})
        return hand.element("Entry", values, [entry(each, more, depth + 1) for each, more in below.items()], depth)

    parts = [
        hand.element("Filesystem", {"Root": "c:\\demo", "Short": "c:\\demo"}, [entry(name, below, 2) for name, below in tree.items()], 1),
        hand.element("EmptyDirectories", {}, [hand.element("Entry", {"Long": "VFS\\AppData\\Nothing"})], 1),
        hand.element("OpaqueDirectories", {}, [hand.element("Entry", {"Long": "VFS\\ProgramFilesX64\\Demo App"})], 1),
        hand.element("StaticDependencies", {}),
    ]
    return hand.document(hand.element("Metadata", {"xmlns": "http://schemas.microsoft.com/appv/2010/FilesystemMetadata"}, parts))


def spread(hand: Hand, text: str) -> bytes:
    """A generated document with blanks and comments between its elements."""
    gap = hand.line + hand.indent + ("<!-- - -->" + hand.line if hand.comments else "")
    head, rest = text.split("?>", 1)
    spaced = rest.replace("<File ", gap + "<File ").replace("<Default ", gap + "<Default ").replace("<Override ", gap + "<Override ")
    wide = hand.encoding.startswith("utf-16")
    head = head.replace("UTF-8", "UTF-16") if wide else head
    return (("\ufeff" if wide else "") + head + "?>" + spaced).encode(hand.encoding)


def package(seed: int) -> bytes:
    hand = Hand(seed)
    styles = [Style(), Style(), OLD_STYLE, SIGNED_STYLE, Style(local_extra=b"UT\x05\x00\x01\x00\x00\x00\x00", central_extra=b"UT\x05\x00\x01\x00\x00\x00\x00")]
    style = hand.pick.choice(styles)
    files = {
        "Root/VFS/ProgramFilesX64/Demo App/demo.exe": words(hand.pick.randrange(200_000), str(seed)),
        "Root/VFS/ProgramFilesX64/Demo App/it's (1) & [2].dll": noise(hand.pick.randrange(90_000), str(seed)),
        "Root/VFS/AppData/Überblick/日本語.txt": words(900, str(seed)),
        "Root/VFS/Common AppData/empty.txt": b"",
        "Root/photo.png": noise(70_000, str(seed)),
        "Root/LICENCE": words(400),
        "Scripts/add.ps1": words(100),
    }
    names = list(files)
    own = [
        Part("Registry.dat", b"regf" + words(8188, "registry")),
        Part("FilesystemMetadata.xml", metadata(hand, [name for name in names if name.startswith("Root/")])),
        Part("StreamMap.xml", stream_map(hand, names)),
    ]
    parts = [Part(name, data) for name, data in files.items()]
    hand.pick.shuffle(own)
    parts = own + parts if hand.pick.random() < 0.5 else parts + own
    where = hand.pick.random()
    if where < 0.9:
        made = Part("PackageHistory.xml", history(hand))
        parts = [made] + parts if where < 0.4 else parts + [made]
    parts.append(Part(MANIFEST, manifest(hand)))
    for part in parts:
        part.style = style
    signed = hand.pick.random() < 0.15
    trailing = (Part(CATALOG, words(3900), style=SIGNED_STYLE), Part(SIGNATURE, b"PKCX" + words(2000), method=8, style=SIGNED_STYLE)) if signed else ()
    options = Options(footprint=(BLOCK_MAP, CONTENT_TYPES), footprint_style=style, trailing=trailing,
                      edit_map_text=lambda text: spread(hand, text), edit_types_text=lambda text: spread(hand, text))
    return bytes(build(parts, options).data)


def main(folder: str) -> None:
    for seed in range(COUNT):
        (pathlib.Path(folder) / f"formatted-{seed:02}.appv").write_bytes(package(seed))


if __name__ == "__main__":
    main(sys.argv[1])
