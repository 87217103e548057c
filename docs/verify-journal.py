#!/usr/bin/env python3
"""verify-journal.py STATE/journal [NOTE KEY]: checks a journal without daxplane; standard library only.

Prints the number of records and the hash of the last one. Checks the tiles of the tree where there are some (STATE/evidence). With a note
(a checkpoint that was kept) and the key that was kept with it: whether the first records are those that the note was signed over.
Ends with 1 when anything is wrong. See JOURNAL.md.
"""
import base64, glob, hashlib, os, re, struct, sys

def sha256(*parts): return hashlib.sha256(b"".join(parts)).digest()

def documents(path):
    """The records of a Chronicle queue file, each with its place."""
    data, at = open(path, "rb").read(), 0
    while at + 4 <= len(data):
        header = struct.unpack_from("<I", data, at)[0]
        if header == 0 or header & 0x80000000:
            return                                              # the end, or not complete
        length = header & 0x3FFFFFFF
        if not header & 0x40000000:
            yield at, data[at + 4:at + 4 + length]
        at = at + 4 + length + 3 & ~3

def flaw(record, revision, previous):
    if len(record) < 96 or record[:4] != b"DXJ1" or struct.unpack(">I", record[4:8])[0] != len(record):
        return "no record"
    if struct.unpack(">Q", record[8:16])[0] != revision:
        return "it is revision %d" % struct.unpack(">Q", record[8:16])
    if record[32:64] != previous:
        return "it does not follow the one before it"
    return "" if sha256(record[:-32]) == record[-32:] else "its bytes are not those that were hashed"

def read(journal):
    """Entries for the tree, hash of the last record, and what is wrong."""
    entries, previous, wrong = [], bytes(32), ""
    for folder in sorted(glob.glob(os.path.join(journal, "[0-9]" * 8))):
        for path in glob.glob(os.path.join(folder, "*.cq4")):
            for at, record in documents(path):
                what = flaw(record, len(entries) + 1, previous)
                if what:
                    wrong = "revision %d in %s, byte %d: %s" % (len(entries) + 1, path, at, what)
                    break                                       # good after all if the next file begins with it
                wrong, previous = "", record[-32:]
                entries.append(record[:64] + record[-32:])
    lines = [dict(re.findall(r"(\w+)=(\S+)", line)) for line in open(os.path.join(journal, "head"), errors="replace")]
    head = max((line for line in lines if line.get("serial", "").isdigit()), key=lambda line: int(line["serial"]))
    if not wrong and len(entries) < int(head["revision"]):
        wrong = "cut off, there were %s" % head["revision"]
    if not wrong and len(entries) == int(head["revision"]) and previous.hex() != head["sha256"]:
        wrong = "another journal than its file head tells of"
    return entries, previous, wrong

def root(hashes):
    """RFC 6962: the tree over these leaf hashes."""
    if len(hashes) < 2:
        return hashes[0] if hashes else sha256()
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return sha256(b"\1", root(hashes[:split]), root(hashes[split:]))

def check_tiles(evidence, entries):
    """What is wrong with the tiles of the tree (C2SP tlog-tiles): each hash of level L is the tree over 256^L entries."""
    level, hashes = 0, [sha256(b"\0", entry) for entry in entries]
    while hashes:
        folder = os.path.join(evidence, "tile", str(level))
        for path in (os.path.join(at, name) for at, _, names in os.walk(folder) for name in sorted(names)):
            parts = re.fullmatch(r"((?:x\d{3}/)*\d{3})(?:\.p/(\d{1,3}))?", os.path.relpath(path, folder))
            first = parts and int(re.sub(r"[x/]", "", parts[1])) * 256
            width = parts and int(parts[2] or 256)
            if not parts or open(path, "rb").read() != b"".join(hashes[first:first + width]) or len(hashes) < first + width:
                return "the tile %s is none of this journal" % path
        hashes = [root(hashes[at:at + 256]) for at in range(0, len(hashes) - 255, 256)]
        level += 1
    return ""

# Ed25519 as RFC 8032 defines it: slow and short.
P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P

def add(a, b):
    A, B = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    C, E = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = B - A, E - C, E + C, B + A
    return e * f % P, g * h % P, f * g % P, e * h % P

def times(n, point):
    result = (0, 1, 1, 0)
    while n:
        if n & 1: result = add(result, point)
        point, n = add(point, point), n >> 1
    return result

def point(data):
    y = int.from_bytes(data, "little") & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P: x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or x == 0 and data[31] >> 7: raise ValueError("no point")
    if x & 1 != data[31] >> 7: x = P - x
    return x, y, 1, x * y % P

BASE = point(bytes([0x58] + [0x66] * 31))

def signed(key, message, signature):
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(r + key + message).digest(), "little") % Q
    left, right = times(s, BASE), add(point(r), times(h, point(key)))
    return s < Q and all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))

def check_note(note, vkey, entries):
    """What is wrong with the first records, as the note has it."""
    name, key_id, key = vkey.strip().split("+", 2)
    typed = base64.b64decode(key)
    if sha256(name.encode(), b"\n", typed)[:4].hex() != key_id or typed[0] != 1 or len(typed) != 33:
        return "the key is none"
    text, signatures = note.rsplit("\n\n", 1)
    for line in signatures.splitlines():
        dash, signer, data = line.split(" ")
        data = base64.b64decode(data)
        if (dash, signer, data[:4].hex()) == ("\u2014", name, key_id) and signed(typed[1:], (text + "\n").encode(), data[4:]):
            break
    else:
        return "the note is not signed with this key"
    origin, size, tree = text.split("\n")[:3]
    if origin != name:
        return "the note is one of %s" % origin
    if int(size) > len(entries):
        return "the note was signed over %s records: some were cut off" % size
    leaves = [sha256(b"\0", entry) for entry in entries[:int(size)]]
    return "" if base64.b64decode(tree) == root(leaves) else "records 1 to %s are not those that the note was signed over" % size

if __name__ == "__main__":
    entries, last, wrong = read(sys.argv[1])
    if not wrong and len(sys.argv) > 3:
        try:
            wrong = check_note(open(sys.argv[2], encoding="utf-8").read(), open(sys.argv[3]).read(), entries)
        except (ValueError, IndexError) as nothing:
            wrong = "this is no note, or no key: %s" % nothing
    wrong = wrong or check_tiles(os.path.join(sys.argv[1], os.pardir, "evidence"), entries)   # a note weighs more than a tile
    print("%d records, sha256 %s%s" % (len(entries), last.hex(), wrong and ", then: " + wrong))
    sys.exit(1 if wrong else 0)
