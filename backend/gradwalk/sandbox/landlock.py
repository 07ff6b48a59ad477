"""Landlock: give up the file system, TCP and signals to outside, as far as this kernel knows how; see landlock(7)."""

import ctypes
import errno
import os
import struct

from .syscalls import syscall

# The rights that each ABI added: file system (13 at first, then refer, truncate, ioctl), TCP bind and connect, and the
# scopes of abstract sockets (1) and signals (2).
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_NETWORK_ABI, _NETWORK_RIGHTS = 4, 3
_SCOPE_ABI, _SCOPES, _SCOPES_WITHOUT_SIGNALS = 6, 3, 1
_QUIET_ABI, _QUIET = 7, 1
_ASK_VERSION = 1


def abi() -> int:
    """The version of Landlock that this kernel offers; 0 for none."""
    try:
        return syscall("landlock_create_ruleset", None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION))
    except OSError:
        return 0


def ruleset(version: int, scopes: int = _SCOPES) -> bytes:
    """`struct landlock_ruleset_attr` that handles every right of `version`, so that none is left."""
    files = _FILE_RIGHTS[max(known for known in _FILE_RIGHTS if known <= version)]
    if version < _NETWORK_ABI:
        return struct.pack("=Q", files)
    if version < _SCOPE_ABI:
        return struct.pack("=QQ", files, _NETWORK_RIGHTS)
    return struct.pack("=QQQ", files, _NETWORK_RIGHTS, scopes)


def deny_all() -> int:
    """Give up every right that Landlock knows. No new privileges must be set before.

    Returns:
        The ABI that holds now; 0 where the kernel or a container's own filter has none.

    Raises:
        OSError: if Landlock is there and fails.
    """
    version = abi()
    if not version:
        return 0
    try:
        descriptor = _create(version)
    except OSError as error:
        if error.errno in (errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP):
            return 0
        raise
    try:
        flags = _QUIET if version >= _QUIET_ABI else 0
        syscall("landlock_restrict_self", ctypes.c_int(descriptor), ctypes.c_uint32(flags))
    except OSError as error:
        if error.errno == errno.EPERM:
            return 0
        raise
    finally:
        os.close(descriptor)
    return version


def _create(version: int) -> int:
    try:
        return _create_with(ruleset(version))
    except OSError as error:
        if error.errno != errno.EINVAL or version < _SCOPE_ABI:
            raise
        return _create_with(ruleset(version, _SCOPES_WITHOUT_SIGNALS))


def _create_with(attributes: bytes) -> int:
    return syscall("landlock_create_ruleset", attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint32(0))
