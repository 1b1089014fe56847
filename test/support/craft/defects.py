"""Writes every crafted defect: `defects.py <folder>` makes `<CODE>.<variant>.appv` files and `expected.json`.

The bytes are damaged here, by a writer that is not the product's; expected.json says which issue code a strict
verifier must report for each file and where. Offsets are absolute, in bytes:

- ZIP records: the record that is damaged (local header, central header, descriptor, end record)
- blocks: the first compressed byte of the block, and its index
- gaps and overlaps: the first byte that belongs to nobody, or to two
- block map and content types: the part concerned; no offset, the text has lines

`also` names further codes that the same damage may give. Any other code is a false alarm.
"""

import json
import pathlib
import sys

import defects_data  # noqa: F401  (these register their defects)
import defects_directory  # noqa: F401
import defects_entries  # noqa: F401
import defects_large  # noqa: F401
import defects_names  # noqa: F401
import defects_parts  # noqa: F401
import defects_tail  # noqa: F401
import defects_text  # noqa: F401
from defect import DEFECTS


def main(folder: str) -> None:
    target = pathlib.Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    expected = []
    for (code, variant), make in DEFECTS.items():
        made = make()
        file = f"{code}.{variant}.appv"
        (target / file).write_bytes(made.data)
        row = {"file": file, "code": code, "part": made.part, "offset": made.offset, "block": made.block, "also": list(made.also)}
        expected.append(row)
    (target / "expected.json").write_text(json.dumps(expected, indent=1, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    main(sys.argv[1])
