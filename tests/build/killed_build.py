"""A build that kills itself: python killed_build.py STORE JOBS EVENT DELAY_MS.

Events are the calls that change files, counted before and after each; 0 is never. With a delay the
kill comes from another process that many milliseconds later, in the midst of whatever runs then.
Prints the number of events at the end, if it gets there.
"""

import os
import signal
import subprocess
import sys

from build_fakes import STAGES, articles

from kg.build import BuildOptions, batch, build
from kg.store import embedded, open_store

WRITING = {"bulk_load", "load", "update", "flush", "fsync", "unlink", "mkdir", "remove_graph"}
INPUTS = ["old|Ana: it was so", *articles(20, lines=9)]


def main(location, jobs, event, delay):
    batch.BATCH_TRIPLES, embedded.BULK_TRIPLES = 2_000, 1_000
    count = 0

    def profile(frame, kind, called):
        nonlocal count
        if kind.startswith("c_") and called.__name__ in WRITING:
            count += 1
            if count == event and delay:
                wait = f"sleep {delay / 1000}; kill -9 {os.getpid()}"
                subprocess.Popen(["sh", "-c", wait])
            elif count == event:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(profile)
    with open_store(location, write=True) as store:
        build(INPUTS, store, BuildOptions(jobs=jobs), stages=STAGES)
    sys.setprofile(None)
    print(count)


if __name__ == "__main__":
    try:
        main(sys.argv[1], *map(int, sys.argv[2:]))
    except KeyboardInterrupt:
        sys.exit(130)
