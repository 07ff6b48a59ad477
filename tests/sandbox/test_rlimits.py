"""What a child may use, from the zygote's size and the run's limits."""

import resource

from gradwalk.sandbox.limits import Limits
from gradwalk.sandbox.rlimits import Size, clamp, own_size, size_of, wanted


def test_size_is_read_from_proc_status() -> None:
    status = (
        "Name:\tpython\nVmPeak:\t   900 kB\nVmSize:\t   800 kB\nVmRSS:\t   300 kB\nVmData:\t   200 kB\nThreads:\t1\n"
    )
    assert size_of(status) == Size(address_space=800 << 10, data=200 << 10)


def test_this_process_has_a_size() -> None:
    size = own_size()
    assert size.address_space > size.data > 0


def test_a_child_may_add_its_budget_to_the_zygotes_size() -> None:
    limits = wanted(Limits(memory_bytes=1000), Size(address_space=50_000, data=7_000))
    assert limits[resource.RLIMIT_AS] == (51_000, 51_000)
    assert limits[resource.RLIMIT_DATA] == (8_000, 8_000)


def test_processor_time_ends_with_a_signal_and_then_for_good() -> None:
    assert wanted(Limits(cpu_seconds=3), Size(0, 0))[resource.RLIMIT_CPU] == (3, 4)


def test_files_and_processes_are_out_of_reach() -> None:
    limits = wanted(Limits(), Size(0, 0))
    assert {limits[kind] for kind in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE, resource.RLIMIT_NPROC)} == {(0, 0)}


def test_a_lower_limit_from_outside_stays() -> None:
    assert clamp((10, 11), 4) == (4, 4)
    assert clamp((10, 11), 10) == (10, 10)
    assert clamp((10, 11), resource.RLIM_INFINITY) == (10, 11)
