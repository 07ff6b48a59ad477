"""However many threads there are, they share a few arenas."""

import subprocess
import sys

import pytest
from gradwalk.arenas import ARENAS

THREADS = 8
# Every thread allocates while all the others are there; malloc_info(3) then tells of each arena.
COUNT = f"""
import ctypes, sys, threading
from gradwalk import arenas
if sys.argv[1] == "limited":
    arenas.limit()
libc = ctypes.CDLL(None)
libc.malloc.restype = libc.fdopen.restype = ctypes.c_void_p
together = threading.Barrier({THREADS})

def allocate():
    together.wait()
    libc.malloc(1000)
    together.wait()

threads = [threading.Thread(target=allocate) for _ in range({THREADS})]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
stream = ctypes.c_void_p(libc.fdopen(1, b"w"))
libc.malloc_info(0, stream)
libc.fflush(stream)
"""


@pytest.mark.parametrize("how", ["limited", "as it is"])
def test_threads_share_arenas(how: str) -> None:
    done = subprocess.run([sys.executable, "-c", COUNT, how], stdout=subprocess.PIPE, text=True, check=True)
    arenas = done.stdout.count("<heap nr=")
    assert arenas == ARENAS if how == "limited" else arenas > ARENAS
