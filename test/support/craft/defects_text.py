"""Damage in the text of the block map and of the content types."""

from appx import BLOCK_MAP, CONTENT_TYPES, MANIFEST
from defect import Defect, defect, good
from payload import DEMO, LICENCE, PHOTO

# --- the text of the block map


HASH_METHODS = {
    "sha1": "http://www.w3.org/2000/09/xmldsig#sha1",
    "sha512": "http://www.w3.org/2001/04/xmlenc#sha512",
    "unknown": "urn:example:none",
}
for variant, uri in HASH_METHODS.items():
    defect("OPC-BLOCKMAP-HASH-METHOD", variant)(
        lambda uri=uri: Defect(good(edit_map_text=lambda text: text.replace("http://www.w3.org/2001/04/xmlenc#sha256", uri)).data, BLOCK_MAP)
    )

NAMESPACE = "http://schemas.microsoft.com/appx/2010/blockmap"
MAP_TEXTS = {
    ("OPC-BLOCKMAP-INVALID", "other-root"): lambda text: text.replace("<BlockMap", "<Blocks").replace("</BlockMap", "</Blocks"),
    ("OPC-BLOCKMAP-INVALID", "other-namespace"): lambda text: text.replace(NAMESPACE, NAMESPACE + "x"),
    ("OPC-BLOCKMAP-HASH-METHOD", "missing"): lambda text: text.replace(' HashMethod="http://www.w3.org/2001/04/xmlenc#sha256"', ""),
    ("OPC-BLOCKMAP-INVALID", "no-name"): lambda text: text.replace(' Name="Registry.dat"', ""),
    ("OPC-BLOCKMAP-INVALID", "empty-name"): lambda text: text.replace(' Name="Registry.dat"', ' Name=""'),
    ("OPC-BLOCKMAP-INVALID", "no-size"): lambda text: text.replace(' Size="8192"', "", 1),
    ("OPC-BLOCKMAP-INVALID", "size-not-a-number"): lambda text: text.replace(' Size="8192"', ' Size="8 KB"', 1),
    ("OPC-BLOCKMAP-INVALID", "size-negative"): lambda text: text.replace(' Size="8192"', ' Size="-8192"', 1),
    ("OPC-BLOCKMAP-INVALID", "size-hexadecimal"): lambda text: text.replace(' Size="8192"', ' Size="0x2000"', 1),
    ("OPC-BLOCKMAP-INVALID", "size-twenty-digits"): lambda text: text.replace(' Size="8192"', ' Size="18446744073709551615"', 1),
    ("OPC-BLOCKMAP-INVALID", "stray-text"): lambda text: text.replace("<File ", "stray<File ", 1),
    ("OPC-BLOCKMAP-INVALID", "name-with-slashes"): lambda text: text.replace(DEMO.replace("/", "\\"), DEMO),
    ("OPC-BLOCKMAP-INVALID", "size-exponent"): lambda text: text.replace(' Size="8192"', ' Size="8192e0"', 1),
    ("OPC-BLOCKMAP-INVALID", "no-lfh-size"): lambda text: text.replace(' LfhSize="42"', "", 1),
    ("OPC-BLOCKMAP-INVALID", "lfh-size-not-a-number"): lambda text: text.replace(' LfhSize="42"', ' LfhSize="042.0"', 1),
    ("OPC-BLOCKMAP-INVALID", "no-hash"): lambda text: text.replace("<Block Hash=", "<Block Mark=", 1),
    ("OPC-BLOCKMAP-INVALID", "hash-not-base64"): lambda text: text.replace('<Block Hash="', '<Block Hash="!', 1),
    ("OPC-BLOCKMAP-INVALID", "hash-too-short"): lambda text: text.replace('<Block Hash="', '<Block Hash="AAAA" Old="', 1),
    ("OPC-BLOCKMAP-INVALID", "block-size-zero"): lambda text: zero_block(text),
    ("OPC-BLOCKMAP-INVALID", "unknown-element"): lambda text: text.replace("<File ", "<Folder/><File ", 1),
    ("OPC-BLOCKMAP-INVALID", "file-inside-file"): lambda text: text.replace("</File></BlockMap>", text[text.rindex("<File") : text.rindex("</File>")] + "</File></File></BlockMap>"),
    ("XML-MALFORMED", "block-map-cut"): lambda text: text[:-20],
    ("XML-MALFORMED", "block-map-empty"): lambda text: "",
    ("XML-MALFORMED", "block-map-attribute-twice"): lambda text: text.replace(' Size="8192"', ' Size="8192" Size="8192"', 1),
    ("XML-MALFORMED", "block-map-bare-ampersand"): lambda text: text.replace("Registry.dat", "Registry&dat"),
    ("XML-MALFORMED", "block-map-after-root"): lambda text: text + "<BlockMap/>",
    ("XML-MALFORMED", "block-map-unknown-entity"): lambda text: text.replace("Registry.dat", "&name;"),
    ("XML-DOCTYPE", "block-map"): lambda text: text.replace("<BlockMap", '<!DOCTYPE BlockMap [<!ENTITY a "b">]><BlockMap', 1),
    ("XML-DOCTYPE", "block-map-external"): lambda text: text.replace("<BlockMap", '<!DOCTYPE BlockMap SYSTEM "file:///etc/passwd"><BlockMap', 1),
    ("XML-ENCODING", "block-map-not-utf-8"): lambda text: text.encode().replace(b"Registry.dat", b"Registry\xff\xfe.dat"),
    ("XML-ENCODING", "block-map-utf-7"): lambda text: text.replace('encoding="UTF-8"', 'encoding="UTF-7"'),
    ("XML-LIMIT", "block-map-depth"): lambda text: text.replace("</BlockMap>", "<File>" * 400 + "</File>" * 400 + "</BlockMap>"),
}


def zero_block(text: str) -> str:
    start = text.index("<Block Hash")
    first = text.index(' Size="', start)
    return text[:first] + ' Size="0"' + text[text.index("/>", first) :]


MAP_ALSO = {"OPC-BLOCKMAP-INVALID": ("OPC-NOT-IN-BLOCKMAP",), "XML-LIMIT": ("OPC-BLOCKMAP-INVALID",)}
for (code, variant), edit in MAP_TEXTS.items():
    defect(code, variant)(lambda edit=edit, code=code: Defect(good(edit_map_text=edit).data, BLOCK_MAP, also=MAP_ALSO.get(code, ())))


# --- content types


TYPES_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
EXE = '<Default ContentType="appv/vfs-file" Extension="exe"/>'
TYPE_TEXTS = {
    ("OPC-CONTENT-TYPES-INVALID", "other-root"): lambda text: text.replace("Types ", "Kinds ", 1).replace("</Types", "</Kinds"),
    ("OPC-CONTENT-TYPES-INVALID", "other-namespace"): lambda text: text.replace(TYPES_NAMESPACE, TYPES_NAMESPACE + "x"),
    ("OPC-CONTENT-TYPES-INVALID", "default-without-type"): lambda text: text.replace(EXE, '<Default Extension="exe"/>'),
    ("OPC-CONTENT-TYPES-INVALID", "default-without-extension"): lambda text: text.replace(EXE, EXE + '<Default ContentType="a/b"/>'),
    ("OPC-CONTENT-TYPES-INVALID", "override-without-name"): lambda text: text.replace(EXE, EXE + '<Override ContentType="a/b"/>'),
    ("OPC-CONTENT-TYPES-INVALID", "override-without-slash"): lambda text: text.replace(EXE, EXE + '<Override ContentType="a/b" PartName="Root/x"/>'),
    ("OPC-CONTENT-TYPES-INVALID", "extension-twice"): lambda text: text.replace(EXE, EXE + EXE.replace('"exe"', '"EXE"')),
    ("OPC-CONTENT-TYPES-INVALID", "unknown-element"): lambda text: text.replace(EXE, EXE + "<Extra/>"),
    ("XML-MALFORMED", "content-types-cut"): lambda text: text[:-20],
    ("XML-DOCTYPE", "content-types"): lambda text: text.replace("<Types", "<!DOCTYPE Types><Types", 1),
    ("XML-ENCODING", "content-types-not-utf-8"): lambda text: text.encode().replace(b'"exe"', b'"e\xc3xe"'),
}
for (code, variant), edit in TYPE_TEXTS.items():
    also = ("OPC-CONTENT-TYPE-MISSING", "OPC-CONTENT-TYPE-WRONG") if code.startswith("OPC") else ()
    defect(code, variant)(lambda edit=edit, also=also: Defect(good(edit_types_text=edit).data, CONTENT_TYPES, also=also))

MISSING = {
    "exe": (DEMO, EXE),
    "no-extension": (LICENCE, '<Override ContentType="appv/vfs-file" PartName="/Root/LICENCE"/>'),
    "stored-png": (PHOTO, '<Default ContentType="appv/vfs-file" Extension="png"/>'),
    "registry": ("Registry.dat", '<Default ContentType="appv/vfs-file" Extension="dat"/>'),
}
for variant, (name, row) in MISSING.items():
    defect("OPC-CONTENT-TYPE-MISSING", variant)(lambda name=name, row=row: Defect(good(edit_types_text=lambda text: text.replace(row, "")).data, name))

WRONG = {
    "block-map": (BLOCK_MAP, "application/vnd.ms-appx.blockmap+xml", "text/xml"),
    "manifest": (MANIFEST, "application/vnd.ms-appx.manifest+xml", "text/xml"),
}
for variant, (name, right, other) in WRONG.items():
    defect("OPC-CONTENT-TYPE-WRONG", variant)(
        lambda name=name, right=right, other=other: Defect(good(edit_types_text=lambda text: text.replace(right, other)).data, name)
    )


@defect("OPC-CONTENT-TYPE-WRONG", "manifest-by-default")
def _():
    """No Override for the manifest, and the Default of xml is another type."""
    row = f'<Override ContentType="application/vnd.ms-appx.manifest+xml" PartName="/{MANIFEST}"/>'
    return Defect(good(edit_types_text=lambda text: text.replace(row, "")).data, MANIFEST)
