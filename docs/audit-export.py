#!/usr/bin/env python3
"""audit-export.py EXPORT [NOTE KEY]: audits a journal that was exported, without daxplane; standard library only.

EXPORT is what 'journal export FILE' wrote: a line of JSON for each record. Proves the chain from the lines alone and, with a note and the key that
was kept with it, that the first records are those that were signed. Then tells who did what, what nobody can take back, which drift
was accepted, and what changed past the journal. Ends with 1 when a record is not what it should be, with 5 when something is open.
See AUDIT.md.
"""
import base64, calendar, hashlib, importlib.util, json, os, re, struct, sys, time

here = os.path.dirname(os.path.abspath(__file__))
spec = importlib.util.spec_from_file_location("verify_journal", os.path.join(here, "verify-journal.py"))
proof = importlib.util.module_from_spec(spec)
spec.loader.exec_module(proof)

def stored(text, line):
    """The bytes of the record that a line was made of: its payload stands in the line as it was stored."""
    if "data_base64" in line:
        payload = base64.b64decode(line["data_base64"])
    else:
        at = re.compile(r'"hash":"[0-9a-f]{64}",(?:"what":"(?:[^"\\]|\\.)*",)?"data":').search(text).end()
        payload = text[at:text.rindex("}")].encode()
    moment, nanos = re.match(r"([^.Z]*)(?:\.(\d+))?Z", line["time"]).groups()
    seconds = calendar.timegm(time.strptime(moment, "%Y-%m-%dT%H:%M:%S"))
    head = struct.pack(">4sIQqIHBB", b"DXJ1", len(payload) + 96, line["revision"], seconds, int((nanos or "0").ljust(9, "0")),
                       line["number"], line["version"], line["place"])
    return head + bytes.fromhex(line["previous"]) + payload + bytes.fromhex(line["hash"])

def read(path):
    """Lines, entries for the tree, the last hash, and what is wrong."""
    lines, entries, previous = [], [], bytes(32)
    for number, text in enumerate(open(path, encoding="ascii"), 1):
        try:
            line = json.loads(text)
            record = stored(text.rstrip("\n"), line)
        except (ValueError, KeyError, AttributeError, struct.error) as what:
            return lines, entries, previous, "line %d is no line of an export: %s" % (number, what)
        what = proof.flaw(record, number, previous)
        if what:
            return lines, entries, previous, "line %d: %s" % (number, what)
        lines.append(line)
        entries.append(record[:64] + record[-32:])
        previous = record[-32:]
    return lines, entries, previous, ""

def lasting(effect, steps):
    """Why nothing takes an effect back; empty text when something does."""
    step = steps[effect["step"] - 1] if 0 < effect["step"] <= len(steps) and steps[effect["step"] - 1]["effect"] == effect["effect"] else {}
    if step.get("irreversible"):
        return step["irreversible"]
    kind = effect["effect"]["effect"]
    if kind in ("ZeroMedia", "WriteMedia", "WriteLabelArea") and not effect.get("undo") and not step.get("undo"):
        return "what stood there is not kept"
    return "what was in volatile memory is gone" if kind == "PowerLoss" else ""

def audit(lines):
    """Sentences by heading, in the order of the records."""
    told = {name: [] for name in ("OPERATIONS", "IRREVERSIBLE", "ACCEPTED", "EXTERNAL", "REFUSED", "NOT KNOWN HERE", "OPEN", "UNEXPLAINED")}
    begun, ended = {}, set()
    for line in lines:
        kind, data = line["type"], line.get("data", {})
        say = lambda heading, text: told[heading].append("%6d  %s  %s" % (line["revision"], line["time"][:19] + "Z", text))
        operation = data.get("operation", data.get("cause") if data.get("by", "operation" if data.get("cause") != "external" else "external") == "operation" else None)
        if kind == "OperationIntended":
            begun[operation] = data
            say("OPERATIONS", "%s by %s: %s%s" % (operation, data["actor"] or "nobody", data["command"], data["reason"] and ", because " + data["reason"]))
            if not data["actor"].strip():
                say("UNEXPLAINED", "%s was begun by nobody" % operation)
        elif kind in ("EffectPerformed", "FactsObserved", "StepFailed", "OperationEnded", "OperationSettled") and operation is not None and operation not in begun:
            say("UNEXPLAINED", line.get("what", kind))
        who = "%s by %s: " % (operation, begun[operation]["actor"]) if operation in begun else ""
        if kind == "EffectPerformed" and (data["result"]["result"] == "Done" or data["result"].get("status") == 0):
            because = lasting(data, begun.get(operation, {}).get("steps", []))
            if because:
                say("IRREVERSIBLE", who + line.get("what", "") + ": " + because)
        elif kind == "FactsObserved" and operation is None and data.get("by") != "boot" and data["facts"]:
            say("EXTERNAL", line.get("what", "") or json.dumps(data["facts"]))
        elif kind in ("OperationEnded", "OperationSettled"):
            if data["outcome"] != "IN_DOUBT":
                ended.add(operation)
            for decision in data.get("decisions", []):
                if decision["decision"] == "Accepted":
                    say("ACCEPTED", who + decision["name"] + (" as " + json.dumps(decision["wanted"]) if "wanted" in decision else " as gone"))
        elif kind == "Refused":
            say("REFUSED", line.get("what", data["command"]))
        elif kind.startswith("type"):
            say("NOT KNOWN HERE", "event type %d, version %d" % (line["number"], line["version"]))
    told["OPEN"] = ["        %s by %s: %s has no outcome" % (name, what["actor"], what["command"]) for name, what in begun.items() if name not in ended]
    return told

if __name__ == "__main__":
    lines, entries, last, wrong = read(sys.argv[1])
    if not wrong and len(sys.argv) > 3:
        try:
            wrong = proof.check_note(open(sys.argv[2], encoding="utf-8").read(), open(sys.argv[3]).read(), entries)
        except (ValueError, IndexError) as nothing:
            wrong = "this is no note, or no key: %s" % nothing
    print("%d records, sha256 %s%s" % (len(entries), last.hex(), wrong and ", then: " + wrong))
    told = audit(lines)
    for heading, sentences in told.items():
        if sentences:
            print("\n%s (%d)" % (heading, len(sentences)))
            print("\n".join(sentences))
    sys.exit(1 if wrong or told["UNEXPLAINED"] else 5 if told["OPEN"] else 0)
