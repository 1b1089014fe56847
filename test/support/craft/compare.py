"""What became of each part between two packages: `compare.py <old> <new>` prints JSON.

`changed` have other content, `reencoded` the same content in other bytes of the container. `prefix` is how many bytes
both files begin with alike, `directory` where the new file's central directory begins.
"""

import json
import sys
import zipfile


def read(path: str) -> tuple:
    with open(path, "rb") as file:
        data = file.read()
    archive = zipfile.ZipFile(path)
    entries = sorted(archive.infolist(), key=lambda info: info.header_offset)
    ends = [info.header_offset for info in entries[1:]] + [archive.start_dir]
    raw = {info.filename: data[info.header_offset : end] for info, end in zip(entries, ends)}
    content = {info.filename: archive.read(info) for info in entries}
    headers = {info.filename: (info.CRC, info.compress_type, info.flag_bits, info.extract_version, info.date_time) for info in entries}
    return data, raw, content, headers, archive.start_dir


def common(left: bytes, right: bytes) -> int:
    length = min(len(left), len(right))
    if left[:length] == right[:length]:
        return length
    low, high = 0, length
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if left[:middle] == right[:middle] else (low, middle)
    return low


def main(old: str, new: str) -> None:
    old_data, old_raw, old_content, old_headers, _ = read(old)
    new_data, new_raw, new_content, new_headers, directory = read(new)
    both = [name for name in new_raw if name in old_raw]
    same = [name for name in both if new_content[name] == old_content[name]]
    print(json.dumps({
        "added": [name for name in new_raw if name not in old_raw],
        "removed": [name for name in old_raw if name not in new_raw],
        "changed": [name for name in both if name not in same],
        "reencoded": [name for name in same if new_raw[name] != old_raw[name] or new_headers[name] != old_headers[name]],
        "prefix": common(old_data, new_data),
        "directory": directory,
    }))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
