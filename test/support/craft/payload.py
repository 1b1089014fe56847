"""Made-up file contents and the payload that the crafted packages share."""

import functools
import hashlib
import struct

from appx import BLOCK, Part

DEMO = "Root/VFS/ProgramFilesX64/Demo App/demo.exe"  # deflated, four blocks, the last one short
NOISE = "Root/VFS/ProgramFilesX64/Demo App/noise.bin"  # incompressible, exactly two blocks
PHOTO = "Root/VFS/Common AppData/photo.png"  # stored, two blocks
EMPTY = "Root/VFS/Common AppData/empty.txt"
WORDS = "Root/VFS/AppData/Überblick/日本語 (1).txt"
LICENCE = "Root/LICENCE"  # no extension: its content type needs an Override
STREAM_MAP = "StreamMap.xml"


@functools.cache
def noise(length: int, seed: str = "noise") -> bytes:
    """Bytes that do not compress: SHA-256 of a counter."""
    out = bytearray()
    counter = 0
    while len(out) < length:
        out += hashlib.sha256(seed.encode() + struct.pack("<I", counter)).digest()
        counter += 1
    return bytes(out[:length])


@functools.cache
def words(length: int, seed: str = "words") -> bytes:
    """Bytes that compress to about a third: words picked by noise."""
    stock = [b"package ", b"version ", b"sequencer ", b"feature ", b"block ", b"publishing ", b"token\r\n", b"catalog "]
    picks = noise(length // 4 + 1, seed)
    return b"".join(stock[byte & 7] + (b"%02x " % byte if byte > 200 else b"") for byte in picks)[:length]


def payload() -> list:
    return [
        Part("Registry.dat", b"regf" + words(8188, "registry")),
        Part(DEMO, words(3 * BLOCK + 5000, "demo")),
        Part(NOISE, noise(2 * BLOCK)),
        Part(PHOTO, noise(BLOCK + 4464, "photo")),
        Part(EMPTY, b""),
        Part(WORDS, words(900, "more")),
        Part(LICENCE, words(400, "licence")),
        Part("FilesystemMetadata.xml", FILESYSTEM_METADATA),
        Part("PackageHistory.xml", HISTORY),
        Part(STREAM_MAP, STREAM),
    ]


FILESYSTEM_METADATA = (
    b'<?xml version="1.0" encoding="utf-8"?>\r\n<Metadata xmlns="http://schemas.microsoft.com/appv/2010/FilesystemMetadata">'
    b'<Filesystem Root="C:\\Demo" Short="DEMO"/></Metadata>'
)
HISTORY = b'<?xml version="1.0" encoding="utf-8"?>\r\n<PackageHistory xmlns="http://schemas.microsoft.com/appv/2010/PackageHistory"/>'
STREAM = b'<?xml version="1.0" encoding="utf-8"?>\r\n<StreamMap xmlns="http://schemas.microsoft.com/appv/2010/streammap"/>'
