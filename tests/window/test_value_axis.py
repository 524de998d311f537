from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from hmi.window.widgets.time_chart_axis import ValueAxis


@pytest.mark.parametrize(
    ("values", "spacing", "texts"),
    [
        ([0, 20, 40], 20, ["0", "20", "40"]),
        ([0, 0.5, 1], 0.5, ["0.0", "0.5", "1.0"]),
        ([0, 2000, 4000], 2000, ["0", "2,000", "4,000"]),
        ([0, 50_000, 100_000], 50_000, ["0", "50k", "100k"]),
        ([0, 200_000, 1_000_000], 200_000, ["0.0", "0.2M", "1.0M"]),
        ([-2e9, 0, 2e9], 1e9, ["-2G", "0", "2G"]),
        ([1_500_000, 1_500_200], 200, ["1,500.0k", "1,500.2k"]),
        ([0, 2.5, 5], 2.5, ["0.0", "2.5", "5.0"]),
        ([0, 0.25, 0.5], 0.25, ["0.00", "0.25", "0.50"]),
        ([0, 2_500_000, 5_000_000], 2_500_000, ["0.0", "2.5M", "5.0M"]),
        ([], 1, []),
    ],
)
def test_values_fit_beside_the_chart(
    qapp: QApplication, values: list[float], spacing: float, texts: list[str]
) -> None:
    assert ValueAxis().tickStrings(values, 1.0, spacing) == texts
