"""Which groups the configuration lets run."""

from __future__ import annotations

from hmi.model.plant import Plant, Plc, PollingGroup
from hmi.polling.errors import NotPollableError


def refuse_unpollable(plant: Plant, group: PollingGroup, plc: Plc) -> None:
    """Let only a group pass that can bring values.

    Raises:
        NotPollableError: it or its PLC is switched off, or it has no active tags.
    """
    name = group.group_name
    if not group.is_active:
        raise NotPollableError(
            f"Group {name} is switched off; set its is_active to 1 in the configuration to run it"
        )
    if not plc.is_active:
        raise NotPollableError(
            f"Group {name}: its PLC {plc.plc_code} is switched off; set the PLC's is_active to 1 in the "
            "configuration to run its groups"
        )
    if not plant.tags_of(name):
        raise NotPollableError(f"Group {name} has no active tags; import or activate some before starting it")
