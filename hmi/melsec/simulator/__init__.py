"""A plant that is not there: PLCs on real TCP ports that behave like MELSEC ones, for the demo and the tests.

Limits, end codes, one request per scan, split answers and faults are those of real PLCs.
"""

from hmi.melsec.simulator.faults import FaultName, FaultSpec
from hmi.melsec.simulator.handshake import CellTiming, HandshakeCell
from hmi.melsec.simulator.memory import DeviceMemory
from hmi.melsec.simulator.plant import SimulatedPlant
from hmi.melsec.simulator.server import SimulatedPlc

__all__ = [
    "CellTiming",
    "DeviceMemory",
    "FaultName",
    "FaultSpec",
    "HandshakeCell",
    "SimulatedPlant",
    "SimulatedPlc",
]
