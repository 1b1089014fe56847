"""Writes packages that are right, in every form that a reader must accept: `variants.py <folder>`.

The forms are those seen in packages of MakeAppx, makemsix and other ZIP writers.
"""

import pathlib
import sys

from appx import BLOCK, CATALOG, MANIFEST, OLD_STYLE, SIGNATURE, SIGNED_STYLE, Options, Part, Style, build
from payload import DEMO, EMPTY, NOISE, noise, payload, words

VARIANTS = {}


def variant(make):
    VARIANTS[make.__name__.replace("_", "-")] = make
    return make


def styled(style: Style, **options) -> bytes:
    parts = payload()
    for part in parts:
        part.style = style
    return build(parts, Options(footprint_style=style, **options)).data


def formed(form: str, *names: str) -> bytes:
    parts = payload()
    for part in parts:
        if part.name in names:
            part.method, part.form = 8, form
    return build(parts).data


@variant
def default_profile():
    """Its incompressible file has a Block@Size beyond 65,536."""
    return build(payload()).data


@variant
def last_block_finished():
    """Sum of Block@Size equals the compressed size: the last block ends the stream itself."""
    return formed("finish", *[part.name for part in payload() if part.data])


@variant
def stored_sub_blocks():
    return formed("stored", NOISE, DEMO)


@variant
def local_sizes_version_20():
    """No descriptor; CRC and sizes in the local header; plain end record."""
    return styled(SIGNED_STYLE, zip64_tail=False)


@variant
def local_sizes_with_zip64_tail():
    return styled(SIGNED_STYLE)


@variant
def old_makeappx():
    """0xFFFFFFFF fields with a 28-byte Zip64 extra, and 0xFFFF in the disk fields of the end record."""
    return styled(OLD_STYLE, disk=0xFFFF)


@variant
def plain_end_record():
    return build(payload(), Options(zip64_tail=False)).data


@variant
def disk_fields_saturated():
    return build(payload(), Options(disk=0xFFFF)).data


@variant
def short_descriptor():
    """A 16-byte descriptor, as other ZIP writers make where sizes are small."""
    return styled(Style(version=20, descriptor=16), zip64_tail=False)


@variant
def utf8_flag():
    return styled(Style(flags=0x0808))


@variant
def timestamp_extra():
    """Unknown extra fields in both headers; the local one counts in LfhSize."""
    stamp = b"UT\x05\x00\x01\x00\x00\x00\x00"
    return styled(Style(local_extra=stamp, central_extra=stamp))


@variant
def signed_parts_last():
    trailing = (
        Part(CATALOG, words(3900, "catalog"), style=SIGNED_STYLE),
        Part(SIGNATURE, b"PKCX" + words(2000, "signature"), method=8, style=SIGNED_STYLE),
    )
    return build(payload(), Options(trailing=trailing)).data


@variant
def empty_file_deflated():
    """A file without bytes as the empty deflate stream 03 00."""
    parts = payload()
    next(part for part in parts if part.name == EMPTY).method = 8
    return build(parts).data


@variant
def everything_stored():
    parts = payload()
    for part in parts:
        part.method = 0
    return build(parts).data


@variant
def block_boundaries():
    sizes = [1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK - 1, 2 * BLOCK, 2 * BLOCK + 1]
    parts = [Part(f"Root/{kind}/{size}.{kind}", fill(size, kind)) for size in sizes for kind, fill in (("bin", words), ("png", noise))]
    return build(parts).data


@variant
def large_files():
    """More than a mebibyte each: deflated, ended both ways, and stored."""
    blocks = [noise(BLOCK, str(index)) if index % 3 else words(BLOCK, str(index)) for index in range(20)]
    content = b"".join(blocks) + b"!"
    forms = [Part("Root/flush.bin", content), Part("Root/finish.bin", content, form="finish"), Part("Root/stored.png", content)]
    return build(forms).data


@variant
def zeros():
    """Close to the most that deflate can hold: nothing wrong with it."""
    return build([Part("Root/zeros.bin", bytes(64 * BLOCK)), Part("Root/zeros2.bin", bytes(64 * BLOCK), form="finish")]).data


@variant
def names_of_all_kinds():
    names = [
        "Root/a%5B.txt",
        "Root/100% sure.txt",
        "Root/!#$%&'()+,;=@[]^`{} -_.~.txt",
        "Root/{90140000-0011-0000-0000-0000000FF1CE}/setup.txt",
        "Root/.hidden",
        "Root/..data/x.txt",
        "Root/a..b.txt",
        "Root/console.txt",
        "Root/com10.txt",
        "Root/com.txt",
        "Root/axn--b.txt",
        "Root/_rels.txt",
        "Root/emoji \U0001F600.txt",
        "Root/e\u0301.txt",
        "Root/\u00e9.txt",
        "Root/" + "s" * 251 + ".txt",
        "Root/" + "\u65e5" * 251 + ".txt",
        "Root/" + "/".join(["folder"] * 100) + "/deep.txt",
        "Root/Mixed/a.txt",
        "Root/mixed/b.txt",
        "Scripts/install.ps1",
    ]
    return build([Part(name, words(50, name)) for name in names]).data


@variant
def hundred_small_files():
    return build([Part(f"Root/VFS/AppData/Demo/{number:03}.txt", words(number * 37, str(number))) for number in range(100)]).data


@variant
def one_default_for_the_manifest():
    """The manifest's type by the Default of `xml`: allowed where no other part needs another type."""
    default = '<Default ContentType="application/vnd.ms-appx.manifest+xml" Extension="XML"/>'
    override = f'<Override ContentType="application/vnd.ms-appx.manifest+xml" PartName="/{MANIFEST}"/>'
    edit = lambda text: text.replace(override, default)
    return build([Part("Root/a.txt", words(100))], Options(edit_types_text=edit)).data


@variant
def pretty_printed_block_map():
    edit = lambda text: text.replace("<File", "\r\n  <File").replace("<Block ", "\r\n    <Block ")
    return build(payload(), Options(edit_map_text=edit)).data


@variant
def prefixed_block_map():
    """The block map's namespace bound to a prefix, with the later extension namespaces beside it."""

    def edit(text: str) -> str:
        for tag in ("BlockMap", "File", "Block"):
            text = text.replace(f"<{tag} ", f"<m:{tag} ").replace(f"</{tag}>", f"</m:{tag}>")
        more = ' xmlns:b4="http://schemas.microsoft.com/appx/2021/blockmap" IgnorableNamespaces="b4"'
        return text.replace(" xmlns=", " xmlns:m=", 1).replace(" HashMethod=", more + " HashMethod=", 1)

    return build(payload(), Options(edit_map_text=edit)).data


@variant
def block_map_with_bom():
    return build(payload(), Options(edit_map_text=lambda text: b"\xef\xbb\xbf" + text.encode())).data


@variant
def footprint_stored():
    return build(payload(), Options(footprint_method=0)).data


def main(folder: str) -> None:
    target = pathlib.Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for name, make in VARIANTS.items():
        (target / f"{name}.appv").write_bytes(make())


if __name__ == "__main__":
    main(sys.argv[1])
