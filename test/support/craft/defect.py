"""What every crafted defect is made of."""

from dataclasses import dataclass
from typing import Callable, Optional

from appx import Options, Package, Part, build
from payload import payload

# Offsets of the fields inside their records (APPNOTE 4.3 and 4.4).
CDH = {"version": 6, "flags": 8, "method": 10, "crc": 16, "csize": 20, "usize": 24, "name": 28, "extra": 30, "comment": 32,
       "disk": 34, "offset": 42}
LFH = {"version": 4, "flags": 6, "method": 8, "crc": 14, "csize": 18, "usize": 22, "name": 26, "extra": 28}
DESCRIPTOR = {"crc": 4, "csize": 8, "usize": 16}
EOCD = {"disk": 4, "cd_disk": 6, "count": 8, "total": 10, "size": 12, "offset": 16, "comment": 20}
ZIP64 = {"length": 4, "disk": 16, "cd_disk": 20, "count": 24, "total": 32, "size": 40, "offset": 48}
LOCATOR = {"disk": 4, "offset": 8, "disks": 16}


@dataclass
class Defect:
    """Damaged bytes and where a verifier must find the damage. `also` are consequences it may report besides."""

    data: bytes
    part: Optional[str] = None
    offset: Optional[int] = None
    block: Optional[int] = None
    also: tuple = ()


DEFECTS: dict = {}


def defect(code: str, variant: str):
    """Registers a function that makes the file `<code>.<variant>.appv`."""

    def register(make: Callable[[], Defect]):
        key = (code, variant)
        assert key not in DEFECTS, key
        DEFECTS[key] = make
        return make

    return register


def good(**options) -> Package:
    """The package that most defects are patched into."""
    return build(payload(), Options(**options))


def plain() -> Package:
    """The same with a plain end record, where the directory's place is only said once."""
    return good(zip64_tail=False)


def with_parts(*parts: Part, **options) -> Package:
    """The package with further parts after its payload."""
    return build(payload() + list(parts), Options(**options))


def replaced(name: str, **fields) -> list:
    """The payload with some fields of one part set otherwise."""
    parts = payload()
    for part in parts:
        if part.name == name:
            for key, value in fields.items():
                setattr(part, key, value)
    return parts


def lie(package: Package, name: str, **values) -> Package:
    """Says something false of an entry in the central header and in the descriptor alike."""
    entry = package.at(name)
    for key, value in values.items():
        package.put(entry.cdh + CDH[key], "I", value)
        package.put(entry.descriptor + DESCRIPTOR[key], "I" if key == "crc" else "Q", value)
    return package


def both(package: Package, name: str, field: str, value: int) -> Package:
    """Sets a 16-bit field of the local and the central header."""
    entry = package.at(name)
    return package.put(entry.cdh + CDH[field], "H", value).put(entry.lfh + LFH[field], "H", value)
