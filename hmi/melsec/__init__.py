"""Everything that speaks MELSEC: addresses, read plans, decoding, sessions, the pool and the simulator."""
