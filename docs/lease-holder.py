#!/usr/bin/env python3
"""Holds a lease on pages of a device, and gives it back when it is asked: lease-holder.py STATE DEVICE PAGES [NAME]

Speaks with 'daxplane lease serve' through STATE/leases.sock (docs/LEASES.md). The mapping itself is left to the reader: this
program says where it would be made, left alone and made again.
"""
import json
import os
import socket
import sys


class Desk:
    def __init__(self, state, name):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.connect(os.path.join(state, "leases.sock"))
        self.lines = self.socket.makefile("r", encoding="utf-8")
        self.events = []
        self.ask(op="hello", name=name, pid=os.getpid())

    def ask(self, **question):
        """Says one thing and returns the answer; events that come before it are kept."""
        self.socket.sendall((json.dumps(question) + "\n").encode())
        while True:
            line = self.next_line()
            if "event" in line:
                self.events.append(line)
            elif line["ok"]:
                return line
            else:
                raise OSError(line["errno"] + ": " + line["text"])

    def next_event(self):
        return self.events.pop(0) if self.events else self.next_line()

    def next_line(self):
        line = self.lines.readline()
        if not line:
            sys.exit("nobody keeps the lease any more")
        return json.loads(line)


def main():
    state, device, pages = sys.argv[1], sys.argv[2], int(sys.argv[3])
    desk = Desk(state, sys.argv[4] if len(sys.argv) > 4 else "example")
    lease = desk.ask(op="acquire", device=device, page=0, pages=pages, grace=5000)["lease"]
    desk.ask(op="pin", lease=lease)
    print("granted", lease, flush=True)                # here: map the device, start transfers
    while True:
        event = desk.next_event()
        print(event["event"], event["lease"], flush=True)
        if event["event"] == "revoke":                 # here: stop, wait for transfers, unmap
            desk.ask(op="unpin", lease=lease)
            desk.ask(op="quiesced", lease=lease)
        elif event["event"] == "resumed":
            if event["state"] != "GRANTED":
                desk.ask(op="reacquire", lease=lease)  # here: map it again
                desk.ask(op="pin", lease=lease)
            print("granted", lease, flush=True)


main()
