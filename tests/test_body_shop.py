"""The real plant's shape from the plan to the historian, in real processes."""

from __future__ import annotations

import json
from pathlib import Path

from tests.bench.optimum import contiguous, fewest, words_of
from tests.body_shop import body_shop, read_historian
from tests.plants import scattered_plant
from tests.processes import hmi, hmi_here

TAGS = 3282
SECONDS = 5.0


def test_the_plan_has_the_fewest_requests_there_can_be(tmp_path: Path) -> None:
    with body_shop(scattered_plant(), tmp_path) as shop:
        told = hmi_here("plan", "--json", "--data-dir", shop.folder.root)
        assert told.returncode == 0, told.stderr
        plan = json.loads(told.stdout)
        words = {
            plc.plc_code: words_of(tag for tag in shop.plant.tags if tag.plc_code == plc.plc_code)
            for plc in shop.plant.plcs
        }
    best = {code: fewest(own) for code, own in words.items()}
    assert {plc["plc_code"]: plc["requests"] for plc in plan["plcs"]} == best
    assert sum(plc["tag_count"] for plc in plan["plcs"]) == TAGS
    assert sum(best.values()) == 11
    assert sum(map(contiguous, words.values())) > 600
    assert all(plc["fits"] for plc in plan["plcs"])


def test_every_tag_is_stored_every_second_with_the_value_of_the_memory(tmp_path: Path) -> None:
    with body_shop(scattered_plant(), tmp_path) as shop:
        collected = hmi("collect", "--json", "--duration", str(SECONDS), "--data-dir", shop.folder.root)
        assert collected.returncode == 0, collected.stderr
        status = json.loads(collected.stdout)
        stored = read_historian(shop)
        requests = shop.requests
    assert stored.wrong == 0
    assert stored.incomplete == 0
    assert stored.rows == sum(group["tag_count"] * group["poll_count"] for group in status["groups"])
    assert stored.rows == status["rows"]["stored"] == status["rows"]["accepted"]
    for group in status["groups"]:
        assert group["error_count"] == 0
        assert stored.polls[group["plc_code"]] == group["poll_count"] == group["success_count"]
        assert group["poll_count"] + group["overrun_count"] >= SECONDS - 1
        assert group["requests_per_poll"] * group["poll_count"] == requests[group["plc_code"]]
