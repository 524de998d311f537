"""End codes of the MC protocol in words, each with what to do about it.

Sources: QnUCPU User's Manual (Communication via Built-in Ethernet Port), error codes of MC protocol
communication; QCPU User's Manual, codes 4000H-4FFFH; measured on real PLCs where the page of limits says so.
"""

from __future__ import annotations

_MEANINGS: dict[int, tuple[str, str]] = {
    0x0050: (
        "the PLC does not know this subheader",
        "check the protocol of the PLC's entry (3E or 4E, binary or ASCII)",
    ),
    0x0055: (
        "the PLC refuses writing while it runs",
        "allow online change (write during RUN) in its Ethernet settings",
    ),
    0xC050: (
        "the PLC's port is set to ASCII and got something else",
        "choose an ASCII protocol here, or set the PLC's communication data code to binary",
    ),
    0xC051: ("too many words in one request", "check the series of the PLC: it decides the limit"),
    0xC052: ("too many bits in one request", "check the series of the PLC: it decides the limit"),
    0xC053: ("too many bits in one random request", "check the series of the PLC: it decides the limit"),
    0xC054: ("too many words in one random request", "check the series of the PLC: it decides the limit"),
    0xC056: (
        "the request reaches past the last number of the device",
        "check the addresses against the device range in the PLC parameters",
    ),
    0xC058: (
        "the length of the request does not fit its content",
        "check the protocol (binary or ASCII) and the series of the PLC",
    ),
    0xC059: (
        "the PLC does not know this command",
        "check the series of the PLC; a built-in port knows fewer commands than an Ethernet module",
    ),
    0xC05B: ("the PLC cannot access this device", "check that this PLC has the device"),
    0xC05C: ("the PLC finds the request wrong", "check the device and the series of the PLC"),
    0xC05D: ("nothing was registered for monitoring", "read the addresses again"),
    0xC05E: (
        "the CPU did not answer its Ethernet module in time",
        "check the CPU's scan time and make the connection timeout longer",
    ),
    0xC05F: (
        "the PLC cannot carry this request out for that target",
        "check network_no, station_no, module_io and multidrop_no",
    ),
    0xC060: ("the PLC finds the data of the request wrong", "check the device and the series of the PLC"),
    0xC061: (
        "the length of the request does not fit its data",
        "check the protocol (binary or ASCII) and the series of the PLC",
    ),
    0xC070: (
        "the target has no extended device memory of this kind",
        "check the address, and the route to the PLC",
    ),
    0xC0B5: (
        "the CPU or a module on the way cannot handle these data",
        "check the addresses, the series and the route to the PLC",
    ),
    0xC1A4: (
        "the PLC knows no such command, or no such target module",
        "check the series of the PLC, and module_io",
    ),
    0xC200: ("the remote password is wrong", "unlock the PLC's port with the right remote password"),
    0xC201: (
        "the port is locked by a remote password",
        "take the remote password off this connection in the PLC parameters, or unlock the port",
    ),
    0x4001: ("the CPU does not know this request", "check the series of the PLC and the route to it"),
    0x4002: ("the CPU does not know this request", "check the series of the PLC and the route to it"),
    0x4005: ("the request is too large for the CPU", "check the series of the PLC: it decides the limit"),
    0x4008: ("the CPU is busy", "poll less often, or raise the CPU's time for communication"),
    0x4010: ("the CPU refuses this while it runs", "the CPU has to be in STOP for this"),
    0x4030: ("the CPU has no such device", "check that this PLC has the device of the address"),
    0x4031: (
        "a device number is outside the configured range",
        "check the addresses against the device range in the PLC parameters",
    ),
    0x4B00: (
        "the request does not reach its target",
        "check network_no, station_no, module_io and multidrop_no",
    ),
    0x4B02: ("the target is no CPU", "check network_no, station_no, module_io and multidrop_no"),
    0x4B03: (
        "there is no such target",
        "check network_no, station_no, module_io and multidrop_no",
    ),
    0x4080: ("the CPU finds the data of the request wrong", "check the address and the series of the PLC"),
}


def describe_end_code(end_code: int) -> str:
    """The code in hexadecimal, what it means and what to do: ``end code C056: ...; check ...``."""
    meaning = _MEANINGS.get(end_code)
    if meaning is None:
        return f"end code {end_code:04X}: {_unknown(end_code)}"
    return f"end code {end_code:04X}: {meaning[0]}; {meaning[1]}"


def _unknown(end_code: int) -> str:
    # The manuals sort the codes by who found the error.
    if 0x4000 <= end_code <= 0x4FFF:
        return "found by the CPU; see the error codes in the CPU's manual"
    if 0xC000 <= end_code <= 0xCFFF:
        return "found by the Ethernet port; see the manual of the port or module"
    return "see the PLC's manual"
